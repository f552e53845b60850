// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/routes.h"

#include "http/routepattern.h"

#include <array>

namespace sightglass::http {

namespace {

// clang-format off
// Source: spec routes §1, the rows of Segment, OpenMetrics, Plausible, Umami, API v2 and health.
// Source: spec routes §1, the rows of Segment, OpenMetrics, Sierra, API v2 and health.
// Source: spec routes §1, the rows of Segment, OpenMetrics, the tracker, API v2 and health.
constexpr std::array kRoutes{
    RouteRow{.id = "health.root", .pattern = "/", .methods = kGet, .owner = Owner::Segment, .kind = RouteKind::Health, .cors = Cors::Open},
    RouteRow{.id = "segment.script", .pattern = "/analytics.js", .methods = kGet, .owner = Owner::Segment, .kind = RouteKind::Script,
             .cors = Cors::Origins},
    RouteRow{.id = "segment.script", .pattern = "/analytics.iife.js", .methods = kGet, .owner = Owner::Segment, .kind = RouteKind::Script,
             .cors = Cors::Origins},
    RouteRow{.id = "segment.script", .pattern = "/analytics.js/v1/{key}/analytics.min.js", .methods = kGet, .owner = Owner::Segment,
             .kind = RouteKind::Script, .cors = Cors::Origins},
    RouteRow{.id = "segment.track", .pattern = "/v1/{track,identify,page,screen,group,alias,t,i,p,s,g,a}", .methods = kPost,
             .owner = Owner::Segment, .kind = RouteKind::Ingest, .auth = Auth::Key, .cors = Cors::Origins, .rate = Rate::Source,
             .bodyLimit = 1 * kMiB, .bodyStatus = 400},
    RouteRow{.id = "segment.batch", .pattern = "/v1/{batch,b,import}", .methods = kPost, .owner = Owner::Segment,
             .kind = RouteKind::Ingest, .auth = Auth::Key, .cors = Cors::Origins, .rate = Rate::Source, .bodyLimit = 8 * kMiB, .bodyStatus = 400},
    RouteRow{.id = "segment.metrics", .pattern = "/v1/m", .methods = kPost, .owner = Owner::Segment, .kind = RouteKind::Ingest,
             .cors = Cors::Origins, .rate = Rate::Source, .bodyLimit = 1 * kMiB, .bodyStatus = 400},
    RouteRow{.id = "segment.pixel", .pattern = "/v1/pixel/{identify,track,page,screen,group,alias}", .methods = kGet, .owner = Owner::Segment,
             .kind = RouteKind::Pixel, .auth = Auth::Key, .cors = Cors::Origins, .rate = Rate::Source, .bodyStatus = 400, .targetLimit = 64 * kKiB},
    RouteRow{.id = "segment.settings", .pattern = "/v1/projects/{key}/settings", .methods = kGet, .owner = Owner::Segment,
             .kind = RouteKind::Config, .auth = Auth::Key, .cors = Cors::Origins, .bodyStatus = 400},
    RouteRow{.id = "segment.unknown", .pattern = "/v1/{rest…}", .methods = kAnyMethod, .owner = Owner::Segment,
             .kind = RouteKind::NotFound, .cors = Cors::Origins, .bodyStatus = 400},
    RouteRow{.id = "segment.unknown", .pattern = "/v1", .methods = kAnyMethod, .owner = Owner::Segment,
             .kind = RouteKind::NotFound, .cors = Cors::Origins, .bodyStatus = 400},
    RouteRow{.id = "openmetrics.script", .pattern = "/apis/javascript.js", .methods = kGet, .owner = Owner::OpenMetrics, .kind = RouteKind::Script,
             .cors = Cors::Open},
    RouteRow{.id = "openmetrics.script", .pattern = "/apis/javascript/client.js", .methods = kGet, .owner = Owner::OpenMetrics, .kind = RouteKind::Script,
             .cors = Cors::Open},
    RouteRow{.id = "openmetrics.call", .pattern = "/v1/{ping,createUser,events,setUserId,setUserProps,setSessionProps}", .methods = kGet | kPost,
             .owner = Owner::OpenMetrics, .kind = RouteKind::Ingest, .cors = Cors::Open, .rate = Rate::Address, .bodyLimit = 1'000'000,
             .targetLimit = 256 * kKiB},
    RouteRow{.id = "openmetrics.call", .pattern = "/om/v1/{ping,createUser,events,setUserId,setUserProps,setSessionProps}", .methods = kGet | kPost,
             .owner = Owner::OpenMetrics, .kind = RouteKind::Ingest, .cors = Cors::Open, .rate = Rate::Address, .bodyLimit = 1'000'000,
             .targetLimit = 256 * kKiB},
    RouteRow{.id = "openmetrics.call", .pattern = "/om/{n}/v1/{ping,createUser,events,setUserId,setUserProps,setSessionProps}", .methods = kGet | kPost,
             .owner = Owner::OpenMetrics, .kind = RouteKind::Ingest, .cors = Cors::Open, .rate = Rate::Address, .bodyLimit = 1'000'000,
             .targetLimit = 256 * kKiB},
    RouteRow{.id = "plausible.event", .pattern = "/api/event", .methods = kPost, .owner = Owner::Plausible, .kind = RouteKind::Ingest,
             .auth = Auth::Key, .cors = Cors::Origins, .rate = Rate::Source, .bodyLimit = 1'000'000},
    // script….js, plausible….js and pa-{id}.js; patterns are made of whole segments, so the handler tells them from others.
    RouteRow{.id = "plausible.script", .pattern = "/js/{file}", .methods = kGet, .owner = Owner::Plausible, .kind = RouteKind::Script,
             .cors = Cors::Open},
    RouteRow{.id = "umami.send", .pattern = "/api/send", .methods = kPost, .owner = Owner::Umami, .kind = RouteKind::Ingest,
             .auth = Auth::Key, .cors = Cors::Origins, .rate = Rate::Source, .bodyLimit = 1 * kMiB},
    RouteRow{.id = "umami.batch", .pattern = "/api/batch", .methods = kPost, .owner = Owner::Umami, .kind = RouteKind::Ingest,
             .auth = Auth::Key, .cors = Cors::Origins, .rate = Rate::Source, .bodyLimit = 4 * kMiB},
    RouteRow{.id = "umami.record", .pattern = "/api/record", .methods = kPost, .owner = Owner::Umami, .kind = RouteKind::Ingest,
             .auth = Auth::Key, .cors = Cors::Origins, .rate = Rate::Source, .bodyLimit = 10 * kMiB},
    RouteRow{.id = "umami.heartbeat", .pattern = "/api/heartbeat", .methods = kGet, .owner = Owner::Umami, .kind = RouteKind::Health,
             .cors = Cors::Origins},
    RouteRow{.id = "umami.script", .pattern = "/script.js", .methods = kGet, .owner = Owner::Umami, .kind = RouteKind::Script,
             .cors = Cors::Open},
    RouteRow{.id = "sierra.script", .pattern = "/tracker.js", .methods = kGet, .owner = Owner::Sierra, .kind = RouteKind::Script},
    RouteRow{.id = "sierra.robots", .pattern = "/robots.txt", .methods = kGet, .owner = Owner::Sierra, .kind = RouteKind::Config,
             .base = Base::RootOnly},
    RouteRow{.id = "sierra.ping", .pattern = "/track/ping", .methods = kGet, .owner = Owner::Sierra, .kind = RouteKind::Ingest,
             .cors = Cors::Echo, .rate = Rate::Address},
    RouteRow{.id = "sierra.hit", .pattern = "/track/hit", .methods = kPost, .owner = Owner::Sierra, .kind = RouteKind::Ingest,
             .cors = Cors::Echo, .rate = Rate::Address, .bodyLimit = 64 * kKiB},
    RouteRow{.id = "sierra.exception", .pattern = "/track/exception", .methods = kPost, .owner = Owner::Sierra, .kind = RouteKind::Ingest,
             .cors = Cors::Echo, .rate = Rate::Address, .bodyLimit = 64 * kKiB},
    RouteRow{.id = "sierra.pixel", .pattern = "/track/gif/{id}", .methods = kGet, .owner = Owner::Sierra, .kind = RouteKind::Pixel,
             .cors = Cors::Echo, .rate = Rate::Address, .targetLimit = 64 * kKiB},
    RouteRow{.id = "sierra.unknown", .pattern = "/track/{rest…}", .methods = kAnyMethod, .owner = Owner::Sierra,
             .kind = RouteKind::NotFound, .cors = Cors::Echo, .rate = Rate::Address},
    RouteRow{.id = "opentrace.collect", .pattern = "/api/v1/collect", .methods = kPost, .owner = Owner::OpenTrace, .kind = RouteKind::Ingest,
             .cors = Cors::OpenTrace, .rate = Rate::Source, .bodyLimit = 1 * kMiB},
    RouteRow{.id = "opentrace.collect", .pattern = "/v1/collect", .methods = kPost, .owner = Owner::OpenTrace, .kind = RouteKind::Ingest,
             .cors = Cors::OpenTrace, .rate = Rate::Source, .bodyLimit = 1 * kMiB},
    RouteRow{.id = "opentrace.event", .pattern = "/api/v1/event", .methods = kPost, .owner = Owner::OpenTrace, .kind = RouteKind::Ingest,
             .cors = Cors::OpenTrace, .rate = Rate::Source, .bodyLimit = 1 * kMiB},
    RouteRow{.id = "opentrace.identify", .pattern = "/api/v1/identify", .methods = kPost, .owner = Owner::OpenTrace, .kind = RouteKind::Ingest,
             .cors = Cors::OpenTrace, .rate = Rate::Source, .bodyLimit = 1 * kMiB},
    RouteRow{.id = "opentrace.rules", .pattern = "/api/v1/rules/{uid}", .methods = kGet, .owner = Owner::OpenTrace, .kind = RouteKind::Config,
             .cors = Cors::OpenTrace, .rate = Rate::Source},
    RouteRow{.id = "opentrace.handoff", .pattern = "/api/v1/handoff", .methods = kGet, .owner = Owner::OpenTrace, .kind = RouteKind::Config,
             .cors = Cors::OpenTrace, .rate = Rate::Source},
    RouteRow{.id = "opentrace.resolve", .pattern = "/api/campaigns/resolve/{code…}", .methods = kGet, .owner = Owner::OpenTrace,
             .kind = RouteKind::Config, .rate = Rate::Source},
    RouteRow{.id = "opentrace.redirect", .pattern = "/r/{slug}", .methods = kGet, .owner = Owner::OpenTrace, .kind = RouteKind::Redirect},
    RouteRow{.id = "opentrace.tracker", .pattern = "/sdk/t.js", .methods = kGet, .owner = Owner::OpenTrace, .kind = RouteKind::Script,
             .cors = Cors::OpenTrace},
    RouteRow{.id = "opentrace.script", .pattern = "/ot.js", .methods = kGet, .owner = Owner::OpenTrace, .kind = RouteKind::Script,
             .cors = Cors::OpenTrace},
    RouteRow{.id = "opentrace.health", .pattern = "/api/health", .methods = kGet, .owner = Owner::OpenTrace, .kind = RouteKind::Health},
    RouteRow{.id = "opentrace.showdemo", .pattern = "/api/settings/show-demo", .methods = kGet, .owner = Owner::OpenTrace, .kind = RouteKind::Health},
    RouteRow{.id = "opentrace.unknown", .pattern = "/api/{rest…}", .methods = kAnyMethod, .owner = Owner::OpenTrace, .kind = RouteKind::NotFound},
    RouteRow{.id = "api.health", .pattern = "/api/v2/health", .methods = kGet, .owner = Owner::Api, .kind = RouteKind::Health},
    RouteRow{.id = "api.openapi", .pattern = "/api/v2/openapi.json", .methods = kGet, .owner = Owner::Api, .kind = RouteKind::Health},
    RouteRow{.id = "api.metrics", .pattern = "/api/v2/metrics", .methods = kGet, .owner = Owner::Api, .kind = RouteKind::Health,
             .auth = Auth::TokenUnlessPrivate, .rate = Rate::Failures},
    RouteRow{.id = "api.live", .pattern = "/api/v2/projects/{p}/live", .methods = kGet, .owner = Owner::Api, .kind = RouteKind::Socket,
             .auth = Auth::FirstMessage, .rate = Rate::Failures},
    RouteRow{.id = "api.resource", .pattern = "/api/v2/{resource…}", .methods = kAnyMethod, .owner = Owner::Api,
             .auth = Auth::Token, .rate = Rate::Failures, .bodyLimit = 1 * kMiB},
    RouteRow{.id = "tracker.track", .pattern = "/tr/v1", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::Ingest, .cors = Cors::Tracker,
             .rate = Rate::Source, .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.track", .pattern = "/tr/v1/{tuplets…}", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::Ingest, .cors = Cors::Tracker,
             .rate = Rate::Source, .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.track", .pattern = "/tr/v1/tr", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::Ingest, .cors = Cors::Tracker,
             .rate = Rate::Source, .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.track", .pattern = "/tr/v1/tr/{tuplets…}", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::Ingest, .cors = Cors::Tracker,
             .rate = Rate::Source, .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.server", .pattern = "/str/v1", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::Ingest, .cors = Cors::Tracker,
             .rate = Rate::Source, .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.server", .pattern = "/str/v1/{tuplets…}", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::Ingest, .cors = Cors::Tracker,
             .rate = Rate::Source, .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.server", .pattern = "/tr/v1/str", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::Ingest, .cors = Cors::Tracker,
             .rate = Rate::Source, .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.server", .pattern = "/tr/v1/str/{tuplets…}", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::Ingest, .cors = Cors::Tracker,
             .rate = Rate::Source, .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.pixel", .pattern = "/img/v1", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::Pixel, .cors = Cors::Tracker,
             .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.pixel", .pattern = "/img/v1/{tuplets…}", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::Pixel, .cors = Cors::Tracker,
             .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.pixel", .pattern = "/tr/v1/img", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::Pixel, .cors = Cors::Tracker,
             .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.pixel", .pattern = "/tr/v1/img/{tuplets…}", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::Pixel, .cors = Cors::Tracker,
             .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.redirect", .pattern = "/rdr/v1", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::Redirect, .cors = Cors::Tracker,
             .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.redirect", .pattern = "/rdr/v1/{tuplets…}", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::Redirect, .cors = Cors::Tracker,
             .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.redirect", .pattern = "/tr/v1/rdr", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::Redirect, .cors = Cors::Tracker,
             .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.redirect", .pattern = "/tr/v1/rdr/{tuplets…}", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::Redirect, .cors = Cors::Tracker,
             .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.redirect", .pattern = "/tr/v1/xrdr", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::Redirect, .cors = Cors::Tracker,
             .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.redirect", .pattern = "/tr/v1/xrdr/{tuplets…}", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::Redirect, .cors = Cors::Tracker,
             .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.unknown", .pattern = "/tr/v1/ltv", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::NotFound,
             .cors = Cors::Tracker, .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.unknown", .pattern = "/tr/v1/ltv/{rest…}", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::NotFound,
             .cors = Cors::Tracker, .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.unknown", .pattern = "/tr/v1/ppi", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::NotFound,
             .cors = Cors::Tracker, .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.unknown", .pattern = "/tr/v1/ppi/{rest…}", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::NotFound,
             .cors = Cors::Tracker, .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.unknown", .pattern = "/tr/v1/rpi", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::NotFound,
             .cors = Cors::Tracker, .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.unknown", .pattern = "/tr/v1/rpi/{rest…}", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::NotFound,
             .cors = Cors::Tracker, .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.unknown", .pattern = "/tr/v1/ws", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::NotFound,
             .cors = Cors::Tracker, .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.unknown", .pattern = "/tr/v1/ws/{rest…}", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::NotFound,
             .cors = Cors::Tracker, .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.unknown", .pattern = "/str/v1/_log", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::NotFound,
             .cors = Cors::Tracker, .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.unknown", .pattern = "/str/v1/_count", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::NotFound,
             .cors = Cors::Tracker, .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.unknown", .pattern = "/str/v1/_update", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::NotFound,
             .cors = Cors::Tracker, .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.unknown", .pattern = "/tr/v1/str/_log", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::NotFound,
             .cors = Cors::Tracker, .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.unknown", .pattern = "/tr/v1/str/_count", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::NotFound,
             .cors = Cors::Tracker, .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.unknown", .pattern = "/tr/v1/str/_update", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::NotFound,
             .cors = Cors::Tracker, .bodyLimit = 1 * kMiB, .targetLimit = 64 * kKiB},
    RouteRow{.id = "tracker.script", .pattern = "/pub/v1/{file…}", .methods = kGet, .owner = Owner::Tracker, .kind = RouteKind::Script, .cors = Cors::Tracker},
    RouteRow{.id = "tracker.script", .pattern = "/tr/v1/pub/{file…}", .methods = kGet, .owner = Owner::Tracker, .kind = RouteKind::Script, .cors = Cors::Tracker},
    RouteRow{.id = "tracker.unknown", .pattern = "/tr/v1/pub", .methods = kAnyMethod, .owner = Owner::Tracker, .kind = RouteKind::NotFound,
             .cors = Cors::Tracker},
    RouteRow{.id = "tracker.health", .pattern = "/health", .methods = kGet, .owner = Owner::Tracker, .kind = RouteKind::Health, .cors = Cors::Tracker},
    RouteRow{.id = "tracker.ping", .pattern = "/ping", .methods = kGet, .owner = Owner::Tracker, .kind = RouteKind::Health, .cors = Cors::Tracker},
    RouteRow{.id = "tracker.status", .pattern = "/status", .methods = kGet, .owner = Owner::Tracker, .kind = RouteKind::Health, .cors = Cors::Tracker},
    RouteRow{.id = "tracker.clear", .pattern = "/clear", .methods = kGet, .owner = Owner::Tracker, .kind = RouteKind::Config, .base = Base::RootOnly},
    RouteRow{.id = "tracker.metrics", .pattern = "/metrics", .methods = kGet, .owner = Owner::Tracker, .kind = RouteKind::Health,
             .auth = Auth::TokenUnlessPrivate, .rate = Rate::Failures},
};
// clang-format on

constexpr bool everyClaimIsSingle()
{
    for (std::size_t i = 0; i < kRoutes.size(); ++i) {
        for (std::size_t k = i + 1; k < kRoutes.size(); ++k) {
            if ((kRoutes[i].methods & kRoutes[k].methods) != 0 && patternsClash(kRoutes[i].pattern, kRoutes[k].pattern))
                return false;
        }
    }
    return true;
}
static_assert(everyClaimIsSingle(), "two rows of the route table claim one method and path");

} // namespace

std::span<const RouteRow> routes()
{
    return kRoutes;
}

} // namespace sightglass::http
