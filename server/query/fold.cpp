// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/fold.h"

#include <algorithm>
#include <map>

namespace sightglass::query {

namespace {

using domain::Kind;

constexpr std::size_t kMaxTallies = 2'000'000;
constexpr std::uint32_t kOnlySlot[] = {0};

} // namespace

void Grouping::reassign(std::span<const std::uint32_t> slotOfSlot, std::size_t count)
{
    if (slotOfValue.empty())
        slotOfValue.assign(slotOfSlot.begin(), slotOfSlot.end());
    else
        std::transform(slotOfValue.begin(), slotOfValue.end(), slotOfValue.begin(),
                       [&](std::uint32_t slot) { return slotOfSlot[slot]; });
    slots = count;
}

Expected<Tallies> emptyTallies(const CellRequest& request)
{
    Tallies out;
    out.buckets = std::max<std::size_t>(1, request.buckets.size());
    if (request.grouping.slots * out.buckets > kMaxTallies)
        return unexpected(
            ErrorCode::TooLarge,
            QStringLiteral("the answer would have more than two million cells; narrow the range or filter"));
    out.resize(request.grouping.slots * out.buckets, request.needs);
    if (request.logsPeople)
        out.people.emplace(request.logRoom);
    return out;
}

TallyFold::TallyFold(const CellRequest& request, Tallies out)
    : m_grouping(request.grouping)
    , m_buckets(request.buckets)
    , m_out(std::move(out))
    , m_needs(request.needs)
{
    const Level level = m_grouping.property ? levelOf(m_grouping.property->field) : Level::Visit;
    m_ofPeople = level == Level::Person;
    m_visitIsOne = level == Level::Visit;
}

Expected<TallyFold> TallyFold::make(const CellRequest& request)
{
    auto out = emptyTallies(request);
    if (!out)
        return unexpected(out.error());
    return TallyFold(request, *std::move(out));
}

void CountedRows::mark(const Facts& part)
{
    const std::size_t rows = part.rows.size();
    const std::int64_t from = toMs(part.range.from);
    const std::int64_t to = toMs(part.range.to);
    m_flags.resize(rows);
    for (std::size_t row = 0; row < rows; ++row) {
        const std::int64_t time = part.rows.time[row];
        const std::uint8_t flags = part.rows.flags[row];
        const bool counts = (part.chosen[row] != 0) & ((flags & kCounted) != 0) & (time >= from) & (time < to);
        m_flags[row] = counts ? flags : std::uint8_t{0};
    }
}

void TallyFold::take(const Facts& part, const CountedRows& counted)
{
    findValues(part);
    const bool plain = !m_ofPeople && m_out.errors.empty() && m_out.goals.empty();
    if (plain) {
        const bool byTime = m_out.buckets > 1;
        if (m_values)
            byTime ? takePeople<true, true>(part, counted) : takePeople<true, false>(part, counted);
        else
            byTime ? takePeople<false, true>(part, counted) : takePeople<false, false>(part, counted);
        takeAmounts(part, counted);
    } else {
        takeRows(part, counted);
    }
    if (m_needs.visits)
        takeVisits(part);
    m_personBase += static_cast<std::uint32_t>(part.rows.keys.size());
    m_visitBase += static_cast<std::uint32_t>(part.visits.list.size());
}

void TallyFold::findValues(const Facts& part)
{
    m_values = nullptr;
    if (!m_grouping.property || m_ofPeople)
        return;
    if (m_visitIsOne) {
        Values(part, *m_grouping.property).ofRows(m_valuesOfVisits);
        m_values = m_valuesOfVisits.data();
    } else {
        m_values = part.rows.dimension(*m_grouping.property)->ids.data();
    }
}

template <bool ByValue, bool ByTime> void TallyFold::takePeople(const Facts& part, const CountedRows& counted)
{
    for (std::uint32_t person = 0; person + 1 < part.rows.first.size(); ++person)
        takePerson<ByValue, ByTime>(part, counted, person);
}

/// Neighbours mostly stand under the same value and in the same bucket: what they make is added to the cell at once.
template <bool ByValue, bool ByTime>
void TallyFold::takePerson(const Facts& part, const CountedRows& counted, std::uint32_t person)
{
    std::uint32_t value = 0;
    std::size_t bucket = 0;
    Stretch stretch;
    const auto finish = [&] {
        if (stretch.events == 0)
            return;
        if (const std::uint32_t slot = ByValue ? m_grouping.slotOf(value) : 0; slot != kNone)
            countStretch(stretch, m_out.cellOf(slot, bucket), person);
        stretch = {};
    };
    const std::uint32_t* const values = m_values;
    const std::uint32_t end = part.rows.first[person + 1];
    for (std::uint32_t row = part.rows.first[person]; row < end; ++row) {
        const std::uint8_t flags = counted[row];
        if (flags == 0)
            continue;
        const std::uint32_t ownValue = ByValue ? values[row] : 0;
        const std::size_t ownBucket = ByTime ? m_buckets.of(part.rows.time[row]) : 0;
        if (ownValue != value || ownBucket != bucket) {
            finish();
            value = ownValue;
            bucket = ownBucket;
        }
        ++stretch.events;
        stretch.pageviews += (flags & kPageview) ? 1 : 0;
        stretch.flags |= flags;
    }
    finish();
}

/// Few rows have an amount, so they are looked for by themselves.
void TallyFold::takeAmounts(const Facts& part, const CountedRows& counted)
{
    const std::vector<std::int64_t>& revenue = part.rows.revenue;
    for (std::uint32_t row = 0; m_needs.amounts && row < revenue.size(); ++row) {
        if (revenue[row] == domain::kAbsent || counted[row] == 0)
            continue;
        if (const std::uint32_t slot = slotOf(row); slot != kNone)
            countAmount(part, row, m_out.cellOf(slot, m_buckets.of(part.rows.time[row])));
    }
}

void TallyFold::countStretch(const Stretch& stretch, std::size_t cell, std::uint32_t person)
{
    Tally& tally = m_out.cells[cell];
    tally.events += stretch.events;
    tally.pageviews += stretch.pageviews;
    if ((stretch.flags & kStarts) && person != 0)
        m_out.countVisitor(cell, m_personBase + person);
}

void TallyFold::addSlot(std::uint32_t slot)
{
    if (slot != kNone && std::find(m_slots.begin(), m_slots.end(), slot) == m_slots.end())
        m_slots.push_back(slot);
}

std::span<const std::uint32_t> TallyFold::slotsOf(const Facts& part, std::uint32_t row)
{
    if (!m_grouping.property)
        return kOnlySlot;
    m_slots.clear();
    if (!m_ofPeople) {
        addSlot(slotOf(row));
        return m_slots;
    }
    for (const std::uint32_t value : Values(part, *m_grouping.property).ofPerson(part.rows.person[row]))
        addSlot(m_grouping.slotOf(value));
    return m_slots;
}

/// A page goal by page counts for every page of its visit (metrics §5: "visits containing both").
std::span<const std::uint32_t> TallyFold::conversionSlotsOf(const Facts& part, std::uint32_t row)
{
    const std::uint32_t number = part.visits.ofRow[row];
    if (!part.pageGoal || !m_grouping.isOfPages() || number == kNone)
        return slotsOf(part, row);
    m_slots.clear();
    const Visit& visit = part.visits.list[number];
    for (std::uint32_t other = visit.begin; other < visit.end; ++other) {
        if (part.visits.ofRow[other] == number && part.chosen[other] && (part.rows.flags[other] & kCounted))
            addSlot(slotOf(other));
    }
    return m_slots;
}

void TallyFold::takeRows(const Facts& part, const CountedRows& counted)
{
    const Rows& rows = part.rows;
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
        const bool converts = !m_out.goals.empty() && part.converts[row] && part.range.contains(fromMs(rows.time[row]));
        if (counted[row] == 0 && !converts)
            continue;
        const std::size_t bucket = m_buckets.of(rows.time[row]);
        if (counted[row] != 0) {
            for (const std::uint32_t slot : slotsOf(part, row))
                countEvent(part, row, m_out.cellOf(slot, bucket));
        }
        if (converts)
            countConversion(part, row, bucket);
    }
}

void TallyFold::countEvent(const Facts& part, std::uint32_t row, std::size_t cell)
{
    const Rows& rows = part.rows;
    Tally& tally = m_out.cells[cell];
    const std::uint8_t flags = rows.flags[row];
    ++tally.events;
    tally.pageviews += (flags & kPageview) ? 1 : 0;
    if ((flags & kStarts) && rows.person[row] != 0)
        m_out.countVisitor(cell, m_personBase + rows.person[row]);
    if ((flags & kException) && !m_out.errors.empty())
        countError(part, row, cell);
    if (m_needs.amounts && rows.revenue[row] != domain::kAbsent)
        countAmount(part, row, cell);
}

void TallyFold::countAmount(const Facts& part, std::uint32_t row, std::size_t cell)
{
    Amount& amount = m_out.amounts[{cell, part.rows.currency[row]}];
    amount.minor += part.rows.revenue[row];
    ++amount.events;
}

void TallyFold::countError(const Facts& part, std::uint32_t row, std::size_t cell)
{
    ErrorTally& tally = m_out.errors[cell];
    ++tally.occurrences;
    if (part.rows.person[row] != 0)
        countOnce(m_personBase + part.rows.person[row], tally.lastAffected, tally.affectedUsers);
}

void TallyFold::countConversion(const Facts& part, std::uint32_t row, std::size_t bucket)
{
    for (const std::uint32_t slot : conversionSlotsOf(part, row)) {
        GoalTally& tally = m_out.goals[m_out.cellOf(slot, bucket)];
        ++tally.conversions;
        if (part.rows.person[row] != 0)
            countOnce(m_personBase + part.rows.person[row], tally.lastConverter, tally.converters);
    }
}

void TallyFold::takeVisits(const Facts& part)
{
    const std::int64_t from = toMs(part.range.from);
    const std::int64_t to = toMs(part.range.to);
    const bool eachRow = !m_visitIsOne || !m_out.errors.empty() || !m_out.goals.empty();
    for (std::uint32_t number = 0; number < part.visits.list.size(); ++number) {
        const Visit& visit = part.visits.list[number];
        if (!part.visitHit[number] || visit.start < from || visit.start >= to)
            continue;
        const std::size_t bucket = m_buckets.of(visit.start);
        if (eachRow) {
            takeVisitRows(part, number, bucket);
        } else {
            if (const std::uint32_t slot = slotOf(visit.begin); slot != kNone)
                countVisit(visit, number, m_out.cellOf(slot, bucket));
        }
        if (!m_out.pages.empty())
            takePages(part, number, bucket);
    }
}

void TallyFold::takeVisitRows(const Facts& part, std::uint32_t number, std::size_t bucket)
{
    const Rows& rows = part.rows;
    const Visit& visit = part.visits.list[number];
    const std::uint32_t stamp = m_visitBase + number + 1;
    for (std::uint32_t row = visit.begin; row < visit.end; ++row) {
        if (part.visits.ofRow[row] != number)
            continue;
        const bool engagement = part.engagementCounts && rows.kind[row] == static_cast<std::uint8_t>(Kind::Engagement);
        if (part.chosen[row] && ((rows.flags[row] & kCounted) || engagement)) {
            for (const std::uint32_t slot : slotsOf(part, row)) {
                const std::size_t cell = m_out.cellOf(slot, bucket);
                countVisit(visit, number, cell);
                if ((rows.flags[row] & kException) && !m_out.errors.empty())
                    countOnce(stamp, m_out.errors[cell].lastAffectedVisit, m_out.errors[cell].affectedVisits);
            }
        }
        if (m_out.goals.empty() || !part.converts[row])
            continue;
        for (const std::uint32_t slot : conversionSlotsOf(part, row)) {
            GoalTally& tally = m_out.goals[m_out.cellOf(slot, bucket)];
            countOnce(stamp, tally.lastConvertedVisit, tally.convertedVisits);
        }
    }
}

void TallyFold::countVisit(const Visit& visit, std::uint32_t number, std::size_t cell)
{
    VisitTally& tally = m_out.visits[cell];
    const std::uint32_t stamp = m_visitBase + number + 1;
    if (tally.lastVisit == stamp)
        return;
    tally.lastVisit = stamp;
    tally.count(visit);
    if (m_out.errors.empty())
        return;
    m_out.errors[cell].exceptionVisits += visit.exception ? 1 : 0;
    m_out.errors[cell].unhandledVisits += visit.unhandled ? 1 : 0;
}

std::uint32_t TallyFold::slotOfPage(std::uint32_t page) const
{
    return m_grouping.property ? m_grouping.slotOf(page) : 0;
}

/// Only by page or without any property: entries, exits and engagement belong to pages.
void TallyFold::takePages(const Facts& part, std::uint32_t number, std::size_t bucket)
{
    const Dimension* page = part.rows.dimension({Field::Page, {}});
    if (!page || (m_grouping.property && !m_grouping.isOfPages()))
        return;
    const Visit& visit = part.visits.list[number];
    if (visit.entry != kNone) {
        const std::uint32_t entry = slotOfPage(page->ids[visit.entry]);
        const std::uint32_t exit = slotOfPage(page->ids[visit.exit]);
        if (entry != kNone) {
            PageTally& tally = m_out.pages[m_out.cellOf(entry, bucket)];
            ++tally.entries;
            tally.entryBounces += visit.isBounce() ? 1 : 0;
            tally.entryDurationMs += visit.durationMs();
        }
        if (exit != kNone)
            ++m_out.pages[m_out.cellOf(exit, bucket)].exits;
    }
    if (!part.rows.engagementMs.empty())
        takeEngagement(part, number, bucket);
}

void TallyFold::takeEngagement(const Facts& part, std::uint32_t number, std::size_t bucket)
{
    struct OnSlot
    {
        std::int64_t ms = 0;
        std::int32_t depth = -1;
    };
    engagementsOf(part.rows, part.visits, number, part.rows.dimension({Field::Page, {}}), m_engagements);
    std::map<std::uint32_t, OnSlot> bySlot;
    for (const Engagement& one : m_engagements) {
        const std::uint32_t slot = slotOfPage(one.page);
        if (slot == kNone)
            continue;
        OnSlot& on = bySlot[slot];
        on.ms += one.ms;
        on.depth = std::max(on.depth, one.depth);
    }
    for (const auto& [slot, on] : bySlot) {
        PageTally& tally = m_out.pages[m_out.cellOf(slot, bucket)];
        ++tally.timedVisits;
        tally.pageMs += on.ms;
        tally.scrolledVisits += on.depth >= 0 ? 1 : 0;
        tally.depthSum += std::max(on.depth, 0);
    }
}

} // namespace sightglass::query
