// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/metric.h"
#include "query/slotlog.h"
#include "query/visits.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace sightglass::query {

__extension__ using WideInt = __int128;

/// What one cell (a value, a bucket, or both) counted. The stamps hold who was counted last: rows come person by
/// person, so a distinct count needs no set. Small, since cells are met in no order: a question reads no more than a
/// hundred million rows.
struct Tally
{
    std::uint32_t events = 0;
    std::uint32_t pageviews = 0;
    std::uint32_t visitors = 0;
    std::uint32_t lastVisitor = 0;

    void add(const Tally& other);
};

/// Counted only for metrics of visits.
struct VisitTally
{
    std::int64_t durationMs = 0;
    std::uint32_t visits = 0;
    std::uint32_t bounces = 0;
    std::uint32_t engaged = 0;
    std::uint32_t lastVisit = 0;

    void count(const Visit& visit)
    {
        ++visits;
        bounces += visit.isBounce() ? 1 : 0;
        engaged += visit.isEngaged() ? 1 : 0;
        durationMs += visit.durationMs();
    }
    void add(const VisitTally& other);
};

/// Counts what the stamp stands for, unless it was what was counted last.
inline bool countOnce(std::uint32_t stamp, std::uint32_t& last, std::uint32_t& count)
{
    if (last == stamp)
        return false;
    last = stamp;
    ++count;
    return true;
}

/// Counted only for metrics about exceptions.
struct ErrorTally
{
    std::int64_t occurrences = 0;
    std::uint32_t affectedUsers = 0;
    std::uint32_t affectedVisits = 0;
    std::uint32_t exceptionVisits = 0;
    std::uint32_t unhandledVisits = 0;
    std::uint32_t lastAffected = 0;
    std::uint32_t lastAffectedVisit = 0;

    void add(const ErrorTally& other);
};

/// Counted only with a goal.
struct GoalTally
{
    std::int64_t conversions = 0;
    std::uint32_t converters = 0;
    std::uint32_t convertedVisits = 0;
    std::uint32_t lastConverter = 0;
    std::uint32_t lastConvertedVisit = 0;

    void add(const GoalTally& other);
};

/// Counted only for metrics of pages: visits that entered on the page, with their bounces and duration, and so on.
struct PageTally
{
    std::int64_t entryDurationMs = 0;
    std::int64_t pageMs = 0;
    std::int64_t depthSum = 0;
    std::uint32_t entries = 0;
    std::uint32_t entryBounces = 0;
    std::uint32_t exits = 0;
    std::uint32_t timedVisits = 0;
    std::uint32_t scrolledVisits = 0;

    void add(const PageTally& other);
};

/// Amounts of one currency in one cell.
struct Amount
{
    WideInt minor = 0;
    std::int64_t events = 0;

    void add(const Amount& other)
    {
        minor += other.minor;
        events += other.events;
    }
};

/// What is to be counted beyond events and who had them.
struct TallyNeeds
{
    bool errors = false;
    bool goals = false;
    bool pages = false;
    bool visits = false;
    bool amounts = false;

    [[nodiscard]] static TallyNeeds of(std::span<const Metric> metrics, bool goal, bool byPage);
};

/// The counted cells: slot × bucket.
struct Tallies
{
    std::size_t buckets = 1;
    std::vector<Tally> cells;
    std::vector<VisitTally> visits; ///< By cell; empty when not needed, like the next three.
    std::vector<ErrorTally> errors;
    std::vector<GoalTally> goals;
    std::vector<PageTally> pages;
    std::map<std::pair<std::size_t, std::uint32_t>, Amount> amounts; ///< (cell, currency)
    std::optional<SlotLog> people;                                   ///< Only on request, and without buckets.

    [[nodiscard]] std::size_t cellOf(std::size_t slot, std::size_t bucket) const { return slot * buckets + bucket; }
    void resize(std::size_t count, const TallyNeeds& needs);
    [[nodiscard]] std::size_t bytes() const;
    /// Adds what was counted of other people.
    void add(Tallies&& other);
    /// Counts a visitor of a cell once. Stamps are of one person after the other. Nobody when `really` is 0, and not 1.
    void countVisitor(std::size_t cell, std::uint32_t stamp, std::uint32_t really = 1)
    {
        Tally& tally = cells[cell];
        const std::uint32_t isNew = really & (tally.lastVisitor != stamp ? 1U : 0U);
        tally.visitors += isNew;
        tally.lastVisitor = isNew ? stamp : tally.lastVisitor;
        if (people)
            people->add(stamp, cell, isNew);
    }
    /// The wanted slots as one: sums, and people each once. Nothing when not all people were logged.
    [[nodiscard]] std::optional<Tallies> together(std::span<const std::uint8_t> wanted) const;
};

} // namespace sightglass::query
