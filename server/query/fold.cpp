// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/fold.h"

#include <algorithm>

namespace sightglass::query {

namespace {

using domain::Kind;

constexpr std::size_t kMaxCells = 2'000'000;

class Folder
{
public:
    Folder(const Facts& facts, const Grouping& grouping, const std::vector<Bucket>& buckets, Tallies& out)
        : m_facts(facts)
        , m_rows(facts.rows)
        , m_grouping(grouping)
        , m_out(out)
        , m_page(facts.rows.dimension({Field::Page, {}}))
        , m_pageGoalByPage(facts.pageGoal && grouping.isOfPages())
    {
        for (const Bucket& bucket : buckets)
            m_starts.push_back(toMs(bucket.start));
    }

    void takeRow(std::uint32_t row)
    {
        if (!m_facts.range.contains(fromMs(m_rows.time[row])))
            return;
        const std::size_t bucket = bucketOf(m_rows.time[row]);
        if (m_facts.chosen[row] && (m_rows.flags[row] & kCounted)) {
            slotsOf(row);
            for (const std::uint32_t slot : m_slots)
                countEvent(row, m_out.cellOf(slot, bucket));
        }
        if (!m_facts.converts[row])
            return;
        conversionSlotsOf(row);
        for (const std::uint32_t slot : m_slots) {
            Tally& tally = m_out.cells[m_out.cellOf(slot, bucket)];
            ++tally.conversions;
            countOnce(m_rows.person[row], tally.lastConverter, tally.converters);
        }
    }

    void takeVisit(std::uint32_t number)
    {
        const Visit& visit = m_facts.visits.list[number];
        if (!m_facts.visitHit[number] || !m_facts.range.contains(fromMs(visit.start)))
            return;
        const std::size_t bucket = bucketOf(visit.start);
        for (std::uint32_t row = visit.begin; row < visit.end; ++row) {
            if (m_facts.visits.ofRow[row] == number)
                takeVisitRow(visit, number, row, bucket);
        }
        if (!m_grouping.isOfPages())
            takeTotalPages(visit, number, bucket);
        else
            takePages(visit, number, bucket);
    }

private:
    std::size_t bucketOf(std::int64_t time) const
    {
        if (m_starts.empty())
            return 0;
        const auto after = std::upper_bound(m_starts.begin(), m_starts.end(), time);
        return static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, after - m_starts.begin() - 1));
    }

    static bool countOnce(std::uint32_t who, std::uint32_t& last, std::uint32_t& count)
    {
        if (who == 0 || last == who)
            return false;
        last = who;
        ++count;
        return true;
    }

    void addSlot(std::uint32_t value)
    {
        const std::uint32_t slot = m_grouping.slotOfValue[value];
        if (slot != kNone && std::find(m_slots.begin(), m_slots.end(), slot) == m_slots.end())
            m_slots.push_back(slot);
    }

    void slotsOf(std::uint32_t row)
    {
        m_slots.clear();
        if (!m_grouping.values) {
            m_slots.push_back(0);
        } else if (m_grouping.values->level() != Level::Person) {
            addSlot(m_grouping.values->of(row));
        } else {
            for (const std::uint32_t value : m_grouping.values->ofPerson(m_rows.person[row]))
                addSlot(value);
        }
    }

    /// A page goal by page counts for every page of its visit (metrics §5: "visits containing both").
    void conversionSlotsOf(std::uint32_t row)
    {
        const std::uint32_t number = m_facts.visits.ofRow[row];
        slotsOf(row);
        if (!m_pageGoalByPage || number == kNone)
            return;
        m_slots.clear();
        const Visit& visit = m_facts.visits.list[number];
        for (std::uint32_t other = visit.begin; other < visit.end; ++other) {
            if (m_facts.visits.ofRow[other] == number && m_facts.chosen[other] && (m_rows.flags[other] & kCounted))
                addSlot(m_grouping.values->of(other));
        }
    }

    void countEvent(std::uint32_t row, std::size_t cell)
    {
        Tally& tally = m_out.cells[cell];
        const std::uint8_t flags = m_rows.flags[row];
        ++tally.events;
        tally.pageviews += (flags & kPageview) ? 1 : 0;
        if (flags & kStarts)
            countOnce(m_rows.person[row], tally.lastVisitor, tally.visitors);
        if (flags & kException) {
            ++tally.occurrences;
            countOnce(m_rows.person[row], tally.lastAffected, tally.affectedUsers);
        }
        if (!m_rows.revenue.empty() && m_rows.revenue[row] != domain::kAbsent) {
            Amount& amount = m_out.amounts[{cell, m_rows.currency[row]}];
            amount.minor += m_rows.revenue[row];
            ++amount.events;
        }
    }

    void takeVisitRow(const Visit& visit, std::uint32_t number, std::uint32_t row, std::size_t bucket)
    {
        const bool engagement = m_facts.engagementCounts && m_rows.kind[row] == static_cast<std::uint8_t>(Kind::Engagement);
        if (m_facts.chosen[row] && ((m_rows.flags[row] & kCounted) || engagement)) {
            slotsOf(row);
            for (const std::uint32_t slot : m_slots) {
                Tally& tally = m_out.cells[m_out.cellOf(slot, bucket)];
                countVisit(visit, number, tally);
                if (m_rows.flags[row] & kException)
                    countOnce(number + 1, tally.lastAffectedVisit, tally.affectedVisits);
            }
        }
        if (!m_facts.converts[row])
            return;
        conversionSlotsOf(row);
        for (const std::uint32_t slot : m_slots) {
            Tally& tally = m_out.cells[m_out.cellOf(slot, bucket)];
            countOnce(number + 1, tally.lastConvertedVisit, tally.convertedVisits);
        }
    }

    static void countVisit(const Visit& visit, std::uint32_t number, Tally& tally)
    {
        if (!countOnce(number + 1, tally.lastVisit, tally.visits))
            return;
        tally.bounces += visit.isBounce() ? 1 : 0;
        tally.engaged += visit.isEngaged() ? 1 : 0;
        tally.exceptionVisits += visit.exception ? 1 : 0;
        tally.unhandledVisits += visit.unhandled ? 1 : 0;
        tally.durationMs += visit.durationMs();
    }

    Tally* pageCell(std::uint32_t row, std::size_t bucket)
    {
        const std::uint32_t slot = m_grouping.slotOfValue[m_page->ids[row]];
        return slot == kNone ? nullptr : &m_out.cells[m_out.cellOf(slot, bucket)];
    }

    static void countEntry(const Visit& visit, Tally& tally)
    {
        ++tally.entries;
        tally.entryBounces += visit.isBounce() ? 1 : 0;
        tally.entryDurationMs += visit.durationMs();
    }

    void takePages(const Visit& visit, std::uint32_t number, std::size_t bucket)
    {
        if (visit.entry == kNone)
            return takeEngagement(number, bucket);
        if (Tally* tally = pageCell(visit.entry, bucket))
            countEntry(visit, *tally);
        if (Tally* tally = pageCell(visit.exit, bucket))
            ++tally->exits;
        takeEngagement(number, bucket);
    }

    void takeTotalPages(const Visit& visit, std::uint32_t number, std::size_t bucket)
    {
        if (m_grouping.values || !m_page)
            return;
        Tally& tally = m_out.cells[m_out.cellOf(0, bucket)];
        if (visit.entry != kNone) {
            countEntry(visit, tally);
            ++tally.exits;
        }
        takeEngagement(number, bucket);
    }

    void takeEngagement(std::uint32_t number, std::size_t bucket)
    {
        if (m_rows.engagementMs.empty())
            return;
        struct OnSlot { std::int64_t ms = 0; std::int32_t depth = -1; };
        engagementsOf(m_rows, m_facts.visits, number, m_page, m_engagements);
        std::map<std::uint32_t, OnSlot> bySlot;
        for (const Engagement& one : m_engagements) {
            const std::uint32_t slot = m_grouping.values ? m_grouping.slotOfValue[one.page] : 0;
            if (slot == kNone)
                continue;
            OnSlot& on = bySlot[slot];
            on.ms += one.ms;
            on.depth = std::max(on.depth, one.depth);
        }
        for (const auto& [slot, on] : bySlot) {
            Tally& tally = m_out.cells[m_out.cellOf(slot, bucket)];
            ++tally.timedVisits;
            tally.pageMs += on.ms;
            tally.scrolledVisits += on.depth >= 0 ? 1 : 0;
            tally.depthSum += std::max(on.depth, 0);
        }
    }

    const Facts& m_facts;
    const Rows& m_rows;
    const Grouping& m_grouping;
    Tallies& m_out;
    const Dimension* m_page;
    bool m_pageGoalByPage;
    std::vector<std::int64_t> m_starts;
    std::vector<std::uint32_t> m_slots;
    std::vector<Engagement> m_engagements;
};

} // namespace

Expected<Tallies> fold(const Facts& facts, const Grouping& grouping, const std::vector<Bucket>& buckets, const domain::Cancellation& cancel)
{
    Tallies out;
    out.buckets = std::max<std::size_t>(1, buckets.size());
    if (grouping.slots * out.buckets > kMaxCells)
        return unexpected(ErrorCode::TooLarge, QStringLiteral("the answer would have more than two million cells; narrow the range or filter"));
    out.cells.resize(grouping.slots * out.buckets);
    Folder folder(facts, grouping, buckets, out);
    constexpr std::uint32_t step = 65536;
    for (std::uint32_t row = 0; row < facts.rows.size(); ++row) {
        if (row % step == 0 && cancel.isCancelled())
            return unexpected(ErrorCode::Cancelled, QStringLiteral("the question was cancelled"));
        folder.takeRow(row);
    }
    for (std::uint32_t visit = 0; visit < facts.visits.list.size(); ++visit) {
        if (visit % step == 0 && cancel.isCancelled())
            return unexpected(ErrorCode::Cancelled, QStringLiteral("the question was cancelled"));
        folder.takeVisit(visit);
    }
    return out;
}

} // namespace sightglass::query
