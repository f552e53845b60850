// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/clicklinks.h"

#include "storage/sqltext.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <tuple>
#include <utility>

namespace sightglass::storage {

using domain::VisitorBasis;

namespace {

using namespace std::chrono_literals;
using namespace std::string_view_literals;

constexpr std::array kLinkingKinds{"fbclid"sv, "ttclid"sv, "gclid"sv, "gbraid"sv, "wbraid"sv, "msclkid"sv};
constexpr std::int64_t kWithinMs = std::chrono::milliseconds(ClickLinks::kWithin).count();
/// How exactly the last time is kept: most events of a browser then write nothing.
constexpr std::int64_t kSameTimeMs = std::chrono::milliseconds(1h).count();
constexpr std::uint64_t kSharedMark = 0; ///< In the place of a key, which is never 0.

std::int64_t inFile(std::uint64_t key)
{
    return std::bit_cast<std::int64_t>(key);
}

std::size_t usersAmong(const std::vector<ClickCarrier>& carriers)
{
    return std::size_t(std::count_if(carriers.begin(), carriers.end(), [](const ClickCarrier& c) { return c.isUser; }));
}

/// Of a row that begins with key, is_user, first_time, last_time, source.
ClickCarrier carrierOf(const Statement& row)
{
    return {std::bit_cast<std::uint64_t>(row.integer(0)), row.integer(1) != 0, row.integer(2), row.integer(3),
            SourceId(row.integer(4))};
}

void linkGroup(const ClickCarrier* begin, const ClickCarrier* end, std::vector<SourceLink>& out)
{
    const ClickCarrier* const user = std::find_if(begin, end, [](const ClickCarrier& c) { return c.isUser; });
    const ClickCarrier* const head = user == end ? begin : user;
    for (const ClickCarrier* carrier = begin; carrier != end; ++carrier) {
        if (carrier == head)
            continue;
        const bool isMerge = carrier->isUser == head->isUser; // a browser becomes a user's, two of a kind become one
        out.push_back(
            {carrier->source, {carrier->key, head->key, fromMs(std::max(carrier->first, head->first)), isMerge}});
    }
}

} // namespace

std::vector<std::string> clickTexts(const domain::Event& event)
{
    std::vector<std::string> texts;
    const bool isSomebody = event.visitorBasis == VisitorBasis::Person || event.visitorBasis == VisitorBasis::Client;
    if (event.protocol != domain::Protocol::OpenTrace || !isSomebody || event.visitor == 0)
        return texts;
    for (const auto& [kind, value] : event.clickIds) {
        if (!value.empty() && std::find(kLinkingKinds.begin(), kLinkingKinds.end(), kind) != kLinkingKinds.end())
            texts.push_back("click\n" + std::to_string(event.project.value) + '\n' + kind + '\n' + value);
    }
    return texts;
}

std::vector<SourceLink> linksAmong(std::vector<ClickCarrier> carriers)
{
    std::sort(carriers.begin(), carriers.end(), [](const ClickCarrier& a, const ClickCarrier& b) {
        return std::tie(a.first, a.key) < std::tie(b.first, b.key);
    });
    std::vector<SourceLink> links;
    const ClickCarrier* const end = carriers.data() + carriers.size();
    for (const ClickCarrier* begin = carriers.data(); begin != end;) {
        std::int64_t last = begin->last;
        const ClickCarrier* next = begin + 1;
        for (; next != end && next->first - last <= kWithinMs; ++next)
            last = std::max(last, next->last);
        linkGroup(begin, next, links);
        begin = next;
    }
    return links;
}

Expected<void> ClickLinks::prepare(Connection& connection)
{
    struct Need
    {
        Statement* statement;
        std::string_view name;
    };
    for (const Need& need : {Need{&m_carriers, "carriers"},
                             {&m_carry, "carry"},
                             {&m_drop, "drop"},
                             {&m_link, "link"},
                             {&m_unlink, "unlink"},
                             {&m_dropOld, "dropOld"}}) {
        Expected<Statement> prepared = connection.prepare(sqlText("click", need.name));
        if (!prepared)
            return unexpected(prepared.error());
        *need.statement = std::move(*prepared);
    }
    return {};
}

Expected<void> ClickLinks::add(const ClickSighting& seen)
{
    Known& known = m_known[(seen.click ^ seen.key) % m_known.size()];
    if (seen.key == 0 ||
        (known.click == seen.click && known.key == seen.key && known.from <= seen.at && seen.at < known.to))
        return {};
    const Expected<Carriers> before = carriersOf(seen.click);
    if (!before)
        return unexpected(before.error());
    constexpr auto always = std::numeric_limits<std::int64_t>::max();
    const bool isShared = !before->empty() && before->front().key == kSharedMark;
    Carriers after = *before;
    auto own = std::find_if(after.begin(), after.end(), [&](const ClickCarrier& c) { return c.key == seen.key; });
    const bool isNew = own == after.end();
    const bool isTooMany = !seen.isUser && isNew && before->size() - usersAmong(*before) >= kMostBrowsers;
    if (isShared || isTooMany) {
        known = {seen.click, seen.key, -always, always};
        return {};
    }
    if (isNew)
        own = after.insert(own, {seen.key, seen.isUser, seen.at, seen.at, seen.source});
    const bool isChanged = isNew || seen.at < own->first || seen.at >= own->last + kSameTimeMs;
    own->first = std::min(own->first, seen.at);
    own->last = isChanged ? std::max(own->last, seen.at) : own->last;
    known = {seen.click, seen.key, own->first, own->last + kSameTimeMs};
    if (!isChanged)
        return {};
    if (usersAmong(after) > kMostUsers)
        return markShared(seen.click, seen.source, seen.at, *before);
    return write(seen.click, *own).and_then([&] {
        return replaceLinks(seen.click, linksAmong(*before), linksAmong(after));
    });
}

Expected<void> ClickLinks::markShared(std::uint64_t click, SourceId source, std::int64_t at, const Carriers& carriers)
{
    forget(); // of every carrier
    return replaceLinks(click, linksAmong(carriers), {})
        .and_then([&] { return m_drop.bind(1, inFile(click)).run(); })
        .and_then([&] {
            return write(click, {kSharedMark, false, at, at, source});
        });
}

Expected<void> ClickLinks::cut(std::uint64_t click, TimePoint now)
{
    const Expected<Carriers> carriers = carriersOf(click);
    if (!carriers)
        return unexpected(carriers.error());
    const std::vector<SourceLink> links = linksAmong(*carriers);
    if (links.empty())
        return unexpected(ErrorCode::NotFound, QStringLiteral("This click id links nobody."));
    return markShared(click, links.front().first, toMs(now), *carriers);
}

Expected<ClickLinks::Carriers> ClickLinks::carriersOf(std::uint64_t click)
{
    Carriers carriers;
    m_carriers.bind(1, inFile(click));
    Expected<bool> row = m_carriers.step();
    for (; row && *row; row = m_carriers.step())
        carriers.push_back(carrierOf(m_carriers));
    m_carriers.reset();
    if (!row)
        return unexpected(row.error());
    return carriers;
}

Expected<void> ClickLinks::write(std::uint64_t click, const ClickCarrier& carrier)
{
    m_carry.bind(1, inFile(click)).bind(2, inFile(carrier.key)).bind(3, std::int64_t{carrier.isUser});
    return m_carry.bind(4, carrier.first).bind(5, carrier.last).bind(6, carrier.source.value).run();
}

Expected<void> ClickLinks::replaceLinks(std::uint64_t click, const std::vector<SourceLink>& before,
                                        const std::vector<SourceLink>& after)
{
    const auto runEach = [&](Statement& statement, const std::vector<SourceLink>& links,
                             const std::vector<SourceLink>& others) -> Expected<void> {
        for (const SourceLink& one : links) {
            if (std::find(others.begin(), others.end(), one) != others.end())
                continue;
            const auto& [source, link] = one;
            m_links.noteChange(link.from, link.to);
            statement.bind(1, inFile(link.from)).bind(2, std::int64_t{link.merge}).bind(3, toMs(link.at));
            statement.bind(4, inFile(link.to)).bind(5, inFile(click)).bind(6, source.value);
            if (Expected<void> done = statement.run(); !done)
                return done;
        }
        return {};
    };
    return runEach(m_unlink, before, after).and_then([&] { return runEach(m_link, after, before); });
}

Expected<void> ClickLinks::forgetOld(TimePoint now)
{
    constexpr std::uint64_t width = std::numeric_limits<std::uint64_t>::max() / kSlices + 1;
    const std::uint64_t first = width * std::uint64_t(m_nextSlice);
    m_nextSlice = (m_nextSlice + 1) % kSlices;
    forget();
    // A day more for events that come late.
    m_dropOld.bind(1, inFile(first))
        .bind(2, inFile(first + (width - 1)))
        .bind(3, toMs(now - kWithin - std::chrono::days(1)));
    return m_dropOld.run();
}

namespace {

/// Adds the group that these carriers make, if one of them links somebody of the sources.
void addClickGroup(std::uint64_t click, const std::vector<ClickCarrier>& carriers, const std::set<SourceId>& sources,
                   std::vector<ClickGroup>& out)
{
    ClickGroup group{click, TimePoint::min(), {}};
    std::set<std::uint64_t> linked;
    bool isOfSources = false;
    for (const auto& [source, link] : linksAmong(carriers)) {
        isOfSources = isOfSources || sources.contains(source);
        group.at = std::max(group.at, link.at);
        linked.insert({link.from, link.to});
    }
    for (const ClickCarrier& carrier : carriers) {
        if (linked.contains(carrier.key))
            group.members.push_back({carrier.key, fromMs(carrier.first)});
    }
    if (isOfSources)
        out.push_back(std::move(group));
}

} // namespace

Expected<std::vector<ClickGroup>> readClickGroups(Connection& connection, const std::set<SourceId>& sources)
{
    Expected<Statement> rows = connection.prepare(sqlText("click", "groups"));
    if (!rows)
        return unexpected(rows.error());
    std::vector<ClickGroup> groups;
    std::vector<ClickCarrier> carriers;
    std::uint64_t click = 0;
    Expected<bool> row = rows->step();
    for (; row && *row; row = rows->step()) {
        const auto next = std::bit_cast<std::uint64_t>(rows->integer(5));
        if (next != click && !carriers.empty())
            addClickGroup(click, std::exchange(carriers, {}), sources, groups);
        click = next;
        carriers.push_back(carrierOf(*rows));
    }
    if (!row)
        return unexpected(row.error());
    if (!carriers.empty())
        addClickGroup(click, carriers, sources, groups);
    return groups;
}

} // namespace sightglass::storage
