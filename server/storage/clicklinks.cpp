// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/clicklinks.h"

#include "storage/sqltext.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <tuple>

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

void linkGroup(const ClickCarrier* begin, const ClickCarrier* end, std::vector<SourceLink>& out)
{
    const ClickCarrier* const user = std::find_if(begin, end, [](const ClickCarrier& c) { return c.isUser; });
    const ClickCarrier* const head = user == end ? begin : user;
    for (const ClickCarrier* carrier = begin; carrier != end; ++carrier) {
        if (carrier == head)
            continue;
        const bool isMerge = carrier->isUser == head->isUser; // a browser becomes a user's, two of a kind become one
        out.push_back({carrier->source, {carrier->key, head->key, fromMs(std::max(carrier->first, head->first)), isMerge}});
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
    for (const Need& need : {Need{&m_carriers, "carriers"}, {&m_carry, "carry"}, {&m_drop, "drop"}, {&m_link, "link"},
                             {&m_unlink, "unlink"}, {&m_dropOld, "dropOld"}}) {
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
    if (seen.key == 0 || (known.click == seen.click && known.key == seen.key && known.from <= seen.at && seen.at < known.to))
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
        return markShared(seen, *before);
    return write(seen.click, *own).and_then([&] {
        return replaceLinks(seen.click, linksAmong(*before), linksAmong(after));
    });
}

Expected<void> ClickLinks::markShared(const ClickSighting& seen, const Carriers& carriers)
{
    forget(); // of every carrier
    return replaceLinks(seen.click, linksAmong(carriers), {})
        .and_then([&] { return m_drop.bind(1, inFile(seen.click)).run(); })
        .and_then([&] { return write(seen.click, {kSharedMark, false, seen.at, seen.at, seen.source}); });
}

Expected<ClickLinks::Carriers> ClickLinks::carriersOf(std::uint64_t click)
{
    Carriers carriers;
    m_carriers.bind(1, inFile(click));
    Expected<bool> row = m_carriers.step();
    for (; row && *row; row = m_carriers.step()) {
        carriers.push_back({std::bit_cast<std::uint64_t>(m_carriers.integer(0)), m_carriers.integer(1) != 0,
                            m_carriers.integer(2), m_carriers.integer(3), SourceId(m_carriers.integer(4))});
    }
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
    m_dropOld.bind(1, inFile(first)).bind(2, inFile(first + (width - 1))).bind(3, toMs(now - kWithin - std::chrono::days(1)));
    return m_dropOld.run();
}

} // namespace sightglass::storage
