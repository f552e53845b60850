// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/history.h"

#include "query/dice.h"

#include <QDateTime>
#include <QJsonArray>

#include <algorithm>

namespace sightglass::test {

namespace {

QJsonValue text(const char* t)
{
    return QJsonValue(QString::fromLatin1(t));
}

QJsonObject randomCondition(Dice& dice);

QJsonObject leaf(Dice& dice)
{
    const auto one = [&](const char* property, const char* op, QJsonValue value) {
        return QJsonObject{{QStringLiteral("property"), QString::fromLatin1(property)},
                           {QStringLiteral("op"), QString::fromLatin1(op)},
                           {QStringLiteral("value"), value}};
    };
    if (kCohortsAnswered && dice.oneIn(10))
        return {{QStringLiteral("cohort"), QJsonObject{{QStringLiteral("did"), randomCondition(dice)},
                                                       {QStringLiteral("times"), dice.of({1, 2, 3})},
                                                       {QStringLiteral("from"), QStringLiteral("2026-03-28")},
                                                       {QStringLiteral("to"), QStringLiteral("2026-03-30")}}}};
    switch (dice.upTo(15)) {
    case 13: return one("session.n", dice.of({"is", "is_not", "gt"}), 7);
    case 0: return one("page", dice.of({"is", "is_not"}), QJsonArray{text("/pricing"), text("/docs")});
    case 1: return one("page", dice.of({"contains", "starts_with", "not_contains"}), text("/DOC"));
    case 2: return one("country", dice.of({"is", "is_not"}), text("DE"));
    case 3: return one(dice.of({"source", "utm_source", "channel"}), dice.of({"is", "contains"}), text("NEWS"));
    case 4: return one("properties.n", dice.of({"gt", "lte", "is"}), 5);
    case 5: return one("traits.plan", dice.of({"is", "is_not"}), text("pro"));
    case 6:
        return one(dice.of({"user_id", "anonymous_id"}), dice.of({"is", "is_not"}), QJsonArray{text("u5"), text("a1")});
    case 7: return one("entry_page", "is", text("/"));
    case 8: return one("exit_page", "matches", text("^/(docs|blog)"));
    case 9: return one("event", "is", text("signup"));
    case 10:
        return {{QStringLiteral("property"), QStringLiteral("hostname")},
                {QStringLiteral("op"), QString::fromLatin1(dice.of({"is_set", "is_not_set"}))}};
    case 11:
        return one("goal", dice.of({"is", "is_not"}), QJsonObject{{QStringLiteral("event"), QStringLiteral("buy")}});
    case 12:
        return one("goal", "is",
                   QJsonObject{{QStringLiteral("scroll"), QJsonObject{{QStringLiteral("page"), QStringLiteral("/**")},
                                                                      {QStringLiteral("depth"), 50}}}});
    default:
        return one(dice.of({"device", "screen", "kind", "source_id"}), "is_not",
                   QJsonArray{text("mobile"), text("390x1080"), text("click"), text("2")});
    }
}

QJsonObject randomFilter(Dice& dice, int depth = 0)
{
    if (depth > 1 || !dice.oneIn(3))
        return leaf(dice);
    if (dice.oneIn(3))
        return {{QStringLiteral("not"), randomFilter(dice, depth + 1)}};
    return {{QString::fromLatin1(dice.of({"all", "any"})),
             QJsonArray{randomFilter(dice, depth + 1), randomFilter(dice, depth + 1)}}};
}

QJsonArray metricList(bool pages)
{
    QJsonArray out;
    for (const char* m : {"visitors",
                          "visits",
                          "pageviews",
                          "events",
                          "views_per_visit",
                          "bounce_rate",
                          "visit_duration",
                          "engaged_visits",
                          "engagement_rate",
                          "occurrences",
                          "affected_users",
                          "affected_visits",
                          "error_rate",
                          "crash_free_visits",
                          "conversions",
                          "unique_conversions",
                          "conversion_rate",
                          "visit_conversion_rate",
                          "revenue",
                          "average_order_value",
                          "revenue_per_visitor"})
        out.append(QString::fromLatin1(m));
    for (const char* m : {"entries", "exits", "exit_rate", "time_on_page", "scroll_depth"}) {
        if (pages)
            out.append(QString::fromLatin1(m));
    }
    return out;
}

QJsonObject randomCondition(Dice& dice)
{
    QJsonObject out;
    switch (dice.upTo(9)) {
    case 0: out.insert(QStringLiteral("event"), QStringLiteral("signup")); break;
    case 1: out.insert(QStringLiteral("event"), QStringLiteral("buy")); break;
    case 2: out.insert(QStringLiteral("page"), QStringLiteral("/docs**")); break;
    case 3: out.insert(QStringLiteral("page"), QStringLiteral("/")); break;
    case 4:
        out.insert(QStringLiteral("time_on_page"),
                   QJsonObject{{QStringLiteral("page"), QStringLiteral("/*")}, {QStringLiteral("seconds"), 10}});
        break;
    case 5:
        out.insert(QStringLiteral("kind"), text(dice.of({"identify", "pageview", "background", "engagement"})));
        break;
    default: break;
    }
    if (dice.oneIn(4))
        out.insert(QStringLiteral("filters"), QJsonArray{leaf(dice)});
    return out;
}

QString randomProperty(Dice& dice)
{
    return QString::fromLatin1(dice.of({"page", "page", "source", "utm_medium", "country", "event", "entry_page",
                                        "exit_page", "user_id", "anonymous_id", "traits.plan", "properties.n",
                                        "session.n", "channel", "screen", "device", "source_id", "protocol"}));
}

/// Without a goal, and only a metric or two: what most questions of a window are.
void askLess(QJsonObject& out, Dice& dice)
{
    out.remove(QStringLiteral("goal"));
    QJsonArray few{text(dice.of({"visitors", "visitors", "visits", "pageviews", "events", "bounce_rate", "revenue"}))};
    if (dice.oneIn(2))
        few.append(text(dice.of({"visit_duration", "engaged_visits"})));
    out.insert(QStringLiteral("metrics"), few);
    if (out.contains(QStringLiteral("sort")))
        out.insert(QStringLiteral("sort"), few.first());
}

void addMetrics(QJsonObject& out, Dice& dice)
{
    const QString kind = out.value(QStringLiteral("kind")).toString();
    out.insert(QStringLiteral("goal"), randomCondition(dice));
    if (kind == QStringLiteral("timeseries"))
        out.insert(QStringLiteral("interval"), text(dice.of({"hour", "day", "week", "month"})));
    const bool breakdown = kind == QStringLiteral("breakdown");
    const QString property = breakdown && dice.oneIn(4) ? QStringLiteral("goal") : randomProperty(dice);
    if (breakdown || (kind == QStringLiteral("timeseries") && dice.oneIn(2))) {
        out.insert(QStringLiteral("property"), property);
        out.insert(QStringLiteral("limit"), dice.of({1, 2, 40}));
    }
    out.insert(QStringLiteral("metrics"), metricList(breakdown && property == QStringLiteral("page")));
    if (breakdown)
        out.insert(QStringLiteral("sort"), text(dice.of({"visitors", "pageviews", "revenue", "bounce_rate"})));
    if (breakdown && property == QStringLiteral("goal") && dice.oneIn(2)) {
        out.remove(QStringLiteral("goal"));
        out.insert(QStringLiteral("sort"), text(dice.of({"conversions", "unique_conversions", "conversion_rate",
                                                         "revenue", "engaged_visits"})));
    }
    if (kind == QStringLiteral("summary") && dice.oneIn(2))
        out.insert(QStringLiteral("compare"), QStringLiteral("previous"));
    if (dice.oneIn(3))
        askLess(out, dice);
}

void addAttempts(QJsonObject& out, Dice& dice, int steps)
{
    const bool all = dice.oneIn(2);
    out.insert(QStringLiteral("count"), text(all ? "attempts" : "users"));
    out.insert(QStringLiteral("entry"), text(all ? "best" : dice.of({"best", "first", "first"})));
    if (dice.oneIn(3))
        out.insert(QStringLiteral("interval"), text(dice.of({"hour", "day", "week"})));
    if (out.value(QStringLiteral("order")).toString() == QStringLiteral("any"))
        return;
    if (dice.oneIn(3))
        out.insert(QStringLiteral("constant"), text(dice.of({"page", "event", "properties.n", "hostname"})));
    QJsonArray exclusions;
    for (int i = dice.of({0, 0, 1, 2}); i > 0; --i) {
        const int from = 1 + dice.upTo(steps - 1);
        exclusions.append(QJsonObject{{QStringLiteral("condition"), randomCondition(dice)},
                                      {QStringLiteral("from"), from},
                                      {QStringLiteral("to"), from + 1 + dice.upTo(steps - from)}});
    }
    out.insert(QStringLiteral("exclusions"), exclusions);
}

void addFunnel(QJsonObject& out, Dice& dice)
{
    QJsonArray steps;
    for (int i = dice.of({2, 2, 3, 4}); i > 0; --i)
        steps.append(randomCondition(dice));
    out.insert(QStringLiteral("steps"), steps);
    out.insert(QStringLiteral("window"), text(dice.of({"PT30M", "PT4H", "P1D", "P7D"})));
    out.insert(QStringLiteral("order"), text(dice.of({"sequential", "strict", "any"})));
    out.insert(QStringLiteral("unit"), text(dice.of({"person", "visit"})));
    if (dice.oneIn(2))
        addAttempts(out, dice, static_cast<int>(steps.size()));
    if (!dice.oneIn(2))
        return;
    out.insert(QStringLiteral("split"), text(dice.of({"first", "last"})));
    out.insert(QStringLiteral("property"), randomProperty(dice));
    out.insert(QStringLiteral("limit"), dice.of({1, 2, 40}));
}

void addFunnelPeople(QJsonObject& out, Dice& dice)
{
    addFunnel(out, dice);
    for (const char* member : {"split", "property", "interval"})
        out.remove(QLatin1String(member));
    const bool isDropped = dice.oneIn(2);
    out.insert(QStringLiteral("outcome"), text(isDropped ? "dropped" : "converted"));
    out.insert(QStringLiteral("step"), isDropped ? 2 : dice.of({1, 2}));
    out.insert(QStringLiteral("limit"), dice.of({1, 3, 100}));
}

void addRetention(QJsonObject& out, Dice& dice)
{
    if (!dice.oneIn(3))
        out.insert(QStringLiteral("start"), randomCondition(dice));
    if (!dice.oneIn(3))
        out.insert(QStringLiteral("return"), randomCondition(dice));
    out.insert(QStringLiteral("period"), text(dice.of({"day", "day", "week", "month"})));
    out.insert(QStringLiteral("periods"), dice.of({1, 3, 7}));
    out.insert(QStringLiteral("cohort_by"), text(dice.of({"first_time", "recurring"})));
    const char* mode = dice.of({"on", "on_or_after", "bracket"});
    out.insert(QStringLiteral("mode"), text(mode));
    if (mode == std::string_view("bracket"))
        out.insert(QStringLiteral("brackets"),
                   dice.of({QJsonArray{QJsonArray{0, 0}, QJsonArray{1, 2}, QJsonArray{4, 7}},
                            QJsonArray{QJsonValue(QJsonArray{1, 3})}, QJsonArray{QJsonArray{0, 1}, QJsonArray{2, 3}}}));
    out.insert(QStringLiteral("clock"), text(dice.of({"calendar", "rolling"})));
    out.insert(QStringLiteral("average"), text(dice.of({"weighted", "simple"})));
}

void addJourney(QJsonObject& out, Dice& dice)
{
    const bool custom = dice.oneIn(2);
    out.insert(text(dice.of({"start", "end"})).toString(),
               custom ? text(dice.of({"/", "/docs", "event:buy"})) : text(dice.of({"/", "/docs", "/pricing"})));
    out.insert(QStringLiteral("depth"), dice.of({1, 2, 5}));
    out.insert(QStringLiteral("limit"), dice.of({1, 2, 8}));
    out.insert(QStringLiteral("custom_events"), custom);
}

void addAttribution(QJsonObject& out, Dice& dice)
{
    out.insert(QStringLiteral("goal"), randomCondition(dice));
    out.insert(QStringLiteral("model"),
               text(dice.of({"last_touch", "first_touch", "last_non_direct", "linear", "position", "time_decay"})));
    out.insert(QStringLiteral("lookback_days"), dice.of({1, 2, 30}));
    out.insert(QStringLiteral("limit"), dice.of({1, 2, 100}));
}

void addVitals(QJsonObject& out, Dice& dice)
{
    if (!dice.oneIn(2))
        return;
    out.insert(QStringLiteral("property"), randomProperty(dice));
    out.insert(QStringLiteral("limit"), dice.of({1, 2, 40}));
}

void addMeasures(QJsonObject& out, Dice& dice)
{
    out.insert(QStringLiteral("goal"), randomCondition(dice));
    QJsonArray measures{text(dice.of({"count", "users", "sum(n)", "median(n)"}))};
    for (const char* measure : {"count", "users", "sessions", "per_user", "sum(n)", "min(n)", "max(n)", "avg(n)",
                                "median(n)", "p90(n)", "p95(n)", "p99(n)", "distinct(n)", "distinct(plan)"})
        measures.append(QString::fromLatin1(measure));
    out.insert(QStringLiteral("measures"), measures);
    if (dice.oneIn(2))
        out.insert(QStringLiteral("interval"), text(dice.of({"hour", "day", "week", "month"})));
    if (dice.oneIn(2)) {
        out.insert(QStringLiteral("property"), randomProperty(dice));
        out.insert(QStringLiteral("limit"), dice.of({1, 2, 40}));
    }
    if (dice.oneIn(3))
        out.insert(QStringLiteral("timezone"), QStringLiteral("UTC"));
}

void addActiveUsers(QJsonObject& out, Dice& dice)
{
    out.remove(QStringLiteral("filters"));
    out.insert(QStringLiteral("interval"), text(dice.of({"hour", "day", "week", "month"})));
}

void addPeople(QJsonObject& out, Dice& dice)
{
    out.insert(QStringLiteral("sort"), text(dice.of({"last_seen", "first_seen", "visits", "events", "pageviews"})));
    out.insert(QStringLiteral("limit"), dice.of({1, 2, 40}));
    if (dice.oneIn(3))
        out.insert(QStringLiteral("search"), text(dice.of({"U", "a1", "5", "nobody"})));
    if (dice.oneIn(5))
        out.insert(QStringLiteral("id"), QStringLiteral("%1").arg(visitorKey(dice.of<std::uint64_t>({101, 905, 906})),
                                                                  16, 16, QLatin1Char('0')));
    if (dice.oneIn(3))
        out.insert(QStringLiteral("cursor"), QString(text(dice.of({"0", "1", "2", "3", "1774742400000"})).toString() +
                                                     QStringLiteral(".0000000000000005")));
}

void addRange(QJsonObject& out, Dice& dice, TimePoint from, std::chrono::minutes span)
{
    const bool whole = dice.oneIn(3);
    const TimePoint start = whole ? from : from + std::chrono::minutes(dice.upTo(static_cast<int>(span.count() / 2)));
    out.insert(QStringLiteral("from"), iso(start));
    out.insert(QStringLiteral("to"),
               iso(start + (whole ? span : std::chrono::minutes(1 + dice.upTo(static_cast<int>(span.count() / 2))))));
}

} // namespace

bool isAnswered(const QString& kind)
{
    return std::any_of(kAnsweredKinds.begin(), kAnsweredKinds.end(),
                       [&kind](const char* one) { return kind == QLatin1String(one); });
}

QJsonObject randomDescription(std::mt19937_64& random, TimePoint from, std::chrono::minutes span)
{
    return randomDescription(random, from, span, QString::fromLatin1(kAnsweredKinds[random() % kAnsweredKinds.size()]));
}

QJsonObject randomDescription(std::mt19937_64& random, TimePoint from, std::chrono::minutes span, const QString& kind)
{
    Dice dice(random);
    QJsonObject out{{QStringLiteral("kind"), kind},
                    {QStringLiteral("bots"), text(dice.of({"exclude", "exclude", "include", "only"}))}};
    QJsonArray filters;
    for (int i = dice.of({0, 0, 1, 1, 2}); i > 0; --i)
        filters.append(randomFilter(dice));
    out.insert(QStringLiteral("filters"), filters);
    if (kind == QStringLiteral("realtime"))
        return out;
    addRange(out, dice, from, span);
    using Add = void (*)(QJsonObject&, Dice&);
    for (const auto& [of, add] : {std::pair<const char*, Add>{"summary", addMetrics},
                                  {"timeseries", addMetrics},
                                  {"breakdown", addMetrics},
                                  {"funnel", addFunnel},
                                  {"retention", addRetention},
                                  {"journey", addJourney},
                                  {"attribution", addAttribution},
                                  {"vitals", addVitals},
                                  {"measures", addMeasures},
                                  {"active_users", addActiveUsers},
                                  {"people", addPeople},
                                  {"funnel_people", addFunnelPeople}}) {
        if (kind == QLatin1String(of))
            add(out, dice);
    }
    return out;
}

} // namespace sightglass::test
