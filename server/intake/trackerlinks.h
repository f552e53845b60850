// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"
#include "domain/shortlinks.h"
#include "ingest/tracker/shortlink.h"
#include "intake/trackerintake.h"

#include <QThreadPool>

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sightglass::intake {

/// How short links are looked after.
struct TrackerLinkOptions
{
    ingest::tracker::LinkRules rules;
    /// Whether a hub token may change things: an Authorization header, or the token's text. May be empty.
    std::function<bool(std::string_view authorization)> opensWithHeader;
    std::function<bool(std::string_view token)> opensWithToken;
};

/// The tracker's short links: visits to them, and the administration of who has an account or a hub token (spec tracker
/// §2.5, §2.6). Owner: service; must outlive the server. Thread: handlers run on server threads and do not block:
/// passwords are checked and links written on a thread of its own.
class TrackerLinks
{
public:
    TrackerLinks(TrackerIntake& tracker, domain::ShortLinks& links, TrackerLinkOptions options);
    ~TrackerLinks();
    TrackerLinks(const TrackerLinks&) = delete;
    TrackerLinks& operator=(const TrackerLinks&) = delete;

    /// Handlers by route id.
    [[nodiscard]] std::vector<std::pair<std::string_view, domain::Handler>> handlers();

    /// To the target of the link that a GET names, and answers; false, and nothing is answered, when nobody knows it.
    [[nodiscard]] bool visitIfKnown(const domain::Request& request, const domain::Responder& respond);
    /// {/rpi/v1,/tr/v1/rpi}/{…}: the two calls, by what stands behind the route.
    void administer(domain::Request&& request, domain::Responder respond);

private:
    /// Who asks: by the path, or by the header Authorization.
    struct Claim
    {
        std::string user;
        std::string password;
        bool isOfToken = false; ///< A hub token in the header that may change things.
    };

    [[nodiscard]] Claim claimOf(const domain::Request& request) const;
    /// Nothing when the claim holds; else the original's message.
    [[nodiscard]] std::optional<std::string> refusalOf(const Claim& claim);
    void set(const domain::Request& request, const Claim& claim, const domain::Responder& respond);
    void list(const std::string& host, const Claim& claim, const domain::Responder& respond);
    void refuse(std::string_view message, const domain::Responder& respond, bool isSignIn = false) const;

    TrackerIntake& m_tracker;
    domain::ShortLinks& m_links;
    const TrackerLinkOptions m_options;
    std::atomic<int> m_waiting = 0; ///< Calls that wait for the thread, or are on it.
    QThreadPool m_pool;
};

} // namespace sightglass::intake
