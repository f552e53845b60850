// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/oraclefacts.h"

#include <QJsonObject>
#include <QJsonValue>

#include <functional>
#include <optional>

namespace sightglass::test {

/// The metrics of metrics §3 and §5 over slices of the facts: a time, and the rows under a value.
class OracleMetrics
{
public:
    using Under = std::function<bool(std::size_t row)>;
    using OnPage = std::function<bool(const std::string& path)>;
    struct Slice
    {
        domain::TimeRange time;
        Under under;                ///< Row stands under the value.
        std::optional<OnPage> page; ///< Set for metrics of pages.
        bool byPage = false;        ///< In a breakdown by page.
    };

    explicit OracleMetrics(const OracleFacts& facts)
        : m_facts(facts)
    {
    }

    QJsonValue metric(const std::string& name, const Slice& slice) const;
    QJsonObject metrics(const Slice& slice) const;
    Slice everything(const domain::TimeRange& time) const;
    /// The slice of all rows under one of these values, as OracleFacts::keyOf() writes them.
    Slice under(const domain::TimeRange& time, const query::PropertyName& property, std::set<std::string> keys) const;
    /// Values that have anything to show, best by `sort` first: key and spelling.
    std::vector<std::pair<std::string, std::string>> ranked(const query::PropertyName& property,
                                                            const std::string& sort) const;
    int currentVisitors() const;

private:
    /// What is counted in rows.
    struct Counts
    {
        double events = 0, pageviews = 0, occurrences = 0, conversions = 0;
        std::set<std::uint64_t> visitors, affected, converters;
        std::map<std::string, std::pair<long double, double>> money; ///< currency → sum, amounts
    };
    /// What is counted in visits.
    struct VisitCounts
    {
        double visits = 0, bounces = 0, seconds = 0, engaged = 0, errors = 0, crashes = 0, affectedVisits = 0,
               convertedVisits = 0;
        double entries = 0, entryBounces = 0, entrySeconds = 0, exits = 0, timed = 0, pageSeconds = 0, scrolled = 0,
               depths = 0;
    };
    Counts count(const Slice& slice) const;
    VisitCounts countVisits(const Slice& slice) const;
    void countPages(const OracleVisit& visit, const Slice& slice, VisitCounts& out) const;
    static QJsonObject money(const std::string& name, const Counts& counts);
    bool conversionUnder(std::size_t row, const Slice& slice) const;

    const OracleFacts& m_facts;
};

} // namespace sightglass::test
