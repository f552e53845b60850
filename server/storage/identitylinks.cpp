// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/identitylinks.h"

#include "storage/sqltext.h"
#include "storage/transaction.h"

#include <bit>
#include <initializer_list>

namespace sightglass::storage {

using domain::IdentityLink;

namespace {

std::int64_t stored(std::uint64_t key)
{
    return std::bit_cast<std::int64_t>(key);
}
std::uint64_t key(std::int64_t value)
{
    return std::bit_cast<std::uint64_t>(value);
}

} // namespace

Expected<void> IdentityLinks::prepare(Connection& connection)
{
    m_connection = &connection;
    struct Need
    {
        Statement* statement;
        std::string_view name;
    };
    for (const Need& need :
         {Need{&m_before, "before"}, {&m_after, "after"}, {&m_insert, "add"}, {&m_remove, "remove"}, {&m_noteUndone, "noteUndone"}}) {
        Expected<Statement> prepared = connection.prepare(sqlText("identity", need.name));
        if (!prepared)
            return unexpected(prepared.error());
        *need.statement = std::move(*prepared);
    }
    return {};
}

Expected<void> IdentityLinks::add(SourceId source, const IdentityLink& link)
{
    if (link.from == 0 || link.to == 0 || link.from == link.to)
        return {};
    Known& known = m_known[link.from % m_known.size()];
    if (known.from == link.from && known.merge == link.merge && known.to == link.to && known.at <= toMs(link.at))
        return {};
    const Expected<Neighbours> around = neighbours(link);
    if (!around)
        return unexpected(around.error());
    const bool saysNothing = around->before.from != 0 && around->before.to == link.to;
    if (!saysNothing) {
        if (around->after.from != 0 && around->after.to == link.to) {
            if (const Expected<void> removed = remove(around->after); !removed)
                return removed;
        }
        if (const Expected<void> inserted = insert(source, link); !inserted)
            return inserted;
    }
    // Only the key's last link may be remembered: an earlier one does not hold for later events.
    if (around->after.from == 0)
        known = saysNothing ? around->before : Known{link.from, link.to, toMs(link.at), link.merge};
    else if (known.from == link.from)
        known = {};
    return {};
}

Expected<void> IdentityLinks::takeBack(const IdentityLink& link, TimePoint now)
{
    const Expected<Neighbours> around = neighbours(link);
    if (!around)
        return unexpected(around.error());
    const Known& there = around->before;
    if (there.from != link.from || there.to != link.to || there.at != toMs(link.at))
        return unexpected(ErrorCode::NotFound, QStringLiteral("There is no such identity link."));
    forget();
    Expected<Transaction> transaction = Transaction::begin(*m_connection);
    if (!transaction)
        return unexpected(transaction.error());
    m_noteUndone.bind(1, stored(link.from)).bind(2, std::int64_t{there.merge}).bind(3, there.at).bind(4, stored(link.to));
    return m_noteUndone.bind(5, toMs(now)).run().and_then([&] { return remove(there); }).and_then([&] { return transaction->commit(); });
}

Expected<IdentityLinks::Neighbours> IdentityLinks::neighbours(const IdentityLink& link)
{
    const auto read = [&](Statement& query) -> Expected<Known> {
        query.bind(1, stored(link.from)).bind(2, std::int64_t{link.merge}).bind(3, toMs(link.at));
        const Expected<bool> row = query.step();
        if (!row)
            return unexpected(row.error());
        if (!*row)
            return Known{};
        const Known found{link.from, key(query.integer(1)), query.integer(0), link.merge};
        query.reset();
        return found;
    };
    const Expected<Known> before = read(m_before);
    if (!before)
        return unexpected(before.error());
    const Expected<Known> after = read(m_after);
    if (!after)
        return unexpected(after.error());
    return Neighbours{*before, *after};
}

Expected<void> IdentityLinks::insert(SourceId source, const IdentityLink& link)
{
    m_insert.bind(1, stored(link.from)).bind(2, std::int64_t{link.merge}).bind(3, toMs(link.at));
    return m_insert.bind(4, stored(link.to)).bind(5, source.value).run();
}

Expected<void> IdentityLinks::remove(const Known& link)
{
    m_remove.bind(1, stored(link.from)).bind(2, std::int64_t{link.merge});
    return m_remove.bind(3, link.at).bind(4, stored(link.to)).run();
}

Expected<std::vector<std::pair<SourceId, IdentityLink>>> readIdentityLinks(Connection& connection)
{
    Expected<Statement> rows = connection.prepare(sqlText("identity", "all"));
    if (!rows)
        return unexpected(rows.error());
    std::vector<std::pair<SourceId, IdentityLink>> links;
    Expected<bool> row = rows->step();
    for (; row && *row; row = rows->step()) {
        IdentityLink link{key(rows->integer(0)), key(rows->integer(3)), fromMs(rows->integer(2)),
                          rows->integer(1) != 0};
        links.emplace_back(SourceId(rows->integer(4)), link);
    }
    if (!row)
        return unexpected(row.error());
    return links;
}

} // namespace sightglass::storage
