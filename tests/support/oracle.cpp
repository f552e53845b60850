// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/oracle.h"

#include "domain/money.h"
#include "query/calendar.h"
#include "query/eventfilter.h"
#include "query/property.h"
#include "support/memoryscan.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <tuple>

namespace sightglass::test {

namespace {

using namespace domain;
using query::Field;
using query::Level;
using query::PropertyName;
using namespace std::chrono_literals;
using Texts = std::vector<std::string>;

QString q(const std::string& text) { return QString::fromStdString(text); }
std::string fold(const std::string& text) { return q(text).toCaseFolded().toStdString(); }

struct Row
{
    const Event* event = nullptr;
    std::uint64_t person = 0;
    int visit = -1;
};

struct OneVisit
{
    std::vector<std::size_t> rows;
    TimePoint start{}, end{};
    std::uint64_t person = 0;
    std::vector<std::size_t> views;
    bool intent = false, exception = false, unhandled = false, converted = false;
    bool hit = false;
    std::map<std::pair<std::string, std::string>, std::pair<std::int64_t, int>> engagement; ///< (page, view) → ms, depth
    std::int64_t engagedMs() const
    {
        std::int64_t sum = 0;
        for (const auto& [key, value] : engagement)
            sum += value.first;
        return sum;
    }
    bool bounce() const { return views.size() <= 1 && !intent; }
    bool engaged() const { return engagedMs() >= 10000 || end - start >= 10s || views.size() >= 2 || converted; }
};

class Oracle
{
public:
    explicit Oracle(const OracleInput& in, const TimeRange& range)
        : m_in(in)
        , m_range(range)
    {
        readRows();
        cutVisits();
        choose();
    }

    /// Under which values does a row stand? Absent is "".
    Texts valuesOf(std::size_t i, const PropertyName& property) const
    {
        const Row& row = m_rows[i];
        const Level level = query::levelOf(property.field);
        if (level == Level::Person)
            return personValues(row.person, property);
        if (property.field == Field::EntryPage || property.field == Field::ExitPage) {
            if (row.visit < 0)
                return {isView(*row.event) ? row.event->path : std::string()};
            const std::vector<std::size_t>& views = m_visits[static_cast<std::size_t>(row.visit)].views;
            if (views.empty())
                return {""};
            return {m_rows[property.field == Field::EntryPage ? views.front() : views.back()].event->path};
        }
        const Event* event = row.event;
        if (level == Level::Visit && row.visit >= 0)
            event = m_rows[m_visits[static_cast<std::size_t>(row.visit)].rows.front()].event;
        return {query::propertyOf(*event, property, m_in.names)};
    }

    using Under = std::function<bool(std::size_t row)>;
    using OnPage = std::function<bool(const std::string& path)>;

    struct Slice
    {
        TimeRange time;
        Under under;              ///< Row stands under the value.
        std::optional<OnPage> page; ///< Set in a breakdown by page.
        bool byPage = false;
    };

    QJsonValue metric(const std::string& name, const Slice& s) const
    {
        double events = 0, pageviews = 0, occurrences = 0, conversions = 0;
        std::set<std::uint64_t> visitors, affected, converters;
        std::map<std::string, std::pair<long double, double>> money;
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            const Event& e = *m_rows[i].event;
            if (!s.time.contains(e.eventTime))
                continue;
            if (m_converts[i] && conversionUnder(i, s)) {
                ++conversions;
                if (m_rows[i].person)
                    converters.insert(m_rows[i].person);
            }
            if (!m_chosen[i] || !countsAsEvent(e.kind) || !s.under(i))
                continue;
            ++events;
            pageviews += isView(e);
            if (startsVisit(e.kind) && m_rows[i].person)
                visitors.insert(m_rows[i].person);
            if (e.kind == Kind::Exception) {
                ++occurrences;
                if (m_rows[i].person)
                    affected.insert(m_rows[i].person);
            }
            if (e.revenueMinor) {
                auto& sum = money[e.currency.empty() ? m_in.project.currency : e.currency];
                sum.first += static_cast<long double>(*e.revenueMinor);
                ++sum.second;
            }
        }
        double visits = 0, bounces = 0, seconds = 0, engaged = 0, errors = 0, crashes = 0, affectedVisits = 0, convertedVisits = 0;
        double entries = 0, entryBounces = 0, entrySeconds = 0, exits = 0, timed = 0, pageSeconds = 0, scrolled = 0, depths = 0;
        for (const OneVisit& v : m_visits) {
            if (!v.hit || !s.time.contains(v.start))
                continue;
            bool in = false, hasException = false, converts = false;
            for (const std::size_t i : v.rows) {
                const bool counts = countsAsEvent(m_rows[i].event->kind) || (m_engagementCounts && m_rows[i].event->kind == Kind::Engagement);
                in = in || (m_chosen[i] && counts && s.under(i));
                hasException = hasException || (m_chosen[i] && m_rows[i].event->kind == Kind::Exception && s.under(i));
                converts = converts || (m_converts[i] && conversionUnder(i, s));
            }
            affectedVisits += hasException;
            convertedVisits += converts;
            if (in) {
                ++visits;
                bounces += v.bounce();
                seconds += static_cast<double>((v.end - v.start).count()) / 1000;
                engaged += v.engaged();
                errors += v.exception;
                crashes += v.unhandled;
            }
            if (!s.page)
                continue;
            if (!v.views.empty() && (*s.page)(m_rows[v.views.front()].event->path)) {
                ++entries;
                entryBounces += v.bounce();
                entrySeconds += static_cast<double>((v.end - v.start).count()) / 1000;
            }
            exits += !v.views.empty() && (*s.page)(m_rows[v.views.back()].event->path);
            bool any = false;
            int depth = -1;
            for (const auto& [key, value] : v.engagement) {
                if (!(*s.page)(key.first))
                    continue;
                any = true;
                pageSeconds += static_cast<double>(value.first) / 1000;
                depth = std::max(depth, value.second);
            }
            timed += any;
            scrolled += depth >= 0;
            depths += std::max(0, depth);
        }
        const auto ratio = [](double a, double b) { return b == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(a / b); };
        const auto share = [](double a, double b) { return b == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue(std::min(1.0, a / b)); };
        const std::map<std::string, std::function<QJsonValue()>> metrics{
            {"visitors", [&] { return QJsonValue(static_cast<double>(visitors.size())); }},
            {"visits", [&] { return QJsonValue(visits); }},
            {"pageviews", [&] { return QJsonValue(pageviews); }},
            {"events", [&] { return QJsonValue(events); }},
            {"views_per_visit", [&] { return ratio(pageviews, visits); }},
            {"bounce_rate", [&] { return s.byPage ? ratio(entryBounces, entries) : ratio(bounces, visits); }},
            {"visit_duration", [&] { return s.byPage ? ratio(entrySeconds, entries) : ratio(seconds, visits); }},
            {"engaged_visits", [&] { return QJsonValue(engaged); }},
            {"engagement_rate", [&] { return ratio(engaged, visits); }},
            {"occurrences", [&] { return QJsonValue(occurrences); }},
            {"affected_users", [&] { return QJsonValue(static_cast<double>(affected.size())); }},
            {"affected_visits", [&] { return QJsonValue(affectedVisits); }},
            {"error_rate", [&] { return ratio(errors, visits); }},
            {"crash_free_visits", [&] { return ratio(visits - crashes, visits); }},
            {"conversions", [&] { return QJsonValue(conversions); }},
            {"unique_conversions", [&] { return QJsonValue(static_cast<double>(converters.size())); }},
            {"conversion_rate", [&] { return share(static_cast<double>(converters.size()), static_cast<double>(visitors.size())); }},
            {"visit_conversion_rate", [&] { return share(convertedVisits, visits); }},
            {"entries", [&] { return QJsonValue(entries); }},
            {"exits", [&] { return QJsonValue(exits); }},
            {"exit_rate", [&] { return share(exits, pageviews); }},
            {"time_on_page", [&] { return ratio(pageSeconds, timed); }},
            {"scroll_depth", [&] { return ratio(depths, scrolled); }},
        };
        if (const auto found = metrics.find(name); found != metrics.end())
            return found->second();
        if ((name == "average_order_value" && money.empty()) || (name == "revenue_per_visitor" && visitors.empty()))
            return QJsonValue::Null;
        QJsonObject out;
        for (const auto& [currency, sum] : money) {
            const long double by = name == "revenue" ? 1 : name == "average_order_value" ? static_cast<long double>(sum.second) : static_cast<long double>(visitors.size());
            out.insert(q(currency), q(toDecimal(static_cast<std::int64_t>(std::nearbyint(sum.first / by)), currency)));
        }
        return out;
    }

    QJsonObject metrics(const Slice& slice) const
    {
        QJsonObject out;
        for (const std::string& name : m_in.query.metrics)
            out.insert(q(name), metric(name, slice));
        return out;
    }

    Slice everything(const TimeRange& time) const
    {
        return {time, [](std::size_t) { return true; }, OnPage([](const std::string&) { return true; }), false};
    }

    /// The slice of all rows under one of these values, as keyOf() writes them.
    Slice under(const TimeRange& time, const PropertyName& property, std::set<std::string> keys) const
    {
        Slice out{time, [this, property, keys](std::size_t i) {
                      const Texts values = valuesOf(i, property);
                      return std::any_of(values.begin(), values.end(), [&](const std::string& v) { return keys.contains(keyOf(property, v)); });
                  }, {}, property.field == Field::Page};
        if (out.byPage)
            out.page = [keys](const std::string& path) { return keys.contains(path); };
        return out;
    }

    static std::string keyOf(const PropertyName& property, const std::string& value)
    {
        return query::ignoresCase(property.field) ? fold(value) : value;
    }

    /// Every different value, as a key with the spelling to show.
    std::map<std::string, std::string> allValues(const PropertyName& property) const
    {
        std::map<std::string, std::map<std::string, int>> spellings;
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            for (const std::string& value : valuesOf(i, property))
                spellings[keyOf(property, value)][value];
            if (query::levelOf(property.field) == Level::Person || !query::ignoresCase(property.field))
                continue;
            const std::string own = query::propertyOf(*m_rows[i].event, property, m_in.names);
            auto& count = spellings[keyOf(property, own)][own];
            count += m_range.contains(m_rows[i].event->eventTime) && countsAsEvent(m_rows[i].event->kind);
        }
        std::map<std::string, std::string> out;
        for (const auto& [key, counts] : spellings)
            out[key] = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; })->first;
        return out;
    }

    std::vector<std::pair<std::string, std::string>> ranked(const PropertyName& property, const std::string& sort) const
    {
        std::vector<std::tuple<double, bool, std::string, std::string>> order;
        for (const auto& [key, shown] : allValues(property)) {
            const Slice slice = under(m_range, property, {key});
            bool shows = metric("visits", slice).toDouble() > 0 || metric("events", slice).toDouble() > 0;
            for (const std::string& name : m_in.query.metrics) {
                const QJsonValue value = metric(name, slice);
                if (name != "bounce_rate" && name != "visit_duration")
                    shows = shows || (value.isObject() ? !value.toObject().isEmpty() : value.toDouble() != 0);
            }
            if (!shows)
                continue;
            const QJsonValue value = metric(sort, slice);
            double rank = value.isDouble() ? value.toDouble() : -INFINITY;
            if (value.isObject() && value.toObject().contains(q(m_in.project.currency)))
                rank = value.toObject().value(q(m_in.project.currency)).toString().toDouble();
            order.emplace_back(-rank, shown.empty(), shown, key);
        }
        std::sort(order.begin(), order.end());
        std::vector<std::pair<std::string, std::string>> out;
        for (const auto& [rank, empty, shown, key] : order)
            out.emplace_back(key, shown);
        return out;
    }

    int currentVisitors() const
    {
        std::set<std::uint64_t> people;
        for (const Row& row : m_rows) {
            if (row.person && countsAsEvent(row.event->kind) && row.event->eventTime > m_in.now - 5min && row.event->eventTime <= m_in.now)
                people.insert(row.person);
        }
        return static_cast<int>(people.size());
    }

private:
    bool wanted(const Event& e) const
    {
        if (!e.excluded.empty() || (m_in.query.kind == QueryKind::Realtime && e.historical))
            return false;
        return m_in.query.bots == BotMode::Include || e.bot.isBot() == (m_in.query.bots == BotMode::Only);
    }

    bool isView(const Event& e) const
    {
        return e.kind == Kind::Pageview || (e.kind == Kind::Screen && m_in.appSources.contains(e.source.value));
    }

    void readRows()
    {
        const IdentityGraph graph(linksOf(m_in.events));
        for (const Event& e : m_in.events) {
            if (!wanted(e))
                continue;
            const bool known = e.visitorBasis != VisitorBasis::None && e.visitor != 0;
            const Row row{&e, known ? graph.resolve(e.visitor, e.eventTime) : 0, -1};
            m_everything.push_back(row);
            if (TimeRange{m_range.from - 24h, m_range.to + 24h}.contains(e.eventTime))
                m_rows.push_back(row);
        }
        const auto before = [](const Row& a, const Row& b) {
            return std::tie(a.person, a.event->eventTime, a.event->receivedAt, a.event->messageId) <
                   std::tie(b.person, b.event->eventTime, b.event->receivedAt, b.event->messageId);
        };
        std::stable_sort(m_rows.begin(), m_rows.end(), before);
        std::stable_sort(m_everything.begin(), m_everything.end(), before);
    }

    void cutVisits()
    {
        const auto timeout = std::chrono::minutes(m_in.project.visitTimeoutMinutes);
        std::map<std::uint64_t, std::tuple<int, TimePoint, std::string>> open; // visit, last sign of life, hint
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            Row& row = m_rows[i];
            const Event& e = *row.event;
            if (row.person == 0)
                continue;
            auto it = open.find(row.person);
            if (it != open.end()) {
                const auto& [number, last, hint] = it->second;
                if (e.eventTime - last >= timeout || e.eventTime - m_visits[static_cast<std::size_t>(number)].start >= 24h) {
                    open.erase(it);
                    it = open.end();
                }
            }
            const bool other = it != open.end() && !e.sessionHint.empty() && !std::get<2>(it->second).empty() && e.sessionHint != std::get<2>(it->second);
            if (it == open.end() || other) {
                if (!startsVisit(e.kind))
                    continue;
                OneVisit fresh;
                fresh.start = fresh.end = e.eventTime;
                fresh.person = row.person;
                m_visits.push_back(fresh);
                open[row.person] = {static_cast<int>(m_visits.size()) - 1, e.eventTime, std::string()};
                it = open.find(row.person);
            }
            auto& [number, last, hint] = it->second;
            if (hint.empty())
                hint = e.sessionHint;
            row.visit = number;
            OneVisit& v = m_visits[static_cast<std::size_t>(number)];
            v.rows.push_back(i);
            if (extendsVisit(e.kind, e.interactive)) {
                v.end = e.eventTime;
                last = e.eventTime;
            }
            if (isView(e))
                v.views.push_back(i);
            v.intent = v.intent || (e.kind == Kind::Custom && e.interactive);
            v.exception = v.exception || e.kind == Kind::Exception;
            v.unhandled = v.unhandled || isUnhandled(e);
            if (e.kind != Kind::Engagement)
                continue;
            last = e.eventTime;
            const std::string view = e.viewId.empty() ? "#" + std::to_string(i) : e.viewId;
            auto& engagement = v.engagement.try_emplace({e.path, view}, std::pair<std::int64_t, int>{0, -1}).first->second;
            engagement.first = std::max(engagement.first, e.engagementMs);
            engagement.second = std::max(engagement.second, e.scrollDepth.value_or(-1));
        }
    }

    Texts personValues(std::uint64_t person, const PropertyName& property) const
    {
        std::set<std::string> values;
        for (const Row& row : m_everything) {
            const std::string value = query::propertyOf(*row.event, property, m_in.names);
            if (person == 0 || row.person != person || value.empty())
                continue;
            if (property.field == Field::Trait && row.event->kind == Kind::Group)
                continue;
            if (property.field == Field::Trait)
                values.clear(); // the latest counts
            values.insert(value);
        }
        return values.empty() ? Texts{""} : Texts(values.begin(), values.end());
    }

    static bool test(const Filter& f, const std::string& value, bool foldIs)
    {
        if (value.empty())
            return false;
        if (f.op == Operator::IsSet || f.op == Operator::IsNotSet)
            return true;
        for (const std::string& v : f.values) {
            bool ok = false, okA = false, okB = false;
            const double a = q(value).toDouble(&okA), b = q(v).toDouble(&okB);
            const int order = okA && okB ? (a < b ? -1 : a > b ? 1 : 0) : fold(value).compare(fold(v));
            switch (f.op) {
            case Operator::Is: case Operator::IsNot: ok = foldIs ? fold(value) == fold(v) : value == v; break;
            case Operator::Contains: case Operator::NotContains: ok = fold(value).find(fold(v)) != std::string::npos; break;
            case Operator::StartsWith: ok = fold(value).starts_with(fold(v)); break;
            case Operator::Matches: ok = QRegularExpression(q(v), QRegularExpression::CaseInsensitiveOption).match(q(value)).hasMatch(); break;
            case Operator::Gt: ok = order > 0; break;
            case Operator::Gte: ok = order >= 0; break;
            case Operator::Lt: ok = order < 0; break;
            case Operator::Lte: ok = order <= 0; break;
            default: break;
            }
            if (ok)
                return true;
        }
        return false;
    }

    bool passes(std::size_t i, const Filter& f) const
    {
        const auto child = [&](const Filter& c) { return passes(i, c); };
        switch (f.node) {
        case Filter::Node::All: return std::all_of(f.children.begin(), f.children.end(), child);
        case Filter::Node::Any: return std::any_of(f.children.begin(), f.children.end(), child);
        case Filter::Node::Not: return !std::all_of(f.children.begin(), f.children.end(), child);
        case Filter::Node::Leaf: break;
        }
        const bool negative = f.op == Operator::IsNot || f.op == Operator::NotContains || f.op == Operator::IsNotSet;
        if (f.goal)
            return meets(i, *f.goal) != negative;
        const PropertyName property = *query::parseProperty(f.property);
        const Texts values = valuesOf(i, property);
        return std::any_of(values.begin(), values.end(), [&](const std::string& v) { return test(f, v, query::ignoresCase(property.field)); }) != negative;
    }

    static bool like(const std::string& pattern, const std::string& path)
    {
        if (pattern.empty())
            return path.empty();
        if (pattern.starts_with("**")) {
            for (std::size_t i = 0; i <= path.size(); ++i)
                if (like(pattern.substr(2), path.substr(i)))
                    return true;
            return false;
        }
        if (pattern.front() == '*') {
            for (std::size_t i = 0; i <= path.size(); ++i) {
                if (like(pattern.substr(1), path.substr(i)))
                    return true;
                if (i < path.size() && path[i] == '/')
                    return false;
            }
            return false;
        }
        return !path.empty() && path.front() == pattern.front() && like(pattern.substr(1), path.substr(1));
    }

    /// Has the threshold been reached on the row's page by the reports of its visit up to and including row `last`?
    bool reached(const OneVisit& v, std::size_t last, const Condition& c) const
    {
        const std::string& path = m_rows[last].event->path;
        std::map<std::string, std::int64_t> views;
        int depth = -1;
        for (const std::size_t i : v.rows) {
            const Event& e = *m_rows[i].event;
            if (i <= last && e.kind == Kind::Engagement && e.path == path) {
                auto& ms = views[e.viewId.empty() ? "#" + std::to_string(i) : e.viewId];
                ms = std::max(ms, e.engagementMs);
                depth = std::max(depth, e.scrollDepth.value_or(-1));
            }
        }
        std::int64_t sum = 0;
        for (const auto& [view, ms] : views)
            sum += ms;
        return c.scrollDepth ? depth >= *c.scrollDepth : static_cast<double>(sum) >= *c.timeOnPage * 1000;
    }

    bool meets(std::size_t i, const Condition& c) const
    {
        const Event& e = *m_rows[i].event;
        if (!std::all_of(c.filters.begin(), c.filters.end(), [&](const Filter& f) { return passes(i, f); }))
            return false;
        if (c.scrollDepth || c.timeOnPage) {
            if (e.kind != Kind::Engagement || m_rows[i].visit < 0 || e.path.empty() || !like(c.page, e.path))
                return false;
            const OneVisit& v = m_visits[static_cast<std::size_t>(m_rows[i].visit)];
            if (!reached(v, i, c))
                return false;
            return std::none_of(v.rows.begin(), v.rows.end(), [&](std::size_t j) {
                return j < i && m_rows[j].event->kind == Kind::Engagement && m_rows[j].event->path == e.path && reached(v, j, c);
            });
        }
        if (c.kind ? e.kind != *c.kind : !countsAsEvent(e.kind))
            return false;
        if (!c.event.empty() && e.name != c.event)
            return false;
        return c.page.empty() || (isView(e) && !e.path.empty() && like(c.page, e.path));
    }

    static bool onlyPages(const Filter& f)
    {
        if (f.node == Filter::Node::Leaf)
            return f.property == "page";
        return std::all_of(f.children.begin(), f.children.end(), onlyPages);
    }
    static bool hasThreshold(const Filter& f)
    {
        if (f.goal && (f.goal->scrollDepth || f.goal->timeOnPage))
            return true;
        return std::any_of(f.children.begin(), f.children.end(), hasThreshold);
    }

    void choose()
    {
        const std::vector<Filter>& filters = m_in.query.filters;
        m_engagementCounts = std::any_of(filters.begin(), filters.end(), hasThreshold);
        m_chosen.assign(m_rows.size(), false);
        m_converts.assign(m_rows.size(), false);
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            m_chosen[i] = std::all_of(filters.begin(), filters.end(), [&](const Filter& f) { return passes(i, f); });
            const bool counts = countsAsEvent(m_rows[i].event->kind) || (m_engagementCounts && m_rows[i].event->kind == Kind::Engagement);
            if (m_chosen[i] && counts && m_rows[i].visit >= 0)
                m_visits[static_cast<std::size_t>(m_rows[i].visit)].hit = true;
        }
        if (!m_in.query.goal)
            return;
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            if (!meets(i, *m_in.query.goal))
                continue;
            const int visit = m_rows[i].visit;
            if (visit >= 0)
                m_visits[static_cast<std::size_t>(visit)].converted = true;
            m_converts[i] = (visit < 0 || m_visits[static_cast<std::size_t>(visit)].hit) &&
                            std::all_of(filters.begin(), filters.end(), [&](const Filter& f) { return passesForGoal(i, f); });
        }
    }

    /// A filter on a page narrows a page goal to visits that hold both.
    bool passesForGoal(std::size_t i, const Filter& f) const
    {
        if (m_in.query.goal->page.empty() || !onlyPages(f) || m_rows[i].visit < 0)
            return passes(i, f);
        const OneVisit& v = m_visits[static_cast<std::size_t>(m_rows[i].visit)];
        return std::any_of(v.rows.begin(), v.rows.end(), [&](std::size_t j) { return countsAsEvent(m_rows[j].event->kind) && passes(j, f); });
    }

    bool conversionUnder(std::size_t i, const Slice& s) const
    {
        if (m_in.query.goal->page.empty() || !s.byPage || m_rows[i].visit < 0)
            return s.under(i);
        const OneVisit& v = m_visits[static_cast<std::size_t>(m_rows[i].visit)];
        return std::any_of(v.rows.begin(), v.rows.end(), [&](std::size_t j) { return countsAsEvent(m_rows[j].event->kind) && m_chosen[j] && s.under(j); });
    }

    const OracleInput& m_in;
    TimeRange m_range;
    std::vector<Row> m_rows;
    std::vector<Row> m_everything;
    std::vector<OneVisit> m_visits;
    std::vector<bool> m_chosen;
    std::vector<bool> m_converts;
    bool m_engagementCounts = false;
};

QJsonValue shownValue(const std::string& text) { return text.empty() ? QJsonValue(QJsonValue::Null) : QJsonValue(q(text)); }

/// Of money only when both sides are amounts of one and the same currency.
QJsonValue change(const QJsonValue& now, const QJsonValue& before)
{
    const auto amount = [](const QJsonValue& v) { return v.isDouble() ? v.toDouble() : v.toObject().value(v.toObject().keys().first()).toString().toDouble(); };
    const bool money = now.isObject() && before.isObject() && now.toObject().size() == 1 && now.toObject().keys() == before.toObject().keys();
    if (!money && !(now.isDouble() && before.isDouble()))
        return QJsonValue::Null;
    return amount(before) == 0 ? QJsonValue(QJsonValue::Null) : QJsonValue((amount(now) - amount(before)) / amount(before));
}

QJsonObject summary(const OracleInput& in)
{
    const Oracle now(in, in.query.range);
    QJsonObject out{{QStringLiteral("metrics"), now.metrics(now.everything(in.query.range))}};
    if (in.query.compare) {
        const Oracle before(in, *in.query.compare);
        const QJsonObject then = before.metrics(before.everything(*in.query.compare));
        out.insert(QStringLiteral("compare"), then);
        QJsonObject changes;
        for (const QString& metric : then.keys())
            changes.insert(metric, change(out.value(QStringLiteral("metrics")).toObject().value(metric), then.value(metric)));
        out.insert(QStringLiteral("change"), changes);
    }
    return out;
}

QJsonArray bucketList(const OracleInput& in, const query::Calendar& calendar, const Oracle& oracle, const std::function<Oracle::Slice(TimeRange)>& slice)
{
    QJsonArray out;
    for (const query::Bucket& bucket : calendar.buckets(in.query.range, in.query.interval, 100'000)) {
        const TimeRange part{std::max(bucket.start, in.query.range.from), std::min(bucket.end, in.query.range.to)};
        QJsonObject one = oracle.metrics(slice(part));
        one.insert(QStringLiteral("start"), calendar.label(bucket.start));
        one.insert(QStringLiteral("complete"), part.from == bucket.start && part.to == bucket.end && bucket.end <= in.now);
        out.append(one);
    }
    return out;
}

QJsonObject timeseries(const OracleInput& in)
{
    const query::Calendar calendar = *query::Calendar::of(in.query.timezone, in.project.weekStartsOnSunday);
    const Oracle oracle(in, in.query.range);
    QJsonObject out{{QStringLiteral("buckets"), bucketList(in, calendar, oracle, [&](TimeRange t) { return oracle.everything(t); })}};
    if (in.query.property.empty())
        return out;
    const PropertyName property = *query::parseProperty(in.query.property);
    QJsonArray groups;
    for (const auto& [key, shown] : oracle.ranked(property, in.query.metrics.front())) {
        if (groups.size() == in.query.limit)
            break;
        const std::set<std::string> keys{key};
        groups.append(QJsonObject{{QStringLiteral("value"), shownValue(shown)},
                                  {QStringLiteral("buckets"), bucketList(in, calendar, oracle, [&](TimeRange t) { return oracle.under(t, property, keys); })}});
    }
    out.insert(QStringLiteral("groups"), groups);
    return out;
}

QJsonObject breakdown(const OracleInput& in)
{
    const Oracle oracle(in, in.query.range);
    const PropertyName property = *query::parseProperty(in.query.property);
    const auto order = oracle.ranked(property, in.query.sort);
    QJsonArray rows;
    std::set<std::string> rest;
    for (std::size_t i = static_cast<std::size_t>(in.query.offset); i < order.size(); ++i) {
        if (rows.size() == in.query.limit) {
            rest.insert(order[i].first);
            continue;
        }
        QJsonObject row = oracle.metrics(oracle.under(in.query.range, property, {order[i].first}));
        row.insert(QStringLiteral("value"), shownValue(order[i].second));
        rows.append(row);
    }
    QJsonObject out{{QStringLiteral("rows"), rows},
                    {QStringLiteral("other"), oracle.metrics(oracle.under(in.query.range, property, rest))},
                    {QStringLiteral("total"), oracle.metrics(oracle.everything(in.query.range))}};
    if (!rest.empty())
        out.insert(QStringLiteral("next"), QString::number(in.query.offset + rows.size()));
    return out;
}

QJsonObject realtime(const OracleInput& in)
{
    const query::Calendar calendar = *query::Calendar::of(in.query.timezone, in.project.weekStartsOnSunday);
    const TimePoint last = std::chrono::floor<std::chrono::minutes>(in.now);
    const Oracle oracle(in, {last - 29min, in.now + 1ms});
    QJsonArray minutes;
    for (TimePoint t = last - 29min; t <= last; t += 1min) {
        const Oracle::Slice slice = oracle.everything({t, std::min(t + 1min, TimePoint(in.now + 1ms))});
        minutes.append(QJsonObject{{QStringLiteral("start"), calendar.label(t)},
                                   {QStringLiteral("visitors"), oracle.metric("visitors", slice)},
                                   {QStringLiteral("pageviews"), oracle.metric("pageviews", slice)}});
    }
    return {{QStringLiteral("current_visitors"), oracle.currentVisitors()}, {QStringLiteral("minutes"), minutes}};
}

} // namespace

QJsonObject oracle(const OracleInput& input)
{
    switch (input.query.kind) {
    case QueryKind::Summary: return summary(input);
    case QueryKind::Timeseries: return timeseries(input);
    case QueryKind::Breakdown: return breakdown(input);
    default: break;
    }
    return realtime(input);
}

} // namespace sightglass::test
