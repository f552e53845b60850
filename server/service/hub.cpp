// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/hub.h"

#include "core/logging.h"
#include "http/server.h"
#include "intake/goatcounterintake.h"
#include "intake/intakeservice.h"
#include "intake/openmetricsintake.h"
#include "intake/plausibleintake.h"
#include "intake/opentraceintake.h"
#include "intake/opentracelinks.h"
#include "intake/posthogintake.h"
#include "intake/segmentintake.h"
#include "intake/umamiintake.h"
#include "intake/sierraintake.h"
#include "intake/trackerintake.h"
#include "intake/trackersocket.h"
#include "service/controlsocket.h"
#include "service/goatcounterparts.h"
#include "service/httpoptions.h"
#include "service/hubcore.h"
#include "service/localhandler.h"
#include "service/trackeroptions.h"
#include "service/opentraceparts.h"
#include "service/selfregistration.h"

#include <sys/resource.h>

namespace sightglass::service {

namespace {

/// Every connection is a descriptor: take what the system allows (design §3).
void raiseDescriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        if (::setrlimit(RLIMIT_NOFILE, &limit) != 0)
            qCWarning(lcService) << "the limit of open files could not be raised";
    }
}

ingest::segment::Options segmentOptions(const Settings& settings)
{
    ingest::segment::Options out;
    out.limits =
        settings.truth("segment_strict_limits") ? ingest::segment::Limits::strict() : ingest::segment::Limits();
    out.lenientStatus = settings.truth("segment_lenient_status");
    return out;
}

ingest::openmetrics::Options openMetricsOptions(const Settings& settings)
{
    using ingest::openmetrics::IdentityMode;
    using ingest::openmetrics::TimeUnit;
    ingest::openmetrics::Options out;
    out.strict = settings.truth("openmetrics_strict");
    out.identity = settings.text("openmetrics_identity") == QLatin1String("split") ? IdentityMode::Split
                                                                                   : IdentityMode::Compatible;
    const QString unit = settings.text("openmetrics_ts_unit");
    if (unit != QLatin1String("auto"))
        out.timeUnit = unit == QLatin1String("s") ? TimeUnit::Seconds : TimeUnit::Milliseconds;
    out.batch = std::size_t(settings.number("openmetrics_max_batch"));
    out.honourDnt = settings.truth("openmetrics_honor_dnt");
    out.writeKey = settings.text("openmetrics_write_key").toStdString();
    return out;
}

ingest::sierra::Options sierraOptions(const Settings& settings)
{
    ingest::sierra::Options out;
    out.strict = settings.truth("sierra_strict");
    out.honourDnt = settings.truth("sierra_honor_dnt");
    out.majorVersion = settings.text("sierra_ua_version") == QLatin1String("major");
    out.dropHeadless = settings.truth("sierra_drop_headless");
    return out;
}

intake::SierraIntake::Parts sierraParts(storage::Store& store, SelfRegistration& registration)
{
    return {[&control = store.control()](std::string_view id) { return control.pixel(id); },
            [&registration](std::string uri, SelfRegistration::Done done) {
                registration.find(std::move(uri), std::move(done));
            }};
}

ingest::opentrace::Options openTraceOptions(const Settings& settings)
{
    return {.strict = settings.truth("opentrace_strict"),
            .rejectUnknownUid = settings.truth("opentrace_reject_unknown_uid")};
}

} // namespace

/// What lives while the hub runs, in the order of construction; destroyed the other way round.
struct Hub::Running
{
    std::unique_ptr<HubCore> core;
    const Clock& clock;
    intake::IntakeService intake;
    intake::SegmentIntake segment;
    intake::PosthogIntake posthog;
    intake::GoatcounterIntake goatcounter;
    std::unique_ptr<intake::OpenMetricsIntake> openMetrics; ///< None while it is switched off.
    intake::PlausibleIntake plausible;
    intake::UmamiIntake umami;
    SelfRegistration registration;
    std::unique_ptr<intake::SierraIntake> sierra;           ///< The same.
    std::unique_ptr<intake::TrackerIntake> tracker;         ///< Likewise.
    intake::OpenTraceLinks openTraceLinks;
    std::unique_ptr<intake::OpenTraceIntake> openTrace;     ///< None while it is switched off.
    std::unique_ptr<intake::TrackerLinks> links;            ///< None without the tracker.
    http::HttpServer server;
    ControlServer control;

    Running(std::unique_ptr<HubCore> hubCore, const Settings& settings, const Clock& hubClock)
        : core(std::move(hubCore))
        , clock(hubClock)
        , intake({core->sources(), core->pipeline(), core->store().sink(), &core->live(), core->counters(),
                  &core->unknownSenders(), &core->sharedAddresses()})
        , segment(intake, segmentOptions(settings))
        , posthog(intake)
        , goatcounter(intake, goatcounterParts(*core, settings))
        , openMetrics(settings.truth("openmetrics")
                          ? std::make_unique<intake::OpenMetricsIntake>(intake, openMetricsOptions(settings))
                          : nullptr)
        , plausible(intake)
        , umami(intake, core->store().secret("umami"))
        , registration(core->store(), std::size_t(settings.number("sierra_max_sources")))
        , sierra(settings.truth("sierra") ? std::make_unique<intake::SierraIntake>(
                                                intake, sierraOptions(settings), sierraParts(core->store(), registration))
                                          : nullptr)
        , tracker(settings.truth("tracker")
                      ? std::make_unique<intake::TrackerIntake>(
                            intake, trackerOptions(settings, core->store(), clock.now()))
                      : nullptr)
        , openTraceLinks(intake, core->store().control().campaigns())
        , openTrace(settings.truth("opentrace")
                        ? std::make_unique<intake::OpenTraceIntake>(intake, openTraceOptions(settings),
                                                                    openTraceParts(core->store(), openTraceLinks, core->sessions()))
                        : nullptr)
        , links(tracker ? std::make_unique<intake::TrackerLinks>(*tracker, core->store().shortLinks(),
                                                                 trackerLinkOptions(settings, core->tokens()))
                        : nullptr)
        , server(httpOptions(settings), httpParts(), clock, core->counters())
        , control(localHandler(core->api()), clock)
    {
    }

    http::HttpParts httpParts()
    {
        http::HttpParts parts;
        const auto add = [&parts](auto& intakeOfProtocol) {
            for (auto& [route, handler] : intakeOfProtocol.handlers())
                parts.handlers.emplace(std::string(route), std::move(handler));
        };
        add(segment);
        add(posthog);
        add(goatcounter);
        if (openMetrics)
            add(*openMetrics);
        add(plausible);
        add(umami);
        if (sierra)
            add(*sierra);
        if (tracker)
            add(*tracker);
        if (openTrace)
            add(*openTrace), add(openTraceLinks);
        if (links)
            add(*links);
        parts.handlers["health.root"] = rootHandler();
        parts.handlers["api.health"] = core->api().healthHandler();
        parts.handlers["api.openapi"] = core->api().openApiHandler();
        parts.handlers["api.metrics"] = core->api().metricsHandler();
        parts.handlers["tracker.metrics"] = core->api().metricsHandler();
        parts.handlers["api.resource"] = core->api().resourceHandler();
        parts.sockets["api.live"] = core->api().liveHandler();
        if (tracker)
            parts.sockets["tracker.socket"] = [this](const domain::Request& request, const domain::SocketActions&) {
                return std::make_unique<intake::TrackerSocket>(*tracker, request, [this] { return clock.now(); });
            };
        parts.forwarder = [this](const std::string& address) {
            core->sharedAddresses().noteForwarding(address, clock.now());
        };
        parts.refused = [this](domain::Rejection rejection) { core->live().rejected(std::move(rejection)); };
        return parts;
    }
};

Hub::Hub(Settings& settings, QString directory, const Clock& clock)
    : m_settings(settings)
    , m_directory(std::move(directory))
    , m_clock(clock)
{
}

Hub::~Hub()
{
    stop();
}

Expected<void> Hub::start()
{
    if (d)
        return {};
    raiseDescriptorLimit();
    if (const Expected<void> usable = checkTrackerOptions(m_settings); !usable)
        return usable;
    Expected<std::unique_ptr<HubCore>> core = HubCore::open(m_settings, m_directory, m_clock);
    if (!core)
        return unexpected(core.error());
    auto running = std::make_unique<Running>(std::move(*core), m_settings, m_clock);
    Expected<std::vector<std::string>> urls = running->server.listen();
    if (!urls)
        return unexpected(urls.error());
    if (const Expected<void> listening = running->control.listen(m_directory); !listening) {
        running->server.stop();
        return listening;
    }
    m_urls = std::move(*urls);
    for (std::string& url : m_urls)
        url += m_settings.text("base_path").toStdString();
    m_windowToken = running->core->tokens().addTemporary("window", domain::Scope::Admin);
    d = std::move(running);
    qCInfo(lcService).noquote() << "the hub answers on" << QString::fromStdString(m_urls.front());
    return {};
}

void Hub::stop()
{
    if (!d)
        return;
    d->control.close();
    d->server.stop();
    d->registration.stop();
    d->core->api().stop();
    d->core->store().drain();
    d.reset();
    m_urls.clear();
    m_windowToken.clear();
}

} // namespace sightglass::service
