// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"
#include "ingest/openmetrics/requestdecoder.h"
#include "intake/intakeservice.h"

#include <string_view>
#include <utility>
#include <vector>

namespace sightglass::intake {

/// Everything the hub answers in the OpenMetrics event protocol (spec openmetrics §2): which source a request belongs
/// to, decoding, the pipeline, the sink, and the answer after the commit. Owner: service; must outlive the server.
/// Thread: handlers run on server threads, any number at once; they do not block.
class OpenMetricsIntake
{
public:
    OpenMetricsIntake(IntakeService& service, ingest::openmetrics::Options options);

    /// Handlers by route id.
    [[nodiscard]] std::vector<std::pair<std::string_view, domain::Handler>> handlers();

    /// GET and POST {/v1,/om/v1,/om/{n}/v1}/{call}: the last capture is the call, the one before it the source's
    /// number.
    void call(domain::Request&& request, domain::Responder respond);

private:
    using Call = ingest::openmetrics::Call;
    using Failure = ingest::openmetrics::Failure;

    void take(const domain::Request& request, Call call, domain::Responder respond);
    void accept(const domain::Request& request, const domain::SourceEntry& entry, Call call,
                std::vector<domain::DecodedEvent> events, domain::Responder respond);
    void refuse(const domain::Request& request, const domain::SourceEntry* entry, const Failure& failure,
                const domain::Responder& respond);
    /// The source a request belongs to, by what names it best (spec routes C39); Unassigned when nothing does.
    [[nodiscard]] domain::SourceDirectory::Entry sourceOf(const domain::Request& request, std::string_view key) const;
    [[nodiscard]] bool opensWith(std::string_view key) const;

    IntakeService& m_service;
    const ingest::openmetrics::Options m_options;
    const std::string m_script; ///< Of pages: /apis/javascript/client.js and /apis/javascript.js
};

} // namespace sightglass::intake
