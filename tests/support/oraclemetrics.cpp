// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/oraclemetrics.h"

#include "domain/money.h"

#include <QString>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace sightglass::test {

using namespace domain;
using namespace std::chrono_literals;
using query::Field;
using query::PropertyName;

namespace {

QString q(const std::string& text)
{
    return QString::fromStdString(text);
}

} // namespace

OracleMetrics::Counts OracleMetrics::count(const Slice& s) const
{
    Counts out;
    for (std::size_t i = 0; i < m_facts.rows().size(); ++i) {
        const Event& e = m_facts.event(i);
        if (!s.time.contains(e.eventTime))
            continue;
        if (m_facts.converts(i) && conversionUnder(i, s)) {
            ++out.conversions;
            if (m_facts.rows()[i].person)
                out.converters.insert(m_facts.rows()[i].person);
        }
        if (!m_facts.isChosen(i) || !countsAsEvent(e.kind) || !s.under(i))
            continue;
        ++out.events;
        out.pageviews += m_facts.isView(e);
        if (startsVisit(e.kind) && m_facts.rows()[i].person)
            out.visitors.insert(m_facts.rows()[i].person);
        if (e.kind == Kind::Exception) {
            ++out.occurrences;
            if (m_facts.rows()[i].person)
                out.affected.insert(m_facts.rows()[i].person);
        }
        if (e.revenueMinor) {
            auto& sum = out.money[e.currency.empty() ? m_facts.input().project.currency : e.currency];
            sum.first += static_cast<long double>(*e.revenueMinor);
            ++sum.second;
        }
    }
    return out;
}

OracleMetrics::VisitCounts OracleMetrics::countVisits(const Slice& s) const
{
    VisitCounts out;
    for (const OracleVisit& v : m_facts.visits()) {
        if (!v.hit || !s.time.contains(v.start))
            continue;
        bool in = false, hasException = false, converts = false;
        for (const std::size_t i : v.rows) {
            const bool counts = countsAsEvent(m_facts.event(i).kind) ||
                                (m_facts.engagementCounts() && m_facts.event(i).kind == Kind::Engagement);
            in = in || (m_facts.isChosen(i) && counts && s.under(i));
            hasException =
                hasException || (m_facts.isChosen(i) && m_facts.event(i).kind == Kind::Exception && s.under(i));
            converts = converts || (m_facts.converts(i) && conversionUnder(i, s));
        }
        out.affectedVisits += hasException;
        out.convertedVisits += converts;
        if (in) {
            ++out.visits;
            out.bounces += v.bounce();
            out.seconds += static_cast<double>((v.end - v.start).count()) / 1000;
            out.engaged += v.engaged();
            out.errors += v.exception;
            out.crashes += v.unhandled;
        }
        if (s.page)
            countPages(v, s, out);
    }
    return out;
}

void OracleMetrics::countPages(const OracleVisit& v, const Slice& s, VisitCounts& out) const
{
    if (!v.views.empty() && (*s.page)(m_facts.event(v.views.front()).path)) {
        ++out.entries;
        out.entryBounces += v.bounce();
        out.entrySeconds += static_cast<double>((v.end - v.start).count()) / 1000;
    }
    out.exits += !v.views.empty() && (*s.page)(m_facts.event(v.views.back()).path);
    bool any = false;
    int depth = -1;
    for (const auto& [key, value] : v.engagement) {
        if (!(*s.page)(key.first))
            continue;
        any = true;
        out.pageSeconds += static_cast<double>(value.first) / 1000;
        depth = std::max(depth, value.second);
    }
    out.timed += any;
    out.scrolled += depth >= 0;
    out.depths += std::max(0, depth);
}

QJsonValue OracleMetrics::metric(const std::string& name, const Slice& s) const
{
    const Counts c = count(s);
    const VisitCounts v = countVisits(s);
    const auto ratio = [](double a, double b) { return b == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(a / b); };
    const auto share = [](double a, double b) {
        return b == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(std::min(1.0, a / b));
    };
    const std::map<std::string, std::function<QJsonValue()>> metrics{
        {"visitors", [&] { return QJsonValue(static_cast<double>(c.visitors.size())); }},
        {"visits", [&] { return QJsonValue(v.visits); }},
        {"pageviews", [&] { return QJsonValue(c.pageviews); }},
        {"events", [&] { return QJsonValue(c.events); }},
        {"views_per_visit", [&] { return ratio(c.pageviews, v.visits); }},
        {"bounce_rate", [&] { return s.byPage ? ratio(v.entryBounces, v.entries) : ratio(v.bounces, v.visits); }},
        {"visit_duration", [&] { return s.byPage ? ratio(v.entrySeconds, v.entries) : ratio(v.seconds, v.visits); }},
        {"engaged_visits", [&] { return QJsonValue(v.engaged); }},
        {"engagement_rate", [&] { return ratio(v.engaged, v.visits); }},
        {"occurrences", [&] { return QJsonValue(c.occurrences); }},
        {"affected_users", [&] { return QJsonValue(static_cast<double>(c.affected.size())); }},
        {"affected_visits", [&] { return QJsonValue(v.affectedVisits); }},
        {"error_rate", [&] { return ratio(v.errors, v.visits); }},
        {"crash_free_visits", [&] { return ratio(v.visits - v.crashes, v.visits); }},
        {"conversions", [&] { return QJsonValue(c.conversions); }},
        {"unique_conversions", [&] { return QJsonValue(static_cast<double>(c.converters.size())); }},
        {"conversion_rate",
         [&] { return share(static_cast<double>(c.converters.size()), static_cast<double>(c.visitors.size())); }},
        {"visit_conversion_rate", [&] { return share(v.convertedVisits, v.visits); }},
        {"entries", [&] { return QJsonValue(v.entries); }},
        {"exits", [&] { return QJsonValue(v.exits); }},
        {"exit_rate", [&] { return share(v.exits, c.pageviews); }},
        {"time_on_page", [&] { return ratio(v.pageSeconds, v.timed); }},
        {"scroll_depth", [&] { return ratio(v.depths, v.scrolled); }},
    };
    if (const auto found = metrics.find(name); found != metrics.end())
        return found->second();
    if ((name == "average_order_value" && c.money.empty()) || (name == "revenue_per_visitor" && c.visitors.empty()))
        return QJsonValue::Null;
    return money(name, c);
}

QJsonObject OracleMetrics::money(const std::string& name, const Counts& counts)
{
    QJsonObject out;
    for (const auto& [currency, sum] : counts.money) {
        const long double by = name == "revenue"               ? 1
                               : name == "average_order_value" ? static_cast<long double>(sum.second)
                                                               : static_cast<long double>(counts.visitors.size());
        out.insert(q(currency), q(toDecimal(static_cast<std::int64_t>(std::nearbyint(sum.first / by)), currency)));
    }
    return out;
}

QJsonObject OracleMetrics::metrics(const Slice& slice) const
{
    QJsonObject out;
    for (const std::string& name : m_facts.input().query.metrics)
        out.insert(q(name), metric(name, slice));
    return out;
}

OracleMetrics::Slice OracleMetrics::everything(const TimeRange& time) const
{
    return {time, [](std::size_t) { return true; }, OnPage([](const std::string&) { return true; }), false};
}

OracleMetrics::Slice OracleMetrics::under(const TimeRange& time, const PropertyName& property,
                                          std::set<std::string> keys) const
{
    Slice out{time,
              [this, property, keys](std::size_t i) {
                  const std::vector<std::string> values = m_facts.valuesOf(i, property);
                  return std::any_of(values.begin(), values.end(), [&](const std::string& v) {
                      return keys.contains(OracleFacts::keyOf(property, v));
                  });
              },
              {},
              property.field == Field::Page};
    if (out.byPage)
        out.page = [keys](const std::string& path) { return keys.contains(path); };
    return out;
}

std::vector<std::pair<std::string, std::string>> OracleMetrics::ranked(const PropertyName& property,
                                                                       const std::string& sort) const
{
    std::vector<std::tuple<double, bool, std::string, std::string>> order;
    for (const auto& [key, shown] : m_facts.allValues(property)) {
        const Slice slice = under(m_facts.range(), property, {key});
        bool shows = metric("events", slice).toDouble() > 0;
        for (const std::string& name : m_facts.input().query.metrics) {
            const QJsonValue value = metric(name, slice);
            if (name != "bounce_rate" && name != "visit_duration")
                shows = shows || (value.isObject() ? !value.toObject().isEmpty() : value.toDouble() != 0);
        }
        if (!shows)
            continue;
        const QJsonValue value = metric(sort, slice);
        double rank = value.isDouble() ? value.toDouble() : -INFINITY;
        if (value.isObject() && value.toObject().contains(q(m_facts.input().project.currency)))
            rank = value.toObject().value(q(m_facts.input().project.currency)).toString().toDouble();
        order.emplace_back(-rank, shown.empty(), shown, key);
    }
    std::sort(order.begin(), order.end());
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& [rank, empty, shown, key] : order)
        out.emplace_back(key, shown);
    return out;
}

int OracleMetrics::currentVisitors() const
{
    std::set<std::uint64_t> people;
    for (const OracleRow& row : m_facts.rows()) {
        if (row.person && countsAsEvent(row.event->kind) && row.event->eventTime > m_facts.input().now - 5min &&
            row.event->eventTime <= m_facts.input().now)
            people.insert(row.person);
    }
    return static_cast<int>(people.size());
}

bool OracleMetrics::conversionUnder(std::size_t i, const Slice& s) const
{
    if (m_facts.input().query.goal->page.empty() || !s.byPage || m_facts.rows()[i].visit < 0)
        return s.under(i);
    const OracleVisit& v = m_facts.visits()[static_cast<std::size_t>(m_facts.rows()[i].visit)];
    return std::any_of(v.rows.begin(), v.rows.end(), [&](std::size_t j) {
        return countsAsEvent(m_facts.event(j).kind) && m_facts.isChosen(j) && s.under(j);
    });
}

} // namespace sightglass::test
