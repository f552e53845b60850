// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlshortlinks.h"

#include "storage/controldatabase.h"
#include "storage/writercall.h"

namespace sightglass::storage {

using domain::ShortLinkChange;
using domain::TrackerAccount;

template <typename Change> Expected<void> SqlShortLinks::change(Change change)
{
    return m_writer.call([&](ControlDatabase& control) {
        return control.transact([&]() -> Expected<void> { return change(control.shortLinks()); });
    });
}

Expected<void> SqlShortLinks::load()
{
    return m_writer.call([this](ControlDatabase& control) -> Expected<void> {
        const auto links = control.shortLinks().all();
        if (!links)
            return unexpected(links.error());
        const auto accounts = control.shortLinks().accounts();
        if (!accounts)
            return unexpected(accounts.error());
        const std::lock_guard lock(m_mutex);
        m_targets = {links->begin(), links->end()};
        m_accounts.clear();
        for (const TrackerAccount& account : *accounts)
            m_accounts.emplace(account.id, account);
        return {};
    });
}

std::optional<std::string> SqlShortLinks::target(std::string_view link) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_targets.find(std::string(link));
    return found == m_targets.end() ? std::nullopt : std::optional(found->second);
}

Expected<TrackerAccount> SqlShortLinks::account(std::string_view id) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_accounts.find(id);
    if (found == m_accounts.end())
        return unexpected(ErrorCode::NotFound, QStringLiteral("There is no such account."), QStringLiteral("account"));
    return found->second;
}

std::vector<TrackerAccount> SqlShortLinks::accounts() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<TrackerAccount> accounts;
    for (const auto& [id, account] : m_accounts)
        accounts.push_back(account);
    return accounts;
}

Expected<void> SqlShortLinks::set(const ShortLinkChange& set)
{
    if (Expected<void> done = change([&](ShortLinkRepository& links) { return links.set(set); }); !done)
        return done;
    const std::lock_guard lock(m_mutex);
    m_targets[set.hostFrom + set.slugFrom] = set.urlTo;
    return {};
}

Expected<std::vector<ShortLinkChange>> SqlShortLinks::history(const std::string& host)
{
    return m_writer.call([&](ControlDatabase& control) { return control.shortLinks().history(host); });
}

Expected<void> SqlShortLinks::setAccount(const TrackerAccount& account)
{
    if (Expected<void> done = change([&](ShortLinkRepository& links) { return links.setAccount(account); }); !done)
        return done;
    const std::lock_guard lock(m_mutex);
    const auto [known, isNew] = m_accounts.try_emplace(account.id, account);
    if (!isNew)
        known->second.passwordHash = account.passwordHash;
    return {};
}

Expected<void> SqlShortLinks::removeAccount(const std::string& id)
{
    if (Expected<void> done = change([&](ShortLinkRepository& links) { return links.removeAccount(id); }); !done)
        return done;
    const std::lock_guard lock(m_mutex);
    m_accounts.erase(id);
    return {};
}

} // namespace sightglass::storage
