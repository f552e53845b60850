// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/identitylinks.h"

#include "storage/sqltext.h"

#include <algorithm>
#include <bit>
#include <initializer_list>
#include <tuple>

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
    struct Need
    {
        Statement* statement;
        std::string_view name;
    };
    for (const Need& need : {Need{&m_before, "before"},
                             {&m_after, "after"},
                             {&m_insert, "add"},
                             {&m_remove, "remove"},
                             {&m_isUndone, "isUndone"},
                             {&m_noteUndone, "noteUndone"}}) {
        Expected<Statement> prepared = connection.prepare(sqlText("identity", need.name));
        if (!prepared)
            return unexpected(prepared.error());
        *need.statement = std::move(*prepared);
    }
    return {};
}

bool IdentityLinks::isRepeated(const Known& last, const IdentityLink& link) const
{
    if (last.from != link.from || last.merge != link.merge || last.to != link.to || toMs(link.at) < last.at)
        return false;
    return link.merge || toMs(link.at) - last.at < toMs(TimePoint(kSameVisit));
}

Expected<void> IdentityLinks::add(SourceId source, const IdentityLink& link)
{
    if (link.from == 0 || link.to == 0 || link.from == link.to)
        return {};
    Known& known = m_known[link.from % m_known.size()];
    if (isRepeated(known, link))
        return {};
    const Expected<Neighbours> around = neighbours(link);
    if (!around)
        return unexpected(around.error());
    const Plan plan = planned(link, *around);
    if (const Expected<bool> undone = plan.inserts ? isUndone(link) : false; !undone || *undone)
        return undone ? Expected<void>() : unexpected(undone.error());
    if (plan.removed.from != 0) {
        if (const Expected<void> removed = remove(plan.removed); !removed)
            return removed;
    }
    if (plan.inserts) {
        if (const Expected<void> inserted = insert(source, link); !inserted)
            return inserted;
    }
    // Only the key's last link may be remembered: an earlier one does not hold for later events.
    if (around->after[0].from == 0)
        known = plan.inserts ? Known{link.from, link.to, toMs(link.at), link.merge} : around->before[0];
    else if (known.from == link.from)
        known = {};
    return {};
}

IdentityLinks::Plan IdentityLinks::planned(const IdentityLink& link, const Neighbours& around)
{
    const auto& [before, after] = around;
    const bool follows = before[0].leadsTo(link.to);
    const bool precedes = after[0].leadsTo(link.to);
    if (link.merge)
        return {!follows, !follows && precedes ? after[0] : Known()};
    const auto isNear = [](std::int64_t from, std::int64_t to) { return to - from < toMs(TimePoint(kSameVisit)); };
    if (follows && (precedes || isNear(before[0].at, toMs(link.at))))
        return {};
    if (follows)
        return {true, before[1].leadsTo(link.to) ? before[0] : Known()};
    if (precedes)
        return {true, after[1].leadsTo(link.to) || isNear(toMs(link.at), after[0].at) ? after[0] : Known()};
    return {true, {}};
}

Expected<void> IdentityLinks::takeBack(const IdentityLink& link, TimePoint now)
{
    const Expected<Neighbours> around = neighbours(link);
    if (!around)
        return unexpected(around.error());
    const Known& there = around->before[0];
    if (there.from != link.from || there.to != link.to || there.at != toMs(link.at))
        return unexpected(ErrorCode::NotFound, QStringLiteral("There is no such identity link."));
    forget();
    for (const Known& otherEnd : {around->before[1], around->after[0]}) {
        if (!otherEnd.leadsTo(link.to))
            continue;
        if (const Expected<void> undone = undo(otherEnd, now); !undone)
            return undone;
    }
    return undo(there, now);
}

Expected<void> IdentityLinks::undo(const Known& link, TimePoint now)
{
    m_noteUndone.bind(1, stored(link.from)).bind(2, std::int64_t{link.merge}).bind(3, link.at).bind(4, stored(link.to));
    return m_noteUndone.bind(5, toMs(now)).run().and_then([&] { return remove(link); });
}

Expected<bool> IdentityLinks::isUndone(const IdentityLink& link)
{
    m_isUndone.bind(1, stored(link.from))
        .bind(2, std::int64_t{link.merge})
        .bind(3, toMs(link.at))
        .bind(4, stored(link.to));
    const Expected<bool> row = m_isUndone.step();
    m_isUndone.reset();
    return row;
}

bool IdentityLinks::haveChanged(std::int64_t since, std::span<const std::uint64_t> keys) const
{
    if (m_changes - since > static_cast<std::int64_t>(m_changed.size()))
        return true;
    for (std::int64_t change = since; change < m_changes; ++change) {
        const auto& [from, to] = m_changed[static_cast<std::size_t>(change) % m_changed.size()];
        if (std::binary_search(keys.begin(), keys.end(), from) || std::binary_search(keys.begin(), keys.end(), to))
            return true;
    }
    return false;
}

Expected<IdentityLinks::Neighbours> IdentityLinks::neighbours(const IdentityLink& link)
{
    const auto read = [&](Statement& query) -> Expected<Two> {
        query.bind(1, stored(link.from)).bind(2, std::int64_t{link.merge}).bind(3, toMs(link.at));
        Two found;
        for (Known& known : found) {
            const Expected<bool> row = query.step();
            if (!row)
                return unexpected(row.error());
            if (!*row)
                return found;
            known = {link.from, key(query.integer(1)), query.integer(0), link.merge};
        }
        query.reset();
        return found;
    };
    const Expected<Two> before = read(m_before);
    if (!before)
        return unexpected(before.error());
    const Expected<Two> after = read(m_after);
    if (!after)
        return unexpected(after.error());
    return Neighbours{*before, *after};
}

Expected<void> IdentityLinks::insert(SourceId source, const IdentityLink& link)
{
    noteChange(link.from, link.to);
    m_insert.bind(1, stored(link.from)).bind(2, std::int64_t{link.merge}).bind(3, toMs(link.at));
    return m_insert.bind(4, stored(link.to)).bind(5, source.value).run();
}

Expected<void> IdentityLinks::remove(const Known& link)
{
    noteChange(link.from, link.to);
    m_remove.bind(1, stored(link.from)).bind(2, std::int64_t{link.merge});
    return m_remove.bind(3, link.at).bind(4, stored(link.to)).run();
}

void IdentityLinks::noteChange(std::uint64_t from, std::uint64_t to)
{
    m_changed[static_cast<std::size_t>(m_changes++) % m_changed.size()] = {from, to};
    ++m_version;
}

std::vector<SourceLink> withoutRepeats(std::vector<SourceLink> links)
{
    const auto key = [](const SourceLink& l) {
        return std::tuple(l.second.from, l.second.merge, l.first, l.second.at, l.second.to);
    };
    std::sort(links.begin(), links.end(), [&](const SourceLink& a, const SourceLink& b) { return key(a) < key(b); });
    const auto isSame = [](const SourceLink& a, const SourceLink& b) {
        return a.first == b.first && a.second.from == b.second.from && a.second.merge == b.second.merge &&
               a.second.to == b.second.to;
    };
    std::vector<SourceLink> ends;
    for (std::size_t i = 0; i < links.size(); ++i) {
        const bool isFirst = i == 0 || !isSame(links[i - 1], links[i]);
        const bool isLast = i + 1 == links.size() || !isSame(links[i], links[i + 1]);
        if (isFirst || (isLast && !links[i].second.merge))
            ends.push_back(links[i]);
    }
    return ends;
}

Expected<std::vector<SourceLink>> readIdentityLinks(Connection& connection)
{
    std::vector<SourceLink> links;
    const auto read = [&](std::string_view family, std::string_view name) -> Expected<void> {
        Expected<Statement> rows = connection.prepare(sqlText(family, name));
        if (!rows)
            return unexpected(rows.error());
        Expected<bool> row = rows->step();
        for (; row && *row; row = rows->step()) {
            IdentityLink link{key(rows->integer(0)), key(rows->integer(3)), fromMs(rows->integer(2)),
                              rows->integer(1) != 0};
            links.emplace_back(SourceId(rows->integer(4)), link);
        }
        return row ? Expected<void>() : unexpected(row.error());
    };
    if (const Expected<void> done = read("identity", "all"); !done)
        return unexpected(done.error());
    const auto made = std::ptrdiff_t(links.size());
    if (const Expected<void> done = read("click", "links"); !done)
        return unexpected(done.error());
    const auto inOrder = [](const SourceLink& a, const SourceLink& b) {
        const auto place = [](const IdentityLink& l) {
            return std::tuple(stored(l.from), l.merge, l.at, stored(l.to));
        };
        return place(a.second) < place(b.second);
    };
    std::inplace_merge(links.begin(), links.begin() + made, links.end(), inOrder);
    return links;
}

} // namespace sightglass::storage
