// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/oraclereports.h"

#include "domain/propertytext.h"
#include "query/calendar.h"
#include "query/measure.h"
#include "support/memoryscan.h"

#include <QJsonArray>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <tuple>

namespace sightglass::test {

using namespace domain;
using query::PropertyName;

namespace {

using RowList = std::vector<std::size_t>;

/// The property's value in its text form; "" when absent.
std::string textIn(const Event& event, const std::string& key)
{
    for (const Property& property : event.properties) {
        if (property.key != key)
            continue;
        if (const auto* text = std::get_if<std::string>(&property.value))
            return isDeletion(property.value) ? std::string() : *text;
        if (const auto* whole = std::get_if<std::int64_t>(&property.value))
            return std::to_string(*whole);
        if (const auto* truth = std::get_if<bool>(&property.value))
            return *truth ? "true" : "false";
        return QString::number(std::get<double>(property.value), 'g', QLocale::FloatingPointShortest).toStdString();
    }
    return {};
}

/// Openmetrics §9, of some rows.
QJsonValue measured(const OracleFacts& facts, const RowList& rows, const Measure& measure)
{
    std::set<std::uint64_t> people;
    std::set<std::string> sessions;
    std::set<std::string> texts;
    std::vector<double> numbers;
    for (const std::size_t row : rows) {
        const Event& event = facts.event(row);
        people.insert(facts.rows()[row].person);
        sessions.insert(event.anonymousId);
        const std::string text = textIn(event, measure.property);
        texts.insert(text);
        bool isNumber = false;
        const double number = QString::fromStdString(text).toDouble(&isNumber);
        if (isNumber && std::isfinite(number))
            numbers.push_back(number);
    }
    people.erase(0);
    sessions.erase("");
    texts.erase("");
    std::sort(numbers.begin(), numbers.end());
    const auto percentile = [&numbers](double fraction) -> QJsonValue {
        if (numbers.empty())
            return QJsonValue::Null;
        const double rank = static_cast<double>(numbers.size() - 1) * fraction;
        const auto low = static_cast<std::size_t>(rank);
        const std::size_t high = std::min(low + 1, numbers.size() - 1);
        return numbers[low] + (numbers[high] - numbers[low]) * (rank - static_cast<double>(low));
    };
    double sum = 0;
    for (const double number : numbers)
        sum += number;
    const auto orNull = [&numbers](double value) {
        return numbers.empty() ? QJsonValue(QJsonValue::Null) : QJsonValue(value);
    };
    switch (measure.kind) {
    case MeasureKind::Count: return static_cast<double>(rows.size());
    case MeasureKind::Users: return static_cast<double>(people.size());
    case MeasureKind::Sessions: return static_cast<double>(sessions.size());
    case MeasureKind::PerUser: return oracleRatio(static_cast<double>(rows.size()), static_cast<double>(people.size()));
    case MeasureKind::Sum: return orNull(sum);
    case MeasureKind::Min: return percentile(0);
    case MeasureKind::Max: return percentile(1);
    case MeasureKind::Avg: return oracleRatio(sum, static_cast<double>(numbers.size()));
    case MeasureKind::Median: return percentile(0.5);
    case MeasureKind::P90: return percentile(0.9);
    case MeasureKind::P95: return percentile(0.95);
    case MeasureKind::P99: return percentile(0.99);
    case MeasureKind::Distinct: return static_cast<double>(texts.size());
    }
    return {};
}

class Oracle
{
public:
    explicit Oracle(const OracleInput& input)
        : facts(input, input.query.range)
        , m_in(input)
    {
        for (std::size_t row = 0; row < facts.rows().size(); ++row) {
            if (facts.converts(row) && facts.range().contains(facts.event(row).eventTime))
                all.push_back(row);
        }
    }

    QJsonObject of(const RowList& rows) const
    {
        QJsonObject out{{QStringLiteral("measures"), list(rows)}};
        if (!m_in.query.measures.isSeries)
            return out;
        const query::Calendar calendar = *query::Calendar::of(m_in.query.timezone, m_in.project.weekStartsOnSunday);
        QJsonArray buckets;
        for (const query::Bucket& bucket : calendar.buckets(m_in.query.range, m_in.query.interval, 100'000)) {
            RowList within;
            for (const std::size_t row : rows) {
                if (facts.event(row).eventTime >= bucket.start && facts.event(row).eventTime < bucket.end)
                    within.push_back(row);
            }
            QJsonObject one = list(within);
            one.insert(QStringLiteral("start"), calendar.label(bucket.start));
            one.insert(QStringLiteral("complete"), bucket.start >= m_in.query.range.from &&
                                                       bucket.end <= m_in.query.range.to && bucket.end <= m_in.now);
            if (m_in.query.timezone == "UTC")
                one.insert(QStringLiteral("tsId"),
                           static_cast<double>(query::bucketNumber(m_in.query.interval, bucket.start)));
            buckets.append(one);
        }
        out.insert(QStringLiteral("buckets"), buckets);
        return out;
    }

    double rank(const RowList& rows) const
    {
        return measured(facts, rows, m_in.query.measures.measures.front())
            .toDouble(-std::numeric_limits<double>::infinity());
    }

    const OracleFacts facts;
    RowList all;

private:
    QJsonObject list(const RowList& rows) const
    {
        QJsonObject out;
        for (const Measure& measure : m_in.query.measures.measures)
            out.insert(QString::fromStdString(query::measureText(measure)), measured(facts, rows, measure));
        return out;
    }

    const OracleInput& m_in;
};

} // namespace

QJsonObject oracleMeasures(const OracleInput& in)
{
    const Oracle oracle(in);
    QJsonObject out = oracle.of(oracle.all);
    if (in.query.property.empty())
        return out;
    const PropertyName property = *query::parseProperty(in.query.property);
    OracleSpellings spellings(property);
    std::map<std::string, RowList> under;
    for (const std::size_t row : oracle.all) {
        std::set<std::string> keys;
        for (const std::string& value : oracle.facts.valuesOf(row, property))
            keys.insert(spellings.count(value));
        for (const std::string& key : keys)
            under[key].push_back(row);
    }
    const auto spelling = spellings.shown();
    std::vector<std::tuple<double, bool, std::string, std::string>> order;
    for (const auto& [key, rows] : under)
        order.emplace_back(-oracle.rank(rows), key.empty(), spelling.at(key), key);
    std::sort(order.begin(), order.end());
    QJsonArray groups;
    std::set<std::size_t> rest;
    for (const auto& [rank, absent, shown, key] : order) {
        if (groups.size() == in.query.limit) {
            rest.insert(under[key].begin(), under[key].end());
            continue;
        }
        QJsonObject group = oracle.of(under[key]);
        group.insert(QStringLiteral("value"), oracleValue(shown));
        groups.append(group);
    }
    out.insert(QStringLiteral("groups"), groups);
    if (!rest.empty())
        out.insert(QStringLiteral("other"), oracle.of(RowList(rest.begin(), rest.end())));
    return out;
}

QJsonObject oracleActiveUsers(const OracleInput& in)
{
    const query::Calendar calendar = *query::Calendar::of("UTC", false);
    const IdentityGraph graph(linksOf(in.events));
    std::set<std::uint64_t> everybody;
    QJsonArray buckets;
    for (const query::Bucket& bucket : calendar.buckets(in.query.range, in.query.interval, 100'000)) {
        std::set<std::uint64_t> users;
        for (const Event& event : in.events) {
            const bool flags = event.protocol == Protocol::OpenMetrics && event.interactive && event.visitor != 0;
            if (flags && event.receivedAt >= bucket.start && event.receivedAt < bucket.end)
                users.insert(graph.resolve(event.visitor, event.eventTime));
        }
        everybody.insert(users.begin(), users.end());
        buckets.append(QJsonObject{
            {QStringLiteral("start"), calendar.label(bucket.start)},
            {QStringLiteral("tsId"), static_cast<double>(query::bucketNumber(in.query.interval, bucket.start))},
            {QStringLiteral("complete"), bucket.end <= in.now},
            {QStringLiteral("users"), static_cast<double>(users.size())}});
    }
    return {{QStringLiteral("buckets"), buckets},
            {QStringLiteral("users"), static_cast<double>(everybody.size())},
            {QStringLiteral("basis"), QStringLiteral("by arrival, UTC")}};
}

} // namespace sightglass::test
