// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/request.h"
#include "ingest/tracker/cookie.h"
#include "ingest/tracker/eventdecoder.h"
#include "ingest/tracker/redirecttarget.h"
#include "intake/intakeservice.h"
#include "intake/trackeridentities.h"

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sightglass::intake {

/// Settings of the hub that concern the tracker's routes (spec tracker §16).
struct TrackerOptions
{
    ingest::tracker::Options events;
    ingest::tracker::CookieOptions cookie;
    ingest::tracker::RedirectRules redirects;
    std::string defaultRedirect;     ///< Where a redirect without a usable target leads; "" = the hub's own root.
    std::string serverSecret;        ///< Bearer token that server track asks for; "" = none.
    bool originalPixel = false;      ///< The white GIF of the original instead of a transparent one.
    std::size_t requestsAtOnce = 0;  ///< More are answered 503; 0 = no limit.
    std::function<bool()> isWritable; ///< Whether the store takes events; none: it does.
    TimePoint startedAt{};            ///< Of the hub.
};

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

    [[nodiscard]] domain::Responder admitted(domain::Responder respond);
    void begin(const Job& job, domain::Responder respond);
    void take(const Job& job, domain::Responder respond);
    void store(const Job& job, const domain::SourceEntry& entry, Decoded decoded, domain::Responder respond);
    [[nodiscard]] Decoded decode(const Job& job, const domain::SourceEntry& entry);
    /// The answer to a request that was understood; `decoded` is null when nothing is to be stored.
    [[nodiscard]] domain::Response answer(const Job& job, const Decoded* decoded) const;
    [[nodiscard]] std::string locationOf(const domain::Request& request) const;
    [[nodiscard]] bool setsCookie(Call call, const domain::SourceEntry& entry, const Decoded& decoded) const;
    [[nodiscard]] bool opensServerTrack(const domain::Request& request) const;
    void report(const domain::Request& request, const domain::SourceEntry& entry, const Decoded& decoded);
    void refuse(const domain::Request& request, const domain::SourceEntry* entry, std::string_view reason,
                std::string_view detail, std::size_t items = 1);
    /// The source a request belongs to, by what names it best (spec routes C40); Unassigned when nothing does.
    [[nodiscard]] domain::SourceDirectory::Entry sourceOf(const domain::Request& request, Call call);

    IntakeService& m_service;
    const TrackerOptions m_options;
    const std::string m_script; ///< Of pages: track.js
    const std::uint64_t m_serial; ///< Tells whose a thread's decoder is.
    TrackerSessions m_sessions;
    const std::shared_ptr<std::atomic<std::int64_t>> m_requests; ///< Being answered.
    std::atomic<std::int64_t> m_eventCount = 0;
    std::atomic<std::int64_t> m_errorCount = 0;
    std::atomic<std::int64_t> m_lastEventMs = 0;
};

} // namespace sightglass::intake
