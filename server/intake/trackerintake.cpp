// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/trackerintake.h"

#include "ingest/tracker/answers.h"
#include "ingest/tracker/health.h"
#include "ingest/tracker/texts.h"
#include "intake/rejections.h"
#include "intake/scriptanswer.h"

namespace sightglass::intake {

namespace {

namespace trk = ingest::tracker;

using domain::Method;
using domain::Request;
using domain::Responder;

constexpr std::chrono::seconds kTrackerBusyWait{5};

std::atomic<std::uint64_t> trackerIntakesMade = 0;

bool isTrackingMethod(Method method)
{
    return method == Method::Get || method == Method::Post || method == Method::Put;
}

/// A person waits for these; they are answered whatever becomes of the event.
bool isAnsweredAnyway(trk::Call call)
{
    return call == trk::Call::Pixel || call == trk::Call::Redirect || call == trk::Call::ShortLink;
}

} // namespace

TrackerIntake::TrackerIntake(IntakeService& service, TrackerOptions options)
    : m_service(service)
    , m_options(std::move(options))
    , m_script(resourceText(QStringLiteral(":/clients/tracker/track.js")))
    , m_serial(++trackerIntakesMade)
    , m_places(m_options.requestsAtOnce)
    , m_sites(service)
    , m_replies(m_options)
{
}

std::vector<std::pair<std::string_view, domain::Handler>> TrackerIntake::handlers()
{
    const auto tracking = [this](Call call) {
        return [this, call](Request&& request, Responder respond) { track(request, call, std::move(respond)); };
    };
    return {{"tracker.track", tracking(Call::Track)},
            {"tracker.server", tracking(Call::ServerTrack)},
            {"tracker.pixel", tracking(Call::Pixel)},
            {"tracker.redirect", tracking(Call::Redirect)},
            {"tracker.ping", [](const Request&, const Responder& respond) { respond(trk::pong()); }},
            {"tracker.clear", [](const Request&, const Responder& respond) { respond(trk::cleared()); }},
            {"tracker.script",
             m_places.counted([this](Request&& request, const Responder& respond) { script(request, respond); })},
            {"tracker.health", [this](const Request& request, const Responder& respond) { health(request, respond); }},
            {"tracker.status", [this](const Request& request, const Responder& respond) {
                 respond(trk::status(request.clientAddress, m_places.taken()));
             }}};
}

void TrackerIntake::script(const Request& request, const Responder& respond) const
{
    const bool isOurs = request.captures.size() == 1 && request.captures.front() == "track.js";
    respond(isOurs ? scriptAnswer(request, m_script) : trk::noSuchFile());
}

void TrackerIntake::health(const Request& request, const Responder& respond)
{
    trk::HealthFigures figures;
    figures.now = request.receivedAt;
    figures.startedAt = m_options.startedAt;
    figures.lastStoredAt = fromMs(m_lastEventMs.load());
    figures.events = m_eventCount.load();
    figures.errors = m_errorCount.load();
    figures.connections = m_places.taken();
    figures.isWritable = !m_options.isWritable || m_options.isWritable();
    respond(trk::health(figures));
}

void TrackerIntake::track(const Request& request, Call call, Responder respond)
{
    Visit visit;
    if (call == Call::Redirect)
        visit.location = m_replies.locationOf(request);
    begin({request, call, std::move(visit)}, std::move(respond));
}

void TrackerIntake::follow(const Request& request, Visit visit, Responder respond)
{
    begin({request, Call::ShortLink, std::move(visit)}, std::move(respond));
}

void TrackerIntake::message(const Request& request)
{
    const trk::Body body = decoder().readBody(request);
    if (!body.root.isObject())
        return m_sites.refuse(request, nullptr, trk::name(trk::Problem::BadJson), "The message is no JSON object.");
    take({request, Call::Track, {}}, body, [](const domain::Response&) {});
}

void TrackerIntake::begin(const Job& job, Responder respond)
{
    Responder counted = m_places.admitted(respond);
    if (!counted)
        return respond(trk::full());
    if (!isTrackingMethod(job.request.method))
        return counted(m_replies.answer(job.call, job.visit.location, nullptr));
    if (m_service.ignoresPrefetch(job.request, domain::Protocol::Tracker))
        return counted(m_replies.answer(job.call, job.visit.location, nullptr));
    if (job.call == Call::ServerTrack && !m_replies.opensServerTrack(job.request)) {
        m_sites.refuse(job.request, nullptr, "unauthorized", "Server track asks for the hub's bearer token.");
        return counted(trk::forbidden());
    }
    if (isAnsweredAnyway(job.call))
        counted = m_service.answerWithin(IntakeService::kPersonWaits, std::move(counted),
                                         m_replies.answer(job.call, job.visit.location, nullptr));
    take(job, decoder().readBody(job.request), std::move(counted));
}

void TrackerIntake::take(const Job& job, const trk::Body& body, Responder respond)
{
    const Request& request = job.request;
    const bool isLink = job.call == Call::Redirect || job.call == Call::ShortLink; // their `url` is where they lead
    const auto entry = m_sites.sourceOf(request, isLink ? std::string() : trackedPage(request, body));
    if (m_service.refusesSwitchedOff(*entry, domain::Protocol::Tracker, request.receivedAt))
        return respond(m_replies.answer(job.call, job.visit.location, nullptr));
    const bool namesTarget = job.call == Call::Redirect && domain::queryMember(request.query, "url");
    if (namesTarget && !trk::redirectTarget(request, m_options.redirects))
        m_sites.refuse(request, entry.get(), "bad_redirect", "The link's target is not one that this hub leads to.");
    Decoded decoded = decode(job, body, *entry);
    m_sites.report(request, *entry, decoded.problems);
    if (IntakeService::optsOut(request, entry->project)) {
        m_service.ignored(domain::Protocol::Tracker, Ignored::OptOut, decoded.events.size());
        return respond(m_replies.answer(job.call, job.visit.location, &decoded));
    }
    if (const auto wait = m_service.overLimit(entry->source, decoded.events.size(), request.receivedAt)) {
        m_service.refused(rateLimited(domain::Protocol::Tracker, request.receivedAt, *entry));
        return respond(isAnsweredAnyway(job.call) ? m_replies.answer(job.call, job.visit.location, nullptr)
                                                  : trk::slowDown(*wait));
    }
    store(job, *entry, std::move(decoded), std::move(respond));
}

void TrackerIntake::store(const Job& job, const domain::SourceEntry& entry, Decoded decoded, Responder respond)
{
    domain::Response stored = m_replies.answer(job.call, job.visit.location, &decoded);
    m_replies.addCookie(stored, job.request, job.call, entry, decoded);
    domain::Response plain = m_replies.answer(job.call, job.visit.location, nullptr);
    const auto events = static_cast<std::int64_t>(decoded.events.size());
    const std::int64_t at = toMs(job.request.receivedAt);
    m_service.store(entry, std::move(decoded.events), job.request.receivedAt,
                    [this, call = job.call, events, at, respond = std::move(respond), stored = std::move(stored),
                     plain = std::move(plain)](StoreResult result) mutable {
                        if (result == StoreResult::Stored) {
                            m_eventCount += events;
                            m_lastEventMs = at;
                            return respond(std::move(stored));
                        }
                        ++m_errorCount;
                        if (isAnsweredAnyway(call))
                            return respond(std::move(plain));
                        respond(result == StoreResult::Busy ? trk::slowDown(kTrackerBusyWait) : trk::unavailable());
                    });
}

trk::EventDecoder& TrackerIntake::decoder()
{
    thread_local std::uint64_t serial = 0;
    thread_local std::unique_ptr<trk::EventDecoder> decoder;
    if (serial != m_serial) {
        serial = m_serial;
        decoder = std::make_unique<trk::EventDecoder>(m_options.events);
    }
    return *decoder;
}

trk::Decoded TrackerIntake::decode(const Job& job, const trk::Body& body, const domain::SourceEntry& entry)
{
    TrackerIdentities identities(m_sessions, job.request.receivedAt);
    const trk::Surroundings around{entry, identities,
                                   domain::storedAddress(job.request.clientAddress, entry.source.ipMode),
                                   job.visit.defaults, job.visit.linkId};
    return decoder().decode(job.request, body, job.call, around);
}

} // namespace sightglass::intake
