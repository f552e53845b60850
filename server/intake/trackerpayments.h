// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"
#include "ingest/tracker/payment.h"
#include "intake/trackerintake.h"
#include "intake/trackerrecorder.h"

#include <string_view>
#include <utility>
#include <vector>

namespace sightglass::intake {

/// {/tlv/v1,/tr/v1/ltv}: payments of people, as pairs of the path, a query, or a body (spec tracker §13). Always 200
/// once it is stored; what is wrong is counted. No cookie, no event. Owner: service. Thread: handlers run on server
/// threads and do not block.
class TrackerPayments
{
public:
    TrackerPayments(IntakeService& service, TrackerIntake& tracker, TrackerRecorder& recorder)
        : m_service(service)
        , m_tracker(tracker)
        , m_recorder(recorder)
    {
    }

    /// Handlers by route id.
    [[nodiscard]] std::vector<std::pair<std::string_view, domain::Handler>> handlers();
    void take(const domain::Request& request, bool isThirdGeneration, const domain::Responder& respond);

private:
    IntakeService& m_service;
    TrackerIntake& m_tracker;
    TrackerRecorder& m_recorder;
};

} // namespace sightglass::intake
