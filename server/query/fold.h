// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/calendar.h"
#include "query/facts.h"
#include "query/metric.h"

#include <QJsonValue>

#include <map>
#include <string>
#include <vector>

namespace sightglass::query {

__extension__ using WideInt = __int128;

/// What one cell (a value, a bucket, or both) counted. The stamps hold who was counted last: rows come person by
/// person, so a distinct count needs no set.
struct Tally
{
    std::int64_t events = 0;
    std::int64_t pageviews = 0;
    std::int64_t occurrences = 0;
    std::int64_t conversions = 0;
    std::uint32_t visitors = 0;
    std::uint32_t affectedUsers = 0;
    std::uint32_t converters = 0;
    std::uint32_t visits = 0;
    std::uint32_t bounces = 0;
    std::uint32_t engaged = 0;
    std::uint32_t exceptionVisits = 0;
    std::uint32_t unhandledVisits = 0;
    std::uint32_t affectedVisits = 0;
    std::uint32_t convertedVisits = 0;
    std::int64_t durationMs = 0;
    std::uint32_t entries = 0; ///< Visits that entered on the page, with their bounces and duration.
    std::uint32_t entryBounces = 0;
    std::uint32_t exits = 0;
    std::uint32_t timedVisits = 0;
    std::uint32_t scrolledVisits = 0;
    std::int64_t entryDurationMs = 0;
    std::int64_t pageMs = 0;
    std::int64_t depthSum = 0;

    std::uint32_t lastVisitor = 0;
    std::uint32_t lastAffected = 0;
    std::uint32_t lastConverter = 0;
    std::uint32_t lastVisit = 0;
    std::uint32_t lastAffectedVisit = 0;
    std::uint32_t lastConvertedVisit = 0;
};

/// Amounts of one currency in one cell.
struct Amount
{
    WideInt minor = 0;
    std::int64_t events = 0;
};

/// Values of a property sorted into slots. Without `values`, everything is slot 0.
struct Grouping
{
    const Values* values = nullptr;
    Field field = Field::Event;
    std::vector<std::uint32_t> slotOfValue; ///< By value id; kNone = nowhere.
    std::size_t slots = 1;

    [[nodiscard]] bool isOfPages() const { return values && field == Field::Page; }
};

/// The counted cells: slot × bucket.
struct Tallies
{
    std::size_t buckets = 1;
    std::vector<Tally> cells;
    std::map<std::pair<std::size_t, std::uint32_t>, Amount> amounts; ///< (cell, currency)

    [[nodiscard]] std::size_t cellOf(std::size_t slot, std::size_t bucket) const { return slot * buckets + bucket; }
};

/// Counts the chosen rows and visits of the facts' range into cells. `buckets` empty = the range is one.
/// Errors: Cancelled, TooLarge.
[[nodiscard]] Expected<Tallies> fold(const Facts& facts, const Grouping& grouping, const std::vector<Bucket>& buckets, const domain::Cancellation& cancel);

/// How a cell's numbers become an answer.
struct MetricContext
{
    const Tallies& tallies;
    const Dictionary& currencies;
    std::string currency;  ///< The project's, for amounts that name none.
    bool byPage = false;   ///< A row of a breakdown by page: bounce and duration are those of visits that entered there.
};
[[nodiscard]] QJsonValue metricValue(const MetricContext& context, std::size_t cell, Metric metric);
/// For sorting; money by the project's currency. NaN = no value.
[[nodiscard]] double sortValue(const MetricContext& context, std::size_t cell, Metric metric);

} // namespace sightglass::query
