// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"
#include "ingest/segment/call.h"
#include "ingest/segment/requestdecoder.h"
#include "intake/intakeservice.h"
#include "intake/segmentscripts.h"

#include <string_view>
#include <utility>
#include <vector>

namespace sightglass::intake {

/// Everything the hub answers in the Segment protocol (spec segment §1): authentication, decoding, the pipeline, the
/// sink, and the answer after the commit. Owner: service; must outlive the server. Thread: handlers run on server
/// threads, any number at once; they do not block.
class SegmentIntake
{
public:
    SegmentIntake(IntakeService& service, const ingest::segment::Options& options);

    /// Handlers by route id.
    [[nodiscard]] std::vector<std::pair<std::string_view, domain::Handler>> handlers();

    /// POST /v1/{track,t,…}: one event, the type is the first capture.
    void event(domain::Request&& request, domain::Responder respond);
    /// POST /v1/{batch,b,import}
    void batch(domain::Request&& request, domain::Responder respond);
    /// GET /v1/pixel/{type}: always the GIF, 250 ms after the request at the latest.
    void pixel(domain::Request&& request, domain::Responder respond);
    /// GET /v1/projects/{key}/settings
    void settings(domain::Request&& request, domain::Responder respond);
    /// POST /v1/m: the SDK's own figures, thrown away.
    void metrics(domain::Request&& request, domain::Responder respond);
    /// GET /analytics.js, /analytics.iife.js, /analytics.js/v1/{key}/analytics.min.js
    void script(domain::Request&& request, domain::Responder respond);

private:
    using Shape = ingest::segment::Shape;

    void take(const domain::Request& request, Shape shape, ingest::segment::Call call, domain::Responder respond);
    void accept(const domain::Request& request, const domain::SourceEntry& entry, ingest::segment::Decoded decoded,
                domain::Responder respond);
    void refuseRequest(const domain::Request& request, const ingest::segment::Failure& failure,
                       const domain::Responder& respond);
    void refuseKey(const domain::Request& request, std::string key, std::string excerpt,
                   const domain::Responder& respond);
    void report(const domain::Request& request, const domain::SourceEntry* entry, std::string_view reason,
                std::string_view detail, std::string excerpt, std::string key = {});
    void reportItems(const domain::Request& request, const domain::SourceEntry& entry,
                     std::vector<ingest::Refusal> refusals);
    [[nodiscard]] domain::SourceDirectory::Entry sourceOf(std::string_view key) const;

    IntakeService& m_service;
    const ingest::segment::Options m_options;
    const SegmentScripts m_scripts;
};

} // namespace sightglass::intake
