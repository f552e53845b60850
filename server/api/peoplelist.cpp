// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/peoplelist.h"

#include "domain/event.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace sightglass::api {

using domain::NumberColumn;
using domain::TextColumn;

/// The columns of a chunk that matter here, and which rows count.
class PeopleList::Rows
{
public:
    Rows(const domain::SortedChunk& chunk, domain::TimeRange range, Bots bots)
        : m_times(chunk.numbers(NumberColumn::EventTime))
        , m_kinds(chunk.numbers(NumberColumn::Kind))
        , m_sources(chunk.numbers(NumberColumn::Source))
        , m_isBot(chunk.numbers(NumberColumn::IsBot))
        , m_isExcluded(chunk.numbers(NumberColumn::IsExcluded))
        , m_userIds(chunk.texts(TextColumn::UserId))
        , m_anonymousIds(chunk.texts(TextColumn::AnonymousId))
        , m_countries(chunk.texts(TextColumn::Country))
        , m_range(range)
        , m_bots(bots)
    {
    }
    [[nodiscard]] TimePoint time(std::size_t row) const { return fromMs(m_times.at(row)); }
    [[nodiscard]] domain::Kind kind(std::size_t row) const { return static_cast<domain::Kind>(m_kinds.at(row)); }
    [[nodiscard]] SourceId source(std::size_t row) const { return SourceId(m_sources.at(row)); }
    [[nodiscard]] std::string_view userId(std::size_t row) const { return m_userIds.at(row); }
    [[nodiscard]] std::string_view anonymousId(std::size_t row) const { return m_anonymousIds.at(row); }
    [[nodiscard]] std::string_view country(std::size_t row) const { return m_countries.at(row); }
    [[nodiscard]] bool counts(std::size_t row) const
    {
        const bool isBot = m_isBot.at(row) != 0;
        const bool isWanted = m_bots == Bots::Include || isBot == (m_bots == Bots::Only);
        return isWanted && m_isExcluded.at(row) == 0 && m_range.contains(time(row));
    }

private:
    const domain::NumberValues m_times, m_kinds, m_sources, m_isBot, m_isExcluded;
    const domain::TextCodes m_userIds, m_anonymousIds, m_countries;
    const domain::TimeRange m_range;
    const Bots m_bots;
};

PeopleList::PeopleList(const std::vector<domain::IdentityLink>& links, std::set<SourceId> appSources, Bots bots)
    : m_graph(links)
    , m_appSources(std::move(appSources))
    , m_bots(bots)
{
    std::map<std::uint64_t, std::uint64_t> first;
    for (const domain::IdentityLink& link : links) {
        const auto [known, isNew] = first.emplace(link.from, link.to);
        if (!link.merge && !isNew && known->second != link.to)
            m_shared.insert(link.from);
    }
}

Expected<void> PeopleList::read(domain::EventScan& scan, ProjectId project, domain::TimeRange range,
                                const domain::Cancellation& cancel)
{
    domain::ScanRequest request;
    request.project = project;
    request.range = range;
    request.numbers = {NumberColumn::EventTime, NumberColumn::Kind, NumberColumn::Source, NumberColumn::IsBot,
                       NumberColumn::IsExcluded};
    request.texts = {TextColumn::UserId, TextColumn::AnonymousId, TextColumn::Country};
    const Expected<std::unique_ptr<domain::EventSnapshot>> snapshot = scan.open(request, cancel);
    if (!snapshot)
        return unexpected(snapshot.error());
    return domain::forEachChunk(**snapshot, cancel, [&](const domain::SortedChunk& chunk) {
        const Rows rows(chunk, range, m_bots);
        domain::forEachRun(chunk, [&](std::uint64_t visitor, std::size_t begin, std::size_t end) {
            addRun(rows, visitor, begin, end);
        });
    });
}

void PeopleList::addRun(const Rows& rows, std::uint64_t visitor, std::size_t begin, std::size_t end)
{
    if (visitor == 0)
        return;
    const bool isShared = m_shared.contains(visitor);
    PersonSummary* person = nullptr;
    for (std::size_t row = begin; row < end; ++row) {
        if (!rows.counts(row))
            continue;
        if (person == nullptr || isShared) {
            const std::uint64_t key = m_graph.resolve(visitor, rows.time(row));
            person = &m_people.try_emplace(key, PersonSummary{key, rows.time(row), TimePoint::min(), 0, 0, {}, {}, {}}).first->second;
        }
        addRow(rows, row, *person);
    }
}

void PeopleList::addRow(const Rows& rows, std::size_t row, PersonSummary& person)
{
    const domain::Kind kind = rows.kind(row);
    person.events += domain::countsAsEvent(kind) ? 1 : 0;
    const bool isScreen = kind == domain::Kind::Screen && m_appSources.contains(rows.source(row));
    person.pageviews += kind == domain::Kind::Pageview || isScreen ? 1 : 0;
    person.firstSeen = std::min(person.firstSeen, rows.time(row));
    const bool isLatest = rows.time(row) >= person.lastSeen;
    person.lastSeen = std::max(person.lastSeen, rows.time(row));
    const auto keep = [isLatest](std::string& text, std::string_view seen) {
        if (!seen.empty() && (isLatest || text.empty()))
            text = seen;
    };
    keep(person.userId, rows.userId(row));
    keep(person.anonymousId, rows.anonymousId(row));
    keep(person.country, rows.country(row));
}

std::vector<PersonSummary> PeopleList::take()
{
    std::vector<PersonSummary> people;
    people.reserve(m_people.size());
    for (auto& [key, person] : m_people)
        people.push_back(std::move(person));
    m_people.clear();
    std::sort(people.begin(), people.end(), [](const PersonSummary& a, const PersonSummary& b) {
        return std::tie(b.lastSeen, a.key) < std::tie(a.lastSeen, b.key);
    });
    return people;
}

} // namespace sightglass::api
