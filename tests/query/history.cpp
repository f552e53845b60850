// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/history.h"

#include "query/queryjson.h"
#include "support/manualclock.h"
#include "support/oracle.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>

namespace sightglass::test {

namespace {

using namespace domain;

class Dice
{
public:
    explicit Dice(std::mt19937_64& random) : m_random(random) {}
    int upTo(int n) { return static_cast<int>(m_random() % static_cast<std::uint64_t>(n)); }
    bool oneIn(int n) { return upTo(n) == 0; }
    template <typename T>
    T of(std::initializer_list<T> list) { return list.begin()[upTo(static_cast<int>(list.size()))]; }

private:
    std::mt19937_64& m_random;
};

void addPlace(Event& e, Dice& dice)
{
    e.hostname = dice.of<const char*>({"", "a.example", "b.example"});
    e.path = dice.of<const char*>({"", "/", "/pricing", "/docs", "/docs/install", "/blog/1"});
    e.title = dice.of<const char*>({"", "Home", "Prices"});
    e.country = dice.of<const char*>({"", "DE", "FR"});
    e.browser = dice.of<const char*>({"", "Firefox", "Chrome"});
    e.device = dice.of({Device::Unknown, Device::Desktop, Device::Mobile});
    if (dice.oneIn(2)) {
        e.screenWidth = dice.of({390, 1920});
        e.screenHeight = 1080;
    }
    if (!dice.oneIn(3))
        return;
    e.utmSource = dice.of<const char*>({"", "News", "news", "google"});
    e.utmMedium = dice.of<const char*>({"", "CPC", "cpc", "email"});
    e.referrerHost = dice.of<const char*>({"", "google.com", "t.co"});
    e.clickIdKind = dice.of<const char*>({"", "gclid"});
}

void addPerson(Event& e, Dice& dice)
{
    const int who = dice.upTo(8);
    if (who == 7)
        return;
    if (who >= 5) {
        e.visitorBasis = VisitorBasis::Person;
        e.userId = "u" + std::to_string(who);
        e.visitor = 900 + static_cast<std::uint64_t>(who);
    } else {
        e.visitorBasis = VisitorBasis::Client;
        e.anonymousId = "a" + std::to_string(who);
        e.visitor = 100 + static_cast<std::uint64_t>(who);
    }
    if (dice.oneIn(3))
        e.traits.push_back({"plan", std::string(dice.of<const char*>({"free", "pro"}))});
    if (dice.oneIn(8))
        e.sessionHint = dice.of<const char*>({"s1", "s2"});
    if (dice.oneIn(12)) {
        e.linkKind = dice.oneIn(4) ? LinkKind::Alias : LinkKind::Identify;
        e.linkFrom = e.linkKind == LinkKind::Alias ? 905 : 100 + static_cast<std::uint64_t>(dice.upTo(5));
        e.linkTo = e.linkKind == LinkKind::Alias ? 906 : 905 + static_cast<std::uint64_t>(dice.upTo(2));
    }
}

void addKind(Event& e, Dice& dice)
{
    e.kind = dice.of({Kind::Pageview, Kind::Pageview, Kind::Pageview, Kind::Custom, Kind::Custom, Kind::Engagement, Kind::Engagement,
                      Kind::Screen, Kind::Exception, Kind::Click, Kind::Identify});
    e.name = e.kind == Kind::Custom ? dice.of<const char*>({"signup", "buy"}) : std::string(name(e.kind));
    e.interactive = !dice.oneIn(4);
    if (e.kind == Kind::Exception)
        e.exception = dice.of<const char*>({"{\"handled\":true}", "{\"mechanism\":{\"handled\" : false}}"});
    if (e.kind == Kind::Custom && dice.oneIn(2)) {
        e.revenueMinor = dice.of<std::int64_t>({4250, -100, 999, 1});
        e.currency = dice.of<const char*>({"EUR", "JPY", ""});
    }
    if (dice.oneIn(2))
        e.properties.push_back({"n", dice.of<PropertyValue>({PropertyValue(std::int64_t{7}), PropertyValue(1.5), PropertyValue(true), PropertyValue(std::string("x"))})});
    if (e.kind != Kind::Engagement)
        return;
    e.engagementMs = dice.of({500, 4000, 9000, 20000});
    if (dice.oneIn(2))
        e.scrollDepth = dice.upTo(101);
    e.viewId = dice.of<const char*>({"", "v1", "v2"});
}

QJsonObject leaf(Dice& dice)
{
    const auto one = [&](const char* property, const char* op, QJsonValue value) {
        return QJsonObject{{QStringLiteral("property"), QString::fromLatin1(property)}, {QStringLiteral("op"), QString::fromLatin1(op)}, {QStringLiteral("value"), value}};
    };
    const auto text = [](const char* t) { return QJsonValue(QString::fromLatin1(t)); };
    switch (dice.upTo(14)) {
    case 0: return one("page", dice.of({"is", "is_not"}), QJsonArray{text("/pricing"), text("/docs")});
    case 1: return one("page", dice.of({"contains", "starts_with", "not_contains"}), text("/DOC"));
    case 2: return one("country", dice.of({"is", "is_not"}), text("DE"));
    case 3: return one(dice.of({"source", "utm_source", "channel"}), dice.of({"is", "contains"}), text("NEWS"));
    case 4: return one("properties.n", dice.of({"gt", "lte", "is"}), 5);
    case 5: return one("traits.plan", dice.of({"is", "is_not"}), text("pro"));
    case 6: return one(dice.of({"user_id", "anonymous_id"}), dice.of({"is", "is_not"}), QJsonArray{text("u5"), text("a1")});
    case 7: return one("entry_page", "is", text("/"));
    case 8: return one("exit_page", "matches", text("^/(docs|blog)"));
    case 9: return one("event", "is", text("signup"));
    case 10: return {{QStringLiteral("property"), QStringLiteral("hostname")}, {QStringLiteral("op"), QString::fromLatin1(dice.of({"is_set", "is_not_set"}))}};
    case 11: return one("goal", dice.of({"is", "is_not"}), QJsonObject{{QStringLiteral("event"), QStringLiteral("buy")}});
    case 12: return one("goal", "is", QJsonObject{{QStringLiteral("scroll"), QJsonObject{{QStringLiteral("page"), QStringLiteral("/**")}, {QStringLiteral("depth"), 50}}}});
    default: return one(dice.of({"device", "screen", "kind", "source_id"}), "is_not", QJsonArray{text("mobile"), text("390x1080"), text("click"), text("2")});
    }
}

QJsonObject randomFilter(Dice& dice, int depth = 0)
{
    if (depth > 1 || !dice.oneIn(3))
        return leaf(dice);
    if (dice.oneIn(3))
        return {{QStringLiteral("not"), randomFilter(dice, depth + 1)}};
    return {{QString::fromLatin1(dice.of({"all", "any"})), QJsonArray{randomFilter(dice, depth + 1), randomFilter(dice, depth + 1)}}};
}

QJsonObject randomGoal(Dice& dice)
{
    QJsonObject goal;
    switch (dice.upTo(5)) {
    case 0: goal.insert(QStringLiteral("event"), QStringLiteral("signup")); break;
    case 1: goal.insert(QStringLiteral("page"), QStringLiteral("/docs**")); break;
    case 2: goal.insert(QStringLiteral("time_on_page"), QJsonObject{{QStringLiteral("page"), QStringLiteral("/*")}, {QStringLiteral("seconds"), 10}}); break;
    case 3: goal.insert(QStringLiteral("kind"), QStringLiteral("identify")); break;
    default: break;
    }
    if (dice.oneIn(4))
        goal.insert(QStringLiteral("filters"), QJsonArray{randomFilter(dice, 1)});
    return goal;
}

QJsonArray metricList(bool pages)
{
    QJsonArray out;
    for (const char* m : {"visitors", "visits", "pageviews", "events", "views_per_visit", "bounce_rate", "visit_duration", "engaged_visits", "engagement_rate",
                          "occurrences", "affected_users", "affected_visits", "error_rate", "crash_free_visits", "conversions", "unique_conversions",
                          "conversion_rate", "visit_conversion_rate", "revenue", "average_order_value", "revenue_per_visitor"})
        out.append(QString::fromLatin1(m));
    for (const char* m : {"entries", "exits", "exit_rate", "time_on_page", "scroll_depth"}) {
        if (pages)
            out.append(QString::fromLatin1(m));
    }
    return out;
}

QString iso(TimePoint t) { return QDateTime::fromMSecsSinceEpoch(toMs(t), Qt::UTC).toString(Qt::ISODateWithMs); }

Expected<Query> parsed(const QJsonObject& description, TimePoint now, const Project& project)
{
    return query::parseQuery(description, {project, now, {}, {}});
}

} // namespace

SourceDirectory::Entry TwoSources::byId(SourceId id) const
{
    SourceEntry entry;
    entry.source.id = id;
    entry.source.kind = id.value == kAppSource ? SourceKind::App : SourceKind::Web;
    return std::make_shared<const SourceEntry>(std::move(entry));
}

Project testProject()
{
    Project project;
    project.id = ProjectId(1);
    project.timezone = "Europe/Berlin";
    return project;
}

query::AcquisitionNames testNames()
{
    return [](const query::ArrivalParts& parts) {
        const std::string source = !parts.utmSource.empty() ? std::string(parts.utmSource) : !parts.clickIdKind.empty() ? "Google" : std::string(parts.referrerHost);
        return query::SourceAndChannel{source.empty() ? "Direct / None" : source, source.empty() ? "Direct" : parts.utmMedium.empty() ? "Referral" : "Newspaper"};
    };
}

std::vector<Event> randomHistory(std::mt19937_64& random, TimePoint from, std::chrono::minutes span, int events)
{
    Dice dice(random);
    std::vector<Event> out;
    for (int i = 0; i < events; ++i) {
        Event e;
        e.messageId = "m" + std::to_string(random() % 1'000'000) + "-" + std::to_string(i);
        e.source = SourceId(dice.oneIn(4) ? kAppSource : kWebSource);
        e.eventTime = e.timestamp = from + std::chrono::minutes(dice.upTo(static_cast<int>(span.count()))) + std::chrono::seconds(dice.of({0, 0, 30}));
        e.receivedAt = e.eventTime + std::chrono::seconds(dice.of({0, 0, 1}));
        e.historical = dice.oneIn(20);
        if (dice.oneIn(15))
            e.bot = {"crawler:x", "X"};
        if (dice.oneIn(25))
            e.excluded = "host";
        addKind(e, dice);
        addPlace(e, dice);
        addPerson(e, dice);
        out.push_back(std::move(e));
    }
    return out;
}

QJsonObject randomDescription(std::mt19937_64& random, TimePoint from, std::chrono::minutes span)
{
    Dice dice(random);
    const QString kind = QString::fromLatin1(dice.of({"summary", "timeseries", "breakdown", "breakdown", "realtime"}));
    QJsonObject out{{QStringLiteral("kind"), kind}, {QStringLiteral("bots"), QString::fromLatin1(dice.of({"exclude", "exclude", "include", "only"}))}};
    QJsonArray filters;
    for (int i = dice.of({0, 0, 1, 1, 2}); i > 0; --i)
        filters.append(randomFilter(dice));
    out.insert(QStringLiteral("filters"), filters);
    if (kind == QStringLiteral("realtime"))
        return out;
    const TimePoint start = from + std::chrono::minutes(dice.upTo(static_cast<int>(span.count() / 2)));
    out.insert(QStringLiteral("from"), iso(start));
    out.insert(QStringLiteral("to"), iso(start + std::chrono::minutes(1 + dice.upTo(static_cast<int>(span.count() / 2)))));
    out.insert(QStringLiteral("goal"), randomGoal(dice));
    const QString property = QString::fromLatin1(dice.of({"page", "page", "source", "utm_medium", "country", "event", "entry_page", "exit_page", "user_id",
                                                          "anonymous_id", "traits.plan", "properties.n", "channel", "screen", "device", "source_id", "protocol"}));
    if (kind == QStringLiteral("timeseries"))
        out.insert(QStringLiteral("interval"), QString::fromLatin1(dice.of({"hour", "day", "week", "month"})));
    if (kind == QStringLiteral("breakdown") || (kind == QStringLiteral("timeseries") && dice.oneIn(2))) {
        out.insert(QStringLiteral("property"), property);
        out.insert(QStringLiteral("limit"), dice.of({1, 2, 40}));
    }
    out.insert(QStringLiteral("metrics"), metricList(kind == QStringLiteral("breakdown") && property == QStringLiteral("page")));
    if (kind == QStringLiteral("breakdown"))
        out.insert(QStringLiteral("sort"), QString::fromLatin1(dice.of({"visitors", "pageviews", "revenue", "bounce_rate"})));
    if (kind == QStringLiteral("summary") && dice.oneIn(2))
        out.insert(QStringLiteral("compare"), QStringLiteral("previous"));
    return out;
}

QJsonObject answerOf(EventScan& scan, const QJsonObject& description, TimePoint now, const Project& project)
{
    const auto query = parsed(description, now, project);
    if (!query)
        return {{QStringLiteral("error"), QString(query.error().detail + u' ' + query.error().where)}};
    const ManualClock clock(now);
    const TwoSources sources;
    const Cancellation cancel;
    auto answer = query::Engine(scan, clock, &sources, testNames()).answer(project, *query, cancel);
    if (!answer)
        return {{QStringLiteral("error"), answer.error().detail}};
    answer->remove(QStringLiteral("query"));
    answer->remove(QStringLiteral("stats"));
    return *answer;
}

QJsonObject oracleOf(const std::vector<Event>& events, const QJsonObject& description, TimePoint now, const Project& project)
{
    const auto query = parsed(description, now, project);
    if (!query)
        return {{QStringLiteral("error"), QString(query.error().detail + u' ' + query.error().where)}};
    return oracle({events, project, *query, now, {kAppSource}, testNames()});
}

QString difference(const QJsonValue& a, const QJsonValue& b, const QString& at)
{
    if (a.isObject() && b.isObject()) {
        QStringList keys = a.toObject().keys() + b.toObject().keys();
        for (const QString& key : std::as_const(keys)) {
            if (const QString found = difference(a.toObject().value(key), b.toObject().value(key), at + u'/' + key); !found.isEmpty())
                return found;
        }
        return {};
    }
    if (a.isArray() && b.isArray() && a.toArray().size() == b.toArray().size()) {
        for (qsizetype i = 0; i < a.toArray().size(); ++i) {
            if (const QString found = difference(a.toArray().at(i), b.toArray().at(i), at + u'/' + QString::number(i)); !found.isEmpty())
                return found;
        }
        return {};
    }
    if (a.isDouble() && b.isDouble() && std::abs(a.toDouble() - b.toDouble()) <= 1e-9 * std::max(1.0, std::abs(a.toDouble())))
        return {};
    if (a == b)
        return {};
    const auto shown = [](const QJsonValue& v) { return QString::fromStdString(QJsonDocument(QJsonArray{v}).toJson(QJsonDocument::Compact).toStdString()); };
    return at + QStringLiteral(": ") + shown(a) + QStringLiteral(" is not ") + shown(b);
}

std::vector<Event> shrink(std::vector<Event> events, const std::function<bool(const std::vector<Event>&)>& fails)
{
    for (std::size_t run = std::max<std::size_t>(1, events.size() / 2); run > 0; run /= 2) {
        for (std::size_t at = 0; at + run <= events.size();) {
            std::vector<Event> fewer = events;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(at), fewer.begin() + static_cast<std::ptrdiff_t>(at + run));
            if (fails(fewer))
                events = std::move(fewer);
            else
                at += run;
        }
    }
    return events;
}

QString drawn(const std::vector<Event>& events)
{
    QString out;
    for (const Event& e : events) {
        const std::string line = std::string(name(e.kind)) + ' ' + e.name + ' ' + e.path + " visitor " + std::to_string(e.visitor) + " hint " + e.sessionHint +
                                 " link " + std::to_string(e.linkFrom) + ">" + std::to_string(e.linkTo) + " source " + std::to_string(e.source.value) + " ms " +
                                 std::to_string(e.engagementMs) + ' ' + e.viewId + ' ' + e.messageId + (e.interactive ? "" : " not interactive") +
                                 " utm " + e.utmSource + '/' + e.utmMedium + ' ' + e.referrerHost + ' ' + e.clickIdKind + ' ' + e.country;
        out += iso(e.eventTime) + u' ' + iso(e.receivedAt).mid(17) + u' ' + QString::fromStdString(line) + u'\n';
    }
    return out;
}

} // namespace sightglass::test
