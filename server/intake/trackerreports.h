// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"
#include "ingest/tracker/report.h"
#include "intake/trackerintake.h"
#include "intake/trackerrecorder.h"

#include <functional>
#include <string_view>
#include <utility>
#include <vector>

namespace sightglass::intake {

/// POST {/str/v1,/tr/v1/str}/{_log,_count,_update}: what services that have no message bus report over HTTP (spec
/// tracker §12). One object, or a list of them, which is taken whole or not at all; the query member `subject` stands
/// for the subject of the bus. Asks for a hub token that may change things. Owner: service. Thread: handlers run on
/// server threads and do not block.
class TrackerReports
{
public:
    /// `opens`: whether an Authorization header is that of such a token.
    TrackerReports(TrackerIntake& tracker, TrackerRecorder& recorder, std::function<bool(std::string_view)> opens);

    /// Handlers by route id.
    [[nodiscard]] std::vector<std::pair<std::string_view, domain::Handler>> handlers();
    void take(const domain::Request& request, const domain::Responder& respond);

private:
    void refuse(const domain::Request& request, std::string_view message, const domain::Responder& respond);

    TrackerIntake& m_tracker;
    TrackerRecorder& m_recorder;
    const std::function<bool(std::string_view)> m_opens;
};

} // namespace sightglass::intake
