// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/protocols.h"

#include "intake/trackersocket.h"
#include "service/goatcounterparts.h"
#include "service/hubcore.h"
#include "service/opentraceparts.h"
#include "service/protocoloptions.h"
#include "service/trackeroptions.h"

namespace sightglass::service {

namespace {

intake::SierraIntake::Parts sierraParts(storage::Store& store, SelfRegistration& registration)
{
    return {[&control = store.control()](std::string_view id) { return control.pixel(id); },
            [&registration](std::string uri, SelfRegistration::Done done) {
                registration.find(std::move(uri), std::move(done));
            }};
}

/// An intake that the settings may switch off.
template <typename Intake, typename... Parts>
std::unique_ptr<Intake> whenOn(const Settings& settings, const char* setting, Parts&&... parts)
{
    return settings.truth(setting) ? std::make_unique<Intake>(std::forward<Parts>(parts)...) : nullptr;
}

} // namespace

/// What trackers tell beside events.
struct Protocols::TrackerRest
{
    TrackerRest(HubCore& core, intake::IntakeService& service, intake::TrackerIntake& tracker,
                intake::TrackerRecorder& recorder)
        : reports(tracker, recorder, opensWithHeader(core.tokens(), domain::Scope::Write))
        , payments(service, tracker, recorder)
        , privacy(service, tracker, recorder, trackerWorld(core))
    {
    }
    intake::TrackerReports reports;
    intake::TrackerPayments payments;
    intake::TrackerPrivacy privacy;
};

Protocols::~Protocols() = default;

Protocols::Protocols(HubCore& core, const Settings& settings, const Clock& clock)
    : m_clock(clock)
    , m_intake({core.sources(), core.pipeline(), core.store().sink(), &core.live(), core.counters(),
                &core.unknownSenders(), &core.sharedAddresses(), tokenScopes(core.tokens())})
    , m_segment(m_intake, segmentOptions(settings))
    , m_openMetrics(whenOn<intake::OpenMetricsIntake>(settings, "openmetrics", m_intake, openMetricsOptions(settings)))
    , m_plausible(m_intake)
    , m_umami(m_intake, core.store().secret("umami"))
    , m_posthog(m_intake)
    , m_goatcounter(m_intake, goatcounterParts(core, settings))
    , m_registration(core.store(), std::size_t(settings.number("sierra_max_sources")))
    , m_sierra(whenOn<intake::SierraIntake>(settings, "sierra", m_intake, sierraOptions(settings),
                                            sierraParts(core.store(), m_registration)))
    , m_tracker(whenOn<intake::TrackerIntake>(settings, "tracker", m_intake,
                                              trackerOptions(settings, core.store(), clock.now())))
    , m_shortLinks(m_tracker ? std::make_unique<intake::TrackerLinks>(*m_tracker, core.store().shortLinks(),
                                                                      trackerLinkOptions(settings, core.tokens()))
                             : nullptr)
    , m_trackerRecorder(core.store().trackerRecords(), clock, settings.duration("tracker_log_age"))
    , m_trackerRest(m_tracker ? std::make_unique<TrackerRest>(core, m_intake, *m_tracker, m_trackerRecorder) : nullptr)
    , m_openTraceLinks(m_intake, core.store().control().campaigns(), m_shortLinks.get())
    , m_openTrace(whenOn<intake::OpenTraceIntake>(settings, "opentrace", m_intake, openTraceOptions(settings),
                                                  openTraceParts(core.store(), m_openTraceLinks, core.sessions())))
{
}

void Protocols::addTo(http::HttpParts& parts)
{
    add(parts, m_segment);
    add(parts, m_plausible);
    add(parts, m_umami);
    add(parts, m_posthog);
    add(parts, m_goatcounter);
    if (m_openMetrics)
        add(parts, *m_openMetrics);
    if (m_sierra)
        add(parts, *m_sierra);
    if (m_openTrace) {
        add(parts, *m_openTrace);
        add(parts, m_openTraceLinks);
    }
    if (!m_tracker)
        return;
    add(parts, *m_tracker);
    add(parts, *m_shortLinks);
    add(parts, m_trackerRest->reports);
    add(parts, m_trackerRest->payments);
    add(parts, m_trackerRest->privacy);
    parts.sockets["tracker.socket"] = [this](const domain::Request& request, const domain::SocketActions&) {
        return std::make_unique<intake::TrackerSocket>(*m_tracker, request, [this] { return m_clock.now(); });
    };
    mayBeShortLink(parts, "posthog.capture", "data");
    mayBeShortLink(parts, "goatcounter.count", "p");
}

template <typename Intake> void Protocols::add(http::HttpParts& parts, Intake& intake)
{
    for (auto& [route, handler] : intake.handlers())
        parts.handlers.emplace(std::string(route), std::move(handler));
}

void Protocols::mayBeShortLink(http::HttpParts& parts, const char* route, std::string_view member)
{
    domain::Handler& handler = parts.handlers.at(route);
    handler = [this, member, owner = std::move(handler)](domain::Request&& request, domain::Responder respond) {
        const bool reads = request.method == domain::Method::Get || request.method == domain::Method::Head;
        const bool isEvent = !reads || domain::queryMember(request.query, member).has_value();
        if (isEvent || !m_shortLinks->visitIfKnown(request, respond))
            owner(std::move(request), std::move(respond));
    };
}

} // namespace sightglass::service
