// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/shortlinks.h"
#include "storage/writer.h"

#include <map>
#include <mutex>
#include <unordered_map>

namespace sightglass::storage {

/// ShortLinks over the writer's control connection; links and accounts are kept in memory, too, and renewed after each
/// change. Thread: any; calls that change or read the history block. Owner: the store.
class SqlShortLinks final : public domain::ShortLinks
{
public:
    explicit SqlShortLinks(Writer& writer)
        : m_writer(writer)
    {
    }

    /// Reads what is answered from memory. Once, after the writer has started.
    [[nodiscard]] Expected<void> load();

    [[nodiscard]] std::optional<std::string> target(std::string_view link) const override;
    [[nodiscard]] Expected<domain::TrackerAccount> account(std::string_view id) const override;
    [[nodiscard]] std::vector<domain::TrackerAccount> accounts() const override;
    [[nodiscard]] Expected<void> set(const domain::ShortLinkChange& change) override;
    [[nodiscard]] Expected<std::vector<domain::ShortLinkChange>> history(const std::string& host) override;
    [[nodiscard]] Expected<void> setAccount(const domain::TrackerAccount& account) override;
    [[nodiscard]] Expected<void> removeAccount(const std::string& id) override;

private:
    /// A change in a transaction of its own.
    template <typename Change> [[nodiscard]] Expected<void> change(Change change);

    Writer& m_writer;
    mutable std::mutex m_mutex;
    std::unordered_map<std::string, std::string> m_targets; ///< By link.
    std::map<std::string, domain::TrackerAccount, std::less<>> m_accounts;
};

} // namespace sightglass::storage
