// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/settings.h"
#include "http/server.h"
#include "intake/goatcounterintake.h"
#include "intake/intakeservice.h"
#include "intake/openmetricsintake.h"
#include "intake/opentraceintake.h"
#include "intake/opentracelinks.h"
#include "intake/plausibleintake.h"
#include "intake/posthogintake.h"
#include "intake/segmentintake.h"
#include "intake/sierraintake.h"
#include "intake/trackerintake.h"
#include "intake/trackerlinks.h"
#include "intake/trackerpayments.h"
#include "intake/trackerprivacy.h"
#include "intake/trackerrecorder.h"
#include "intake/trackerreports.h"
#include "intake/umamiintake.h"
#include "service/selfregistration.h"

#include <memory>
#include <string_view>

namespace sightglass::service {

class HubCore;

/// Every protocol the hub speaks, joined to its parts, and what they owe each other where their paths meet (spec routes
/// §2). Owner: the running hub; outlives the HTTP server. Thread: made and destroyed on the hub's.
class Protocols
{
public:
    Protocols(HubCore& core, const Settings& settings, const Clock& clock);
    ~Protocols();

    void addTo(http::HttpParts& parts);
    /// Finishes what waits for the store.
    void stop() { m_registration.stop(); }

private:
    struct TrackerRest;
    template <typename Intake> void add(http::HttpParts& parts, Intake& intake);
    /// C4: without the query member that makes it an event, a GET may be a short link.
    void mayBeShortLink(http::HttpParts& parts, const char* route, std::string_view member);

    const Clock& m_clock;
    intake::IntakeService m_intake;
    intake::SegmentIntake m_segment;
    std::unique_ptr<intake::OpenMetricsIntake> m_openMetrics; ///< None while switched off, like those below.
    intake::PlausibleIntake m_plausible;
    intake::UmamiIntake m_umami;
    intake::PosthogIntake m_posthog;
    intake::GoatcounterIntake m_goatcounter;
    SelfRegistration m_registration;
    std::unique_ptr<intake::SierraIntake> m_sierra;
    std::unique_ptr<intake::TrackerIntake> m_tracker;
    std::unique_ptr<intake::TrackerLinks> m_shortLinks; ///< None without the tracker.
    intake::TrackerRecorder m_trackerRecorder;
    std::unique_ptr<TrackerRest> m_trackerRest; ///< None without the tracker.
    intake::OpenTraceLinks m_openTraceLinks;
    std::unique_ptr<intake::OpenTraceIntake> m_openTrace;
};

} // namespace sightglass::service
