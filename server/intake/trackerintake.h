// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"
#include "ingest/tracker/eventdecoder.h"
#include "intake/intakeservice.h"
#include "intake/trackeridentities.h"
#include "intake/trackerplaces.h"
#include "intake/trackerreplies.h"
#include "intake/trackersites.h"

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sightglass::intake {

/// Everything the hub answers on the tracker's routes (spec tracker §2, §3): which source a request belongs to,
/// decoding, the pipeline, the sink, and the answer after the commit. Tracking never fails for what a sender wrote.
/// Owner: service; must outlive the server. Thread: handlers run on server threads, any number at once; they do not
/// block.
class TrackerIntake
{
public:
    TrackerIntake(IntakeService& service, TrackerOptions options);

    /// Handlers by route id.
    [[nodiscard]] std::vector<std::pair<std::string_view, domain::Handler>> handlers();

    /// The four tracking routes; `request.captures` are the segments behind the route.
    void track(const domain::Request& request, ingest::tracker::Call call, domain::Responder respond);
    /// One message of a WebSocket, as the body of a request that is never answered. What is no object is dropped.
    void message(const domain::Request& request);
    /// Where a short link leads, and what it says about the visit.
    struct Visit
    {
        std::string location;
        domain::TextMap defaults; ///< Columns that the link fills unless the request does.
        std::string linkId;
    };
    /// A short link that was found: the visit is stored and the browser sent on.
    void follow(const domain::Request& request, Visit visit, domain::Responder respond);
    /// GET {/pub/v1,/tr/v1/pub}/{file…}: track.js, and nothing else.
    void script(const domain::Request& request, const domain::Responder& respond) const;
    /// GET /health: the original's document; 503 when the store cannot be written.
    void health(const domain::Request& request, const domain::Responder& respond);

    /// What the tracker's other routes share with tracking.
    [[nodiscard]] const TrackerPlaces& places() const { return m_places; }
    [[nodiscard]] TrackerSites& sites() { return m_sites; }
    [[nodiscard]] const ingest::tracker::Options& eventOptions() const { return m_options.events; }

private:
    using Call = ingest::tracker::Call;
    using Decoded = ingest::tracker::Decoded;

    /// One request on its way to the answer.
    struct Job
    {
        const domain::Request& request;
        Call call;
        Visit visit;
    };

    void begin(const Job& job, domain::Responder respond);
    void take(const Job& job, const ingest::tracker::Body& body, domain::Responder respond);
    void store(const Job& job, const domain::SourceEntry& entry, Decoded decoded, domain::Responder respond);
    /// This thread's.
    [[nodiscard]] ingest::tracker::EventDecoder& decoder();
    [[nodiscard]] Decoded decode(const Job& job, const ingest::tracker::Body& body, const domain::SourceEntry& entry);

    IntakeService& m_service;
    const TrackerOptions m_options;
    const std::string m_script;   ///< Of pages: track.js
    const std::uint64_t m_serial; ///< Tells whose a thread's decoder is.
    TrackerPlaces m_places;
    TrackerSites m_sites;
    const TrackerReplies m_replies;
    TrackerSessions m_sessions;
    std::atomic<std::int64_t> m_eventCount = 0;
    std::atomic<std::int64_t> m_errorCount = 0;
    std::atomic<std::int64_t> m_lastEventMs = 0;
};

} // namespace sightglass::intake
