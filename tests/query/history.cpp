// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/history.h"

#include "domain/propertytext.h"
#include "query/dice.h"
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
    e.utmCampaign = dice.of<const char*>({"", "spring", "Spring"});
}

void addPerson(Event& e, Dice& dice, bool crowded)
{
    if (dice.oneIn(3))
        e.protocol = Protocol::OpenMetrics;
    const int who = crowded ? dice.of({1, 2, 5}) : dice.upTo(8);
    if (who == 7)
        return;
    if (who >= 5) {
        e.visitorBasis = VisitorBasis::Person;
        e.userId = "u" + std::to_string(who);
        e.visitor = visitorKey(900 + static_cast<std::uint64_t>(who));
    } else {
        e.visitorBasis = VisitorBasis::Client;
        e.anonymousId = "a" + std::to_string(who);
        e.visitor = visitorKey(100 + static_cast<std::uint64_t>(who));
    }
    if (dice.oneIn(3))
        e.traits.push_back(
            {"plan", dice.oneIn(5) ? std::string(kDeletedValue) : std::string(dice.of<const char*>({"free", "pro"}))});
    if (dice.oneIn(8))
        e.sessionHint = dice.of<const char*>({"s1", "s2"});
    if (dice.oneIn(12)) {
        e.linkKind = dice.oneIn(4) ? LinkKind::Alias : LinkKind::Identify;
        e.linkFrom = visitorKey(e.linkKind == LinkKind::Alias ? 905 : 100 + static_cast<std::uint64_t>(dice.upTo(5)));
        e.linkTo = visitorKey(e.linkKind == LinkKind::Alias ? 906 : 905 + static_cast<std::uint64_t>(dice.upTo(2)));
    }
}

void addVitals(Event& e, Dice& dice)
{
    e.viewId = "v" + std::to_string(dice.upTo(40));
    for (const char* vital : {"lcp", "inp", "cls", "fcp", "ttfb"}) {
        if (dice.oneIn(5))
            continue;
        e.vitals.push_back(
            {vital, dice.of<PropertyValue>({PropertyValue(std::int64_t{1800}), PropertyValue(std::int64_t{2600}),
                                            PropertyValue(0.1), PropertyValue(0.25), PropertyValue(2500.5),
                                            PropertyValue(std::int64_t{0}), PropertyValue(std::int64_t{-1}),
                                            PropertyValue(std::string("9"))})});
    }
}

void addKind(Event& e, Dice& dice, bool pageLoads)
{
    e.kind = pageLoads && !dice.oneIn(3)
                 ? Kind::Vitals
                 : dice.of({Kind::Pageview, Kind::Pageview, Kind::Pageview, Kind::Custom, Kind::Custom,
                            Kind::Engagement, Kind::Engagement, Kind::Screen, Kind::Exception, Kind::Click,
                            Kind::Identify, Kind::Vitals, Kind::Background});
    e.name = e.kind == Kind::Custom ? dice.of<const char*>({"signup", "buy"}) : std::string(name(e.kind));
    e.interactive = !dice.oneIn(4);
    if (e.kind == Kind::Exception)
        e.exception = dice.of<const char*>({"{\"handled\":true}", "{\"mechanism\":{\"handled\" : false}}"});
    if (e.kind == Kind::Custom && dice.oneIn(2)) {
        e.revenueMinor = dice.of<std::int64_t>({4250, -100, 999, 1});
        e.currency = dice.of<const char*>({"EUR", "JPY", ""});
    }
    if (dice.oneIn(2))
        e.properties.push_back({"n", dice.of<PropertyValue>({PropertyValue(std::int64_t{7}), PropertyValue(1.5),
                                                             PropertyValue(true), PropertyValue(std::string("x"))})});
    if (e.kind == Kind::Identify && dice.oneIn(6))
        e.properties = {{"n", std::string(kDeletedValue)}};
    if (e.kind == Kind::Vitals)
        addVitals(e, dice);
    if (e.kind != Kind::Engagement)
        return;
    e.engagementMs = dice.of({500, 4000, 9000, 20000});
    if (dice.oneIn(2))
        e.scrollDepth = dice.upTo(101);
    e.viewId = dice.of<const char*>({"", "v1", "v2"});
}

/// One of each kind, one that is never reached, and two that the same events reach.
std::vector<NamedGoal> testGoals()
{
    std::vector<NamedGoal> out{{"1", "Signed up", {}}, {"2", "Bought", {}},  {"3", "Read documents", {}},
                               {"4", "Read half", {}}, {"5", "Stayed", {}},  {"6", "Told who", {}},
                               {"7", "Nothing", {}},   {"8", "Bought n", {}}};
    out[0].condition.event = "signup";
    out[1].condition.event = out[7].condition.event = "buy";
    out[2].condition.page = "/docs**";
    out[3].condition.page = "/**";
    out[3].condition.scrollDepth = 50;
    out[4].condition.page = "/*";
    out[4].condition.timeOnPage = 10;
    out[5].condition.kind = Kind::Identify;
    out[6].condition.event = "never";
    Filter more;
    more.node = Filter::Node::Leaf;
    more.property = "properties.n";
    more.op = Operator::Gt;
    more.values = {"5"};
    out[7].condition.filters.push_back(more);
    return out;
}

Expected<Query> parsed(const QJsonObject& description, TimePoint now, const Project& project)
{
    query::QueryContext context{project, now, {}};
    context.savedGoals = testGoals;
    return query::parseQuery(description, context);
}

} // namespace

SourceDirectory::Entry TwoSources::byId(SourceId id) const
{
    SourceEntry entry;
    entry.source.id = id;
    entry.source.kind = id.value == kAppSource ? SourceKind::App : SourceKind::Web;
    return std::make_shared<const SourceEntry>(std::move(entry));
}

std::uint64_t visitorKey(std::uint64_t number)
{
    return number * 0x9e3779b97f4a7c15ULL;
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
        const std::string source = !parts.utmSource.empty()     ? std::string(parts.utmSource)
                                   : !parts.clickIdKind.empty() ? "Google"
                                                                : std::string(parts.referrerHost);
        return query::SourceAndChannel{source.empty() ? "Direct / None" : source, source.empty() ? "Direct"
                                                                                  : parts.utmMedium.empty()
                                                                                      ? "Referral"
                                                                                      : "Newspaper"};
    };
}

std::vector<Event> randomHistory(std::mt19937_64& random, TimePoint from, std::chrono::minutes span, int events)
{
    Dice dice(random);
    std::vector<Event> out;
    const bool pageLoads = dice.oneIn(4); // enough of them that vitals are not hidden (metrics §11)
    const bool crowded = dice.oneIn(2);   // few people in few half hours, so that visits have many events
    const std::array<int, 3> halfHours{dice.upTo(static_cast<int>(span.count())),
                                       dice.upTo(static_cast<int>(span.count())),
                                       dice.upTo(static_cast<int>(span.count()))};
    for (int i = 0; i < events; ++i) {
        Event e;
        e.messageId = "m" + std::to_string(random() % 1'000'000) + "-" + std::to_string(i);
        e.source = SourceId(dice.oneIn(4) ? kAppSource : kWebSource);
        e.eventTime = e.timestamp =
            from +
            std::chrono::minutes(crowded ? halfHours[static_cast<std::size_t>(dice.upTo(3))] + dice.upTo(30)
                                         : dice.upTo(static_cast<int>(span.count()))) +
            std::chrono::seconds(dice.of({0, 0, 30}));
        e.receivedAt = e.eventTime + std::chrono::seconds(dice.of({0, 0, 1}));
        e.historical = dice.oneIn(20);
        if (dice.oneIn(15))
            e.bot = {"crawler:x", "X"};
        if (dice.oneIn(25))
            e.excluded = "host";
        addKind(e, dice, pageLoads);
        addPlace(e, dice);
        addPerson(e, dice, crowded);
        out.push_back(std::move(e));
    }
    return out;
}

QJsonObject answerOf(EventScan& scan, const QJsonObject& description, TimePoint now, const Project& project,
                     const query::EngineLimits& limits)
{
    return answersOf(scan, {description}, now, project, limits).front();
}

std::vector<QJsonObject> answersOf(EventScan& scan, const std::vector<QJsonObject>& descriptions, TimePoint now,
                                   const Project& project, const query::EngineLimits& limits)
{
    std::vector<QJsonObject> out;
    std::vector<Query> queries;
    for (const QJsonObject& description : descriptions) {
        const auto query = parsed(description, now, project);
        if (!query)
            return {descriptions.size(),
                    {{QStringLiteral("error"), QString(query.error().detail + u' ' + query.error().where)}}};
        queries.push_back(*query);
    }
    const ManualClock clock(now);
    const TwoSources sources;
    const Cancellation cancel;
    for (auto& answer : query::Engine(scan, clock, &sources, testNames(), limits).answerAll(project, queries, cancel)) {
        if (answer) {
            answer->remove(QStringLiteral("query"));
            answer->remove(QStringLiteral("stats"));
        }
        out.push_back(answer ? *answer : QJsonObject{{QStringLiteral("error"), answer.error().detail}});
    }
    return out;
}

QJsonObject oracleOf(const std::vector<Event>& events, const QJsonObject& description, TimePoint now,
                     const Project& project)
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
            if (const QString found = difference(a.toObject().value(key), b.toObject().value(key), at + u'/' + key);
                !found.isEmpty())
                return found;
        }
        return {};
    }
    if (a.isArray() && b.isArray() && a.toArray().size() == b.toArray().size()) {
        for (qsizetype i = 0; i < a.toArray().size(); ++i) {
            if (const QString found = difference(a.toArray().at(i), b.toArray().at(i), at + u'/' + QString::number(i));
                !found.isEmpty())
                return found;
        }
        return {};
    }
    if (a.isDouble() && b.isDouble() &&
        std::abs(a.toDouble() - b.toDouble()) <= 1e-9 * std::max(1.0, std::abs(a.toDouble())))
        return {};
    if (a == b)
        return {};
    const auto shown = [](const QJsonValue& v) {
        return QString::fromStdString(QJsonDocument(QJsonArray{v}).toJson(QJsonDocument::Compact).toStdString());
    };
    return at + QStringLiteral(": ") + shown(a) + QStringLiteral(" is not ") + shown(b);
}

std::vector<Event> shrink(std::vector<Event> events, const std::function<bool(const std::vector<Event>&)>& fails)
{
    for (std::size_t run = std::max<std::size_t>(1, events.size() / 2); run > 0; run /= 2) {
        for (std::size_t at = 0; at + run <= events.size();) {
            std::vector<Event> fewer = events;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(at),
                        fewer.begin() + static_cast<std::ptrdiff_t>(at + run));
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
        const std::string line =
            std::string(name(e.kind)) + ' ' + e.name + ' ' + e.path + " visitor " + std::to_string(e.visitor) +
            " hint " + e.sessionHint + " link " + std::to_string(e.linkFrom) + ">" + std::to_string(e.linkTo) +
            " source " + std::to_string(e.source.value) + " ms " + std::to_string(e.engagementMs) + ' ' + e.viewId +
            ' ' + e.messageId + (e.interactive ? "" : " not interactive") + " utm " + e.utmSource + '/' + e.utmMedium +
            ' ' + e.referrerHost + ' ' + e.clickIdKind + ' ' + e.country;
        out += iso(e.eventTime) + u' ' + iso(e.receivedAt).mid(17) + u' ' + QString::fromStdString(line) + u'\n';
    }
    return out;
}

} // namespace sightglass::test
