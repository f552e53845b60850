// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/shortlinkrepository.h"

#include "storage/controlquery.h"

namespace sightglass::storage {

using domain::ShortLinkChange;
using domain::TrackerAccount;

Expected<std::vector<ShortLinkRepository::Row>> ShortLinkRepository::all()
{
    std::vector<Row> rows;
    return ControlQuery(m_database, "shortlink", "all")
        .each([&](const ControlQuery& row) { rows.emplace_back(row.utf8(0), row.utf8(1)); })
        .transform([&] { return std::move(rows); });
}

Expected<void> ShortLinkRepository::set(const ShortLinkChange& change)
{
    ControlQuery link(m_database, "shortlink", "set");
    link.bind(":link", change.hostFrom + change.slugFrom).bind(":target", change.urlTo);
    if (Expected<void> done = link.run(); !done)
        return done;
    ControlQuery note(m_database, "shortlink", "note");
    note.bind(":url_from", change.urlFrom).bind(":host_from", change.hostFrom).bind(":slug_from", change.slugFrom);
    note.bind(":url_to", change.urlTo).bind(":host_to", change.hostTo).bind(":path_to", change.pathTo);
    note.bind(":search_to", change.searchTo).bind(":updated_at", toMs(change.updatedAt));
    return note.bind(":updater", change.updater).run();
}

Expected<std::vector<ShortLinkChange>> ShortLinkRepository::history(const std::string& host)
{
    std::vector<ShortLinkChange> changes;
    const auto read = [&](const ControlQuery& row) {
        changes.push_back({row.utf8(0), row.utf8(1), row.utf8(2), row.utf8(3), row.utf8(4), row.utf8(5), row.utf8(6),
                           row.time(7), row.utf8(8)});
    };
    return ControlQuery(m_database, "shortlink", "history").bind(":host", host).each(read).transform([&] {
        return std::move(changes);
    });
}

Expected<std::vector<TrackerAccount>> ShortLinkRepository::accounts()
{
    std::vector<TrackerAccount> accounts;
    const auto read = [&](const ControlQuery& row) { accounts.push_back({row.utf8(0), row.utf8(1), row.time(2)}); };
    return ControlQuery(m_database, "shortlink", "accounts").each(read).transform([&] { return std::move(accounts); });
}

Expected<void> ShortLinkRepository::setAccount(const TrackerAccount& account)
{
    ControlQuery query(m_database, "shortlink", "setAccount");
    query.bind(":id", account.id).bind(":password_hash", account.passwordHash);
    return query.bind(":created_at", toMs(account.createdAt)).run();
}

Expected<void> ShortLinkRepository::removeAccount(const std::string& id)
{
    ControlQuery query(m_database, "shortlink", "removeAccount");
    Expected<void> done = query.bind(":id", id).run();
    if (done && query.changedRows() == 0)
        return unexpected(ErrorCode::NotFound, QStringLiteral("There is no such account."), QStringLiteral("account"));
    return done;
}

} // namespace sightglass::storage
