// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "intake/trackerintake.h"
#include "intake/trackerlinks.h"
#include "intakefixture.h"

#include <QJsonObject>
#include <QString>

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace sightglass::test {

/// Short links in memory.
class MemoryLinks final : public domain::ShortLinks
{
public:
    std::optional<std::string> target(std::string_view link) const override
    {
        const auto found = targets.find(link);
        return found == targets.end() ? std::nullopt : std::optional(found->second);
    }
    Expected<domain::TrackerAccount> account(std::string_view id) const override
    {
        const auto found = known.find(id);
        if (found == known.end())
            return unexpected(ErrorCode::NotFound, QStringLiteral("none"));
        return found->second;
    }
    std::vector<domain::TrackerAccount> accounts() const override { return {}; }
    Expected<void> set(const domain::ShortLinkChange& change) override
    {
        targets[change.hostFrom + change.slugFrom] = change.urlTo;
        changes.push_back(change);
        return {};
    }
    Expected<std::vector<domain::ShortLinkChange>> history(const std::string& host) override
    {
        std::vector<domain::ShortLinkChange> out;
        for (const domain::ShortLinkChange& change : changes) {
            if (change.hostFrom == host)
                out.push_back(change);
        }
        return out;
    }
    Expected<void> setAccount(const domain::TrackerAccount& account) override
    {
        known[account.id] = account;
        return {};
    }
    Expected<void> removeAccount(const std::string&) override { return {}; }

    std::map<std::string, std::string, std::less<>> targets;
    std::map<std::string, domain::TrackerAccount, std::less<>> known;
    std::vector<domain::ShortLinkChange> changes;
};

/// A tracker's intake over the usual surroundings. `setup` is a vector's input: its members `tracker` and `links`, and
/// those of the surroundings.
class TrackerHub : public IntakeSurroundings
{
public:
    explicit TrackerHub(const QJsonObject& setup = {});

    /// Waits for the answer of the handler whose route the request is.
    domain::Response send(domain::Request request);

    intake::TrackerIntake tracker;
    MemoryLinks links;
    intake::TrackerLinks shortLinks;
    /// Of what a test has besides.
    std::vector<std::pair<std::string_view, domain::Handler>> more;
};

[[nodiscard]] intake::TrackerOptions trackerOptionsOf(const QJsonObject& tracker);
/// A request of a vector as the gate hands it on, over TLS. Its row is found in the route table.
[[nodiscard]] domain::Request trackerRequest(const QJsonObject& in);
/// The same of a few words, to tr.example.com.
[[nodiscard]] domain::Request trackerRequest(const char* method, const QString& target, const QString& body = {});

} // namespace sightglass::test
