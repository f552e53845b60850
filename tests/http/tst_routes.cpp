// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/routematcher.h"
#include "http/routepattern.h"
#include "http/target.h"

#include <QTest>

#include <algorithm>

using namespace sightglass;
using namespace sightglass::http;
using domain::Method;

namespace {

QByteArray bytes(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

RouteMatch find(const RouteMatcher& matcher, Method method, std::string_view path,
                std::vector<std::string>* captures = nullptr, bool isBelowBase = false)
{
    Target target;
    return splitTarget(path, {}, target) ? matcher.match(method, target.segments, isBelowBase, captures) : RouteMatch{};
}

const auto everything = [](const RouteRow&) { return true; };

} // namespace

// Two claims on one path are found when compiling; equal right is what counts, not equal text.
static_assert(patternsClash("/a/{x}", "/a/{y}"));
static_assert(patternsClash("/a/{b,c}", "/a/{c,d}"));
static_assert(patternsClash("/a/b", "/a/{c,b}"));
static_assert(!patternsClash("/a/b", "/a/{x}"));
static_assert(!patternsClash("/a/{n}", "/a/{x}"));
static_assert(!patternsClash("/a/{x}", "/a/{x…}"));
static_assert(!patternsClash("/a/b", "/a/b/c"));

class TestRoutes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsTheRowsOfTheSpecification_data();
    void holdsTheRowsOfTheSpecification();
    void holdsNothingElse();
    void prefersTheTighterPattern();
    void decodesAfterSplitting();
    void keepsRootRowsOffTheBasePath();
};

void TestRoutes::holdsTheRowsOfTheSpecification_data()
{
    // From spec routes §1, by hand: method, path, id, owner, cors, body limit, status, captures.
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<int>("method");
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<int>("owner");
    QTest::addColumn<int>("cors");
    QTest::addColumn<int>("bodyLimit");
    QTest::addColumn<int>("bodyStatus");
    QTest::addColumn<QByteArray>("captures");
    const auto row = [](const QByteArray& path, Method method, const char* id, Owner owner, Cors cors, int limit,
                        int status, const QByteArray& captures = {}) {
        QTest::newRow(path.constData()) << path << static_cast<int>(method) << QByteArray(id) << static_cast<int>(owner)
                            << static_cast<int>(cors) << limit << status << captures;
    };
    constexpr int kMib = 1024 * 1024;
    const auto seg = Owner::Segment;
    row("/", Method::Get, "health.root", seg, Cors::Open, 65536, 413);
    row("/analytics.js", Method::Get, "segment.script", seg, Cors::Origins, 65536, 413);
    row("/analytics.iife.js", Method::Head, "segment.script", seg, Cors::Origins, 65536, 413);
    row("/analytics.js/v1/wk/analytics.min.js", Method::Get, "segment.script", seg, Cors::Origins, 65536, 413, "wk");
    for (const char* path : {"/v1/track", "/v1/identify", "/v1/page", "/v1/screen", "/v1/group", "/v1/alias", "/v1/t",
                             "/v1/i", "/v1/p", "/v1/s", "/v1/g", "/v1/a"})
        row(path, Method::Post, "segment.track", seg, Cors::Origins, kMib, 400, path + 4);
    for (const char* path : {"/v1/batch", "/v1/b", "/v1/import", "/v1/import/"})
        row(path, Method::Post, "segment.batch", seg, Cors::Origins, 8 * kMib, 400,
            QByteArray(path + 4).replace("/", "").constData());
    row("/v1/m", Method::Post, "segment.metrics", seg, Cors::Origins, kMib, 400);
    for (const char* path : {"/v1/pixel/identify", "/v1/pixel/track", "/v1/pixel/page", "/v1/pixel/screen",
                             "/v1/pixel/group", "/v1/pixel/alias"})
        row(path, Method::Get, "segment.pixel", seg, Cors::Origins, 65536, 400, path + 10);
    row("/v1/projects/wk/settings", Method::Get, "segment.settings", seg, Cors::Origins, 65536, 400, "wk");
    row("/v1/collect/x", Method::Put, "segment.unknown", seg, Cors::Origins, 65536, 400, "collect,x");
    const auto om = Owner::OpenMetrics;
    for (const char* script : {"/apis/javascript.js", "/apis/javascript/client.js"})
        row(script, Method::Get, "openmetrics.script", om, Cors::Open, 65536, 413);
    for (const QByteArray call : {"ping", "createUser", "events", "setUserId", "setUserProps", "setSessionProps"}) {
        row("/v1/" + call, Method::Get, "openmetrics.call", om, Cors::Open, 1'000'000, 413, call);
        row("/om/v1/" + call, Method::Post, "openmetrics.call", om, Cors::Open, 1'000'000, 413, call);
        row("/om/7/v1/" + call, Method::Get, "openmetrics.call", om, Cors::Open, 1'000'000, 413, "7," + call);
    }
    row("/api/event", Method::Post, "plausible.event", Owner::Plausible, Cors::Origins, 1'000'000, 413);
    for (const char* file : {"script.js", "script.hash.local.js", "plausible.js", "pa-x.js"})
        row(QByteArray("/js/") + file, Method::Get, "plausible.script", Owner::Plausible, Cors::Open, 65536, 413, file);
    const auto um = Owner::Umami;
    row("/api/send", Method::Post, "umami.send", um, Cors::Origins, kMib, 413);
    row("/api/batch", Method::Post, "umami.batch", um, Cors::Origins, 4 * kMib, 413);
    row("/api/record", Method::Post, "umami.record", um, Cors::Origins, 10 * kMib, 413);
    row("/api/heartbeat", Method::Get, "umami.heartbeat", um, Cors::Origins, 65536, 413);
    row("/script.js", Method::Get, "umami.script", um, Cors::Open, 65536, 413);
    const auto si = Owner::Sierra;
    row("/tracker.js", Method::Get, "sierra.script", si, Cors::None, 65536, 413);
    row("/robots.txt", Method::Get, "sierra.robots", si, Cors::None, 65536, 413);
    row("/track/ping", Method::Get, "sierra.ping", si, Cors::Echo, 65536, 413);
    row("/track/hit", Method::Post, "sierra.hit", si, Cors::Echo, 65536, 413);
    row("/track/exception", Method::Post, "sierra.exception", si, Cors::Echo, 65536, 413);
    row("/track/gif/01K.gif", Method::Get, "sierra.pixel", si, Cors::Echo, 65536, 413, "01K.gif");
    row("/track/a/b", Method::Put, "sierra.unknown", si, Cors::Echo, 65536, 413, "a,b");
    const auto ph = Owner::Posthog;
    for (const QByteArray word : {"capture", "e", "engage", "track"}) {
        row("/" + word, Method::Get, "posthog.capture", ph, Cors::Origins, 2'000'000, 413, word);
        row("/" + word + "/", Method::Post, "posthog.capture", ph, Cors::Origins, 2'000'000, 413, word);
    }
    row("/i/v0/e/", Method::Post, "posthog.capture", ph, Cors::Origins, 2'000'000, 413);
    row("/batch/", Method::Post, "posthog.batch", ph, Cors::Origins, 20'000'000, 413);
    for (const QByteArray word : {"decide", "flags"})
        row("/" + word + "/", Method::Post, "posthog.flags", ph, Cors::Origins, 1'000'000, 413, word);
    row("/s/", Method::Post, "posthog.replay", ph, Cors::Origins, 20'000'000, 413);
    row("/array/phc_x/config", Method::Get, "posthog.config", ph, Cors::Origins, 65536, 413, "phc_x");
    row("/array/phc_x/config.js", Method::Get, "posthog.config", ph, Cors::Origins, 65536, 413, "phc_x");
    for (const QByteArray word : {"surveys", "early_access_features", "web_experiments", "product_tours"})
        row("/api/" + word, Method::Put, "posthog.nothing", ph, Cors::Origins, kMib, 413, word);
    for (const QByteArray word : {"logs", "metrics"})
        row("/i/v1/" + word, Method::Post, "posthog.nothing", ph, Cors::Origins, 2'000'000, 413, word);
    row("/static/array.js", Method::Get, "posthog.script", ph, Cors::Origins, 65536, 413, "array.js");
    row("/static/1.2/web-vitals.js", Method::Get, "posthog.script", ph, Cors::Origins, 65536, 413, "1.2,web-vitals.js");
    const auto gc = Owner::Goatcounter;
    row("/count", Method::Get, "goatcounter.count", gc, Cors::Open, 16384, 413);
    row("/count/", Method::Post, "goatcounter.count", gc, Cors::Open, 16384, 413);
    row("/gc/shop/count", Method::Get, "goatcounter.count", gc, Cors::Open, 16384, 413, "shop");
    row("/gc/shop/count/", Method::Post, "goatcounter.count", gc, Cors::Open, 16384, 413, "shop");
    row("/count.js", Method::Get, "goatcounter.script", gc, Cors::Open, 65536, 413);
    row("/counter/%2Fa%2Fb.html", Method::Get, "goatcounter.counter", gc, Cors::Open, 65536, 413, "/a/b.html");
    row("/gc/shop/counter/TOTAL.json", Method::Get, "goatcounter.counter", gc, Cors::Open, 65536, 413, "shop,TOTAL.json");
    row("/api/v0/count", Method::Post, "goatcounter.hits", Owner::GoatcounterApi, Cors::Origins, 2 * kMib, 413);
    row("/api/v0/export", Method::Get, "goatcounter.unknown", Owner::GoatcounterApi, Cors::Origins, 65536, 413, "export");
    row("/api/v2/health", Method::Get, "api.health", Owner::Api, Cors::None, 65536, 413);
    row("/api/v2/openapi.json", Method::Get, "api.openapi", Owner::Api, Cors::None, 65536, 413);
    row("/api/v2/metrics", Method::Get, "api.metrics", Owner::Api, Cors::None, 65536, 413);
    row("/api/v2/projects/3/live", Method::Get, "api.live", Owner::Api, Cors::None, 65536, 413, "3");
    row("/api/v2/projects", Method::Post, "api.resource", Owner::Api, Cors::None, kMib, 413, "projects");
    row("/api/v2/projects/3/query", Method::Post, "api.resource", Owner::Api, Cors::None, kMib, 413,
        "projects,3,query");
    row("/api/v2/projects/3/sources/a%2Fb", Method::Delete, "api.resource", Owner::Api, Cors::None, kMib, 413,
        "projects,3,sources,a/b");
    const auto trk = Owner::Tracker;
    for (const QByteArray path : {"/tr/v1", "/tr/v1/", "/tr/v1/tr", "/tr/v1/tr/"})
        row(path, Method::Post, "tracker.track", trk, Cors::Tracker, kMib, 413);
    row("/tr/v1/vid/a%2Fb/x", Method::Delete, "tracker.track", trk, Cors::Tracker, kMib, 413, "vid,a/b,x");
    row("/tr/v1/tr/vid/1", Method::Get, "tracker.track", trk, Cors::Tracker, kMib, 413, "vid,1");
    row("/tr/v1/trx/vid", Method::Get, "tracker.track", trk, Cors::Tracker, kMib, 413, "trx,vid");
    for (const QByteArray path : {"/str/v1", "/str/v1/a/b", "/tr/v1/str", "/tr/v1/str/a/b"})
        row(path, Method::Put, "tracker.server", trk, Cors::Tracker, kMib, 413, path.endsWith('b') ? "a,b" : "");
    for (const QByteArray path : {"/img/v1", "/img/v1/a/b", "/tr/v1/img", "/tr/v1/img/a/b"})
        row(path, Method::Get, "tracker.pixel", trk, Cors::Tracker, kMib, 413, path.endsWith('b') ? "a,b" : "");
    for (const QByteArray path : {"/rdr/v1", "/rdr/v1/a/b", "/tr/v1/rdr", "/tr/v1/rdr/a/b", "/tr/v1/xrdr", "/tr/v1/xrdr/a/b"})
        row(path, Method::Get, "tracker.redirect", trk, Cors::Tracker, kMib, 413, path.endsWith('b') ? "a,b" : "");
    // Words that are no keys of tuplets (C22).
    for (const QByteArray path : {"/tr/v1/ltv", "/tr/v1/ppi/agree", "/tr/v1/rpi", "/tr/v1/ws/x"})
        row(path, Method::Get, "tracker.unknown", trk, Cors::Tracker, kMib, 413, path.mid(7).contains('/') ? path.mid(path.lastIndexOf('/') + 1) : "");
    row("/tr/v1/ws", Method::Get, "tracker.socket", trk, Cors::None, kMib, 413);
    for (const QByteArray path : {"/rpi/v1/redirects/u/p/h", "/tr/v1/rpi/redirects/u/p/h"})
        row(path, Method::Post, "tracker.links", trk, Cors::Tracker, kMib, 413, "redirects,u,p,h");
    row("/any/Slug", Method::Get, "tracker.slug", trk, Cors::Tracker, 65536, 413, "any,Slug");
    for (const QByteArray path : {"/pub/v1/track.js", "/tr/v1/pub/track.js"})
        row(path, Method::Get, "tracker.script", trk, Cors::Tracker, 65536, 413, "track.js");
    for (const QByteArray path : {"/health", "/ping", "/status"})
        row(path, Method::Get, QByteArray("tracker." + path.mid(1)).constData(), trk, Cors::Tracker, 65536, 413);
    row("/clear", Method::Get, "tracker.clear", trk, Cors::None, 65536, 413);
    const auto ot = Owner::OpenTrace;
    row("/api/v1/collect", Method::Post, "opentrace.collect", ot, Cors::OpenTrace, kMib, 413);
    row("/v1/collect", Method::Post, "opentrace.collect", ot, Cors::OpenTrace, kMib, 413);
    row("/api/v1/event", Method::Post, "opentrace.event", ot, Cors::OpenTrace, kMib, 413);
    row("/api/v1/identify", Method::Post, "opentrace.identify", ot, Cors::OpenTrace, kMib, 413);
    row("/api/v1/rules/ot_web_x7k2p", Method::Get, "opentrace.rules", ot, Cors::OpenTrace, 65536, 413, "ot_web_x7k2p");
    row("/api/v1/handoff", Method::Get, "opentrace.handoff", ot, Cors::OpenTrace, 65536, 413);
    row("/api/campaigns/resolve/a/b", Method::Get, "opentrace.resolve", ot, Cors::None, 65536, 413, "a,b");
    row("/r/summer", Method::Get, "opentrace.redirect", ot, Cors::None, 65536, 413, "summer");
    row("/sdk/t.js", Method::Get, "opentrace.tracker", ot, Cors::OpenTrace, 65536, 413);
    row("/ot.js", Method::Get, "opentrace.script", ot, Cors::OpenTrace, 65536, 413);
    row("/api/health", Method::Get, "opentrace.health", ot, Cors::None, 65536, 413);
    row("/api/settings/show-demo", Method::Get, "opentrace.showdemo", ot, Cors::None, 65536, 413);
    row("/api/v20/x", Method::Get, "opentrace.unknown", ot, Cors::None, 65536, 413, "v20,x");
    row("/metrics", Method::Get, "tracker.metrics", Owner::Tracker, Cors::None, 65536, 413);
}

void TestRoutes::holdsTheRowsOfTheSpecification()
{
    QFETCH(QByteArray, path);
    QFETCH(int, method);
    QFETCH(QByteArray, id);
    QFETCH(int, owner);
    QFETCH(int, cors);
    QFETCH(int, bodyLimit);
    QFETCH(int, bodyStatus);
    QFETCH(QByteArray, captures);
    const RouteMatcher matcher(routes(), everything);
    std::vector<std::string> taken;
    const RouteMatch match = find(matcher, static_cast<Method>(method), path.toStdString(), &taken);
    QVERIFY(match.row != nullptr && match.isMethodKnown);
    QCOMPARE(bytes(match.row->id), id);
    QCOMPARE(static_cast<int>(match.row->owner), owner);
    QCOMPARE(static_cast<int>(match.row->cors), cors);
    QCOMPARE(static_cast<int>(match.row->bodyLimit), bodyLimit);
    QCOMPARE(match.row->bodyStatus, bodyStatus);
    QByteArray joined;
    for (const std::string& capture : taken)
        joined += (joined.isEmpty() ? "" : ",") + QByteArray::fromStdString(capture);
    QCOMPARE(joined, captures);
}

void TestRoutes::holdsNothingElse()
{
    const RouteMatcher matcher(routes(), everything);
    for (const char* path : {"/favicon.ico", "/analytics.js/v1", "/analytics.js/v1/k/other.js", "/api", "/v1x", "/metrics/x",
                             "/tr/v2/x", "/tr", "/img/v9", "/clear/x"})
        QCOMPARE(bytes(find(matcher, Method::Get, path).row->id), QByteArray("tracker.slug")); // a short link, or nothing
    const RouteMatch unknown = find(matcher, Method::Post, "/nothing");
    QVERIFY(unknown.row->kind == RouteKind::CatchAll && !unknown.isMethodKnown);
    const RouteMatch wrongMethod = find(matcher, Method::Put, "/v1/track");
    QVERIFY(wrongMethod.row != nullptr && !wrongMethod.isMethodKnown);
    QCOMPARE(bytes(wrongMethod.row->id), QByteArray("segment.track")); // never the looser pattern
}

void TestRoutes::prefersTheTighterPattern()
{
    static constexpr std::array kRows{
        RouteRow{.id = "literal", .pattern = "/a/1"}, RouteRow{.id = "number", .pattern = "/a/{n}"},
        RouteRow{.id = "any", .pattern = "/a/{x}"}, RouteRow{.id = "rest", .pattern = "/a/{x…}"},
        RouteRow{.id = "deep", .pattern = "/a/{x}/b"}};
    const RouteMatcher matcher(kRows, everything);
    const auto id = [&matcher](std::string_view path) { return bytes(find(matcher, Method::Get, path).row->id); };
    QCOMPARE(id("/a/1"), QByteArray("literal"));
    QCOMPARE(id("/a/2"), QByteArray("number"));
    QCOMPARE(id("/a/1234567890123456789"), QByteArray("any"));
    QCOMPARE(id("/a/x"), QByteArray("any"));
    QCOMPARE(id("/a/1/b"), QByteArray("deep"));
    QCOMPARE(id("/a/x/c"), QByteArray("rest"));
    QVERIFY(find(matcher, Method::Get, "/a").row == nullptr);
}

void TestRoutes::decodesAfterSplitting()
{
    const RouteMatcher matcher(routes(), everything);
    std::vector<std::string> captures;
    QCOMPARE(bytes(find(matcher, Method::Get, "/v1/projects/a%2Fb%20c/settings", &captures).row->id),
             QByteArray("segment.settings"));
    QCOMPARE(captures, (std::vector<std::string>{"a/b c"}));
}

void TestRoutes::keepsRootRowsOffTheBasePath()
{
    static constexpr std::array kRows{RouteRow{.id = "root", .pattern = "/clear", .base = Base::RootOnly},
                                      RouteRow{.id = "both", .pattern = "/both"}};
    const RouteMatcher matcher(kRows, everything);
    QVERIFY(find(matcher, Method::Get, "/clear").row != nullptr);
    QVERIFY(find(matcher, Method::Get, "/clear", nullptr, true).row == nullptr);
    QVERIFY(find(matcher, Method::Get, "/both", nullptr, true).row != nullptr);
}

QTEST_GUILESS_MAIN(TestRoutes)
#include "tst_routes.moc"
