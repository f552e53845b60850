// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/trackerintake.h"

#include "domain/webaddress.h"
#include "ingest/tracker/answers.h"
#include "ingest/tracker/health.h"
#include "ingest/tracker/texts.h"
#include "intake/rejections.h"
#include "intake/scriptanswer.h"
#include "intake/threadparser.h"
#include "pipeline/privacystage.h"

namespace sightglass::intake {

namespace {

namespace trk = ingest::tracker;

using domain::Method;
using domain::Request;
using domain::Responder;

constexpr std::chrono::seconds kTrackerBusyWait{5};

std::atomic<std::uint64_t> trackerIntakesMade = 0;

/// One of the requests being answered.
class TrackerPlace
{
public:
    explicit TrackerPlace(std::shared_ptr<std::atomic<std::int64_t>> requests)
        : m_requests(std::move(requests))
        , m_before(m_requests->fetch_add(1))
    {
    }
    ~TrackerPlace() { leave(); }
    TrackerPlace(const TrackerPlace&) = delete;
    TrackerPlace& operator=(const TrackerPlace&) = delete;

    [[nodiscard]] std::int64_t before() const { return m_before; }
    void leave()
    {
        if (!m_hasLeft.exchange(true))
            m_requests->fetch_sub(1);
    }

private:
    const std::shared_ptr<std::atomic<std::int64_t>> m_requests;
    const std::int64_t m_before;
    std::atomic<bool> m_hasLeft = false;
};

bool isTrackingMethod(Method method)
{
    return method == Method::Get || method == Method::Post || method == Method::Put;
}

/// A person waits for these; they are answered whatever becomes of the event.
bool isAnsweredAnyway(trk::Call call)
{
    return call == trk::Call::Pixel || call == trk::Call::Redirect || call == trk::Call::ShortLink;
}

/// Host of the page that a request speaks of.
std::string trackedPageHost(const Request& request)
{
    if (request.method == Method::Get)
        return domain::hostAndPort(domain::queryMember(request.query, "url").value_or(std::string()));
    const auto body = threadParser().parse(request.body);
    if (!body)
        return {};
    const json::Value first = body->root.isArray() && body->root.count() > 0 ? *body->root.begin() : body->root;
    return domain::hostAndPort(first.find("url").text());
}

} // namespace

TrackerIntake::TrackerIntake(IntakeService& service, TrackerOptions options)
    : m_service(service)
    , m_options(std::move(options))
    , m_script(resourceText(QStringLiteral(":/clients/tracker/track.js")))
    , m_serial(++trackerIntakesMade)
    , m_requests(std::make_shared<std::atomic<std::int64_t>>(0))
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
            {"tracker.script", [this](const Request& request, const Responder& respond) { script(request, respond); }},
            {"tracker.health", [this](const Request& request, const Responder& respond) { health(request, respond); }},
            {"tracker.status", [this](const Request& request, const Responder& respond) {
                 respond(trk::status(request.clientAddress, m_requests->load()));
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
    figures.connections = m_requests->load();
    figures.isWritable = !m_options.isWritable || m_options.isWritable();
    respond(trk::health(figures));
}

/// Counts the request until it is answered or given up; nothing when there are too many already.
Responder TrackerIntake::admitted(Responder respond)
{
    auto place = std::make_shared<TrackerPlace>(m_requests);
    if (m_options.requestsAtOnce != 0 && place->before() >= static_cast<std::int64_t>(m_options.requestsAtOnce))
        return {};
    return [place = std::move(place), respond = std::move(respond)](domain::Response response) {
        place->leave();
        respond(std::move(response));
    };
}

void TrackerIntake::track(const Request& request, Call call, Responder respond)
{
    Visit visit;
    if (call == Call::Redirect)
        visit.location = locationOf(request);
    begin({request, call, std::move(visit)}, std::move(respond));
}

void TrackerIntake::follow(const Request& request, Visit visit, Responder respond)
{
    begin({request, Call::ShortLink, std::move(visit)}, std::move(respond));
}

void TrackerIntake::message(const Request& request)
{
    const auto body = threadParser().parse(request.body);
    if (!body || !body->root.isObject())
        return refuse(request, nullptr, trk::name(trk::Problem::BadJson), "The message is no JSON object.");
    take({request, Call::Track, {}}, [](const domain::Response&) {});
}

void TrackerIntake::begin(const Job& job, Responder respond)
{
    Responder counted = admitted(respond);
    if (!counted)
        return respond(trk::full());
    if (!isTrackingMethod(job.request.method))
        return counted(answer(job, nullptr));
    if (m_service.ignoresPrefetch(job.request, domain::Protocol::Tracker))
        return counted(answer(job, nullptr));
    if (job.call == Call::ServerTrack && !opensServerTrack(job.request)) {
        refuse(job.request, nullptr, "unauthorized", "Server track asks for the hub's bearer token.");
        return counted(trk::forbidden());
    }
    if (isAnsweredAnyway(job.call))
        counted = m_service.answerWithin(IntakeService::kPersonWaits, std::move(counted), answer(job, nullptr));
    take(job, std::move(counted));
}

void TrackerIntake::take(const Job& job, Responder respond)
{
    const Request& request = job.request;
    const auto entry = sourceOf(request, job.call);
    if (entry->source.id == domain::kUnassignedSource)
        m_service.unknownSender(domain::Protocol::Tracker, request.host, request.receivedAt);
    const bool namesTarget = job.call == Call::Redirect && domain::queryMember(request.query, "url");
    if (namesTarget && !trk::redirectTarget(request, m_options.redirects))
        refuse(request, entry.get(), "bad_redirect", "The link's target is not one that this hub leads to.");
    Decoded decoded = decode(job, *entry);
    report(request, *entry, decoded);
    if (IntakeService::optsOut(request, entry->project)) {
        m_service.ignored(domain::Protocol::Tracker, Ignored::OptOut, decoded.events.size());
        return respond(answer(job, &decoded));
    }
    if (const auto wait = m_service.overLimit(entry->source, decoded.events.size(), request.receivedAt)) {
        m_service.refused(rateLimited(domain::Protocol::Tracker, request.receivedAt, *entry));
        return respond(isAnsweredAnyway(job.call) ? answer(job, nullptr) : trk::slowDown(*wait));
    }
    store(job, *entry, std::move(decoded), std::move(respond));
}

void TrackerIntake::store(const Job& job, const domain::SourceEntry& entry, Decoded decoded, Responder respond)
{
    domain::Response stored = answer(job, &decoded);
    if (setsCookie(job.call, entry, decoded))
        stored.headers.emplace_back("Set-Cookie", trk::visitorCookie(job.request, decoded.visitor, m_options.cookie));
    domain::Response plain = answer(job, nullptr);
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

trk::Decoded TrackerIntake::decode(const Job& job, const domain::SourceEntry& entry)
{
    thread_local std::uint64_t serial = 0;
    thread_local std::unique_ptr<trk::EventDecoder> decoder;
    if (serial != m_serial) {
        serial = m_serial;
        decoder = std::make_unique<trk::EventDecoder>(m_options.events);
    }
    TrackerIdentities identities(m_sessions, job.request.receivedAt);
    const trk::Surroundings around{entry, identities,
                                   pipeline::storedAddress(job.request.clientAddress, entry.source.ipMode),
                                   job.visit.defaults, job.visit.linkId};
    return decoder->decode(job.request, job.call, around);
}

domain::Response TrackerIntake::answer(const Job& job, const Decoded* decoded) const
{
    switch (job.call) {
    case Call::Pixel:
        return trk::pixel(m_options.originalPixel);
    case Call::Redirect:
    case Call::ShortLink:
        return trk::redirected(job.visit.location);
    case Call::ServerTrack:
        if (decoded)
            return trk::serverTracked(decoded->firstId);
        break;
    case Call::Track:
        break;
    }
    return trk::tracked();
}

std::string TrackerIntake::locationOf(const Request& request) const
{
    if (auto target = trk::redirectTarget(request, m_options.redirects))
        return *std::move(target);
    return m_options.defaultRedirect.empty() ? request.basePath + "/" : m_options.defaultRedirect;
}

bool TrackerIntake::setsCookie(Call call, const domain::SourceEntry& entry, const Decoded& decoded) const
{
    const trk::CookieOptions& cookie = m_options.cookie;
    if (call == Call::ServerTrack || decoded.events.empty() || cookie.lifetime.count() == 0 ||
        entry.project.privacy == domain::Privacy::Strict)
        return false;
    const std::int64_t consent = decoded.events.front().event.consent.value_or(0);
    return (consent & cookie.requiredFlags) == cookie.requiredFlags;
}

bool TrackerIntake::opensServerTrack(const Request& request) const
{
    constexpr std::string_view kScheme = "Bearer ";
    const std::string_view header = domain::header(request.headers, "Authorization");
    return m_options.serverSecret.empty() ||
           (header.starts_with(kScheme) &&
            trk::isSameSecret(header.substr(kScheme.size()), m_options.serverSecret));
}

void TrackerIntake::report(const Request& request, const domain::SourceEntry& entry, const Decoded& decoded)
{
    const auto count = [&decoded](trk::Problem problem) { return decoded.problems[static_cast<std::size_t>(problem)]; };
    if (const std::size_t items = count(trk::Problem::BadJson))
        refuse(request, &entry, trk::name(trk::Problem::BadJson), "The body is no JSON object.", items);
    if (const std::size_t items = count(trk::Problem::AccountMismatch))
        refuse(request, &entry, trk::name(trk::Problem::AccountMismatch), "acct does not prove the account.", items);
    if (const std::size_t items = count(trk::Problem::TooMany))
        refuse(request, &entry, trk::name(trk::Problem::TooMany), "The list holds more events than are taken.", items);
    for (const trk::Problem repaired : {trk::Problem::BadUuidMapped, trk::Problem::CoercedToText, trk::Problem::UnknownKeyKept}) {
        if (count(repaired) > 0)
            m_service.countOfSource("sightglass_tracker_" + std::string(trk::name(repaired)) + "_total",
                                    entry.source.id);
    }
}

/// Nothing of what was sent is shown: it may hold somebody's e-mail address anywhere.
void TrackerIntake::refuse(const Request& request, const domain::SourceEntry* entry, std::string_view reason,
                           std::string_view detail, std::size_t items)
{
    domain::Rejection rejection = rejectionOf(domain::Protocol::Tracker, request.receivedAt, entry, reason, detail);
    rejection.items = static_cast<std::int64_t>(items);
    m_service.refused(std::move(rejection));
}

domain::SourceDirectory::Entry TrackerIntake::sourceOf(const Request& request, Call call)
{
    const domain::SourceDirectory& directory = m_service.directory();
    if (auto only = directory.onlySource())
        return only;
    if (auto entry = directory.byHost(request.host))
        return entry;
    if (call != Call::Redirect && call != Call::ShortLink) { // their `url` is where they lead
        if (auto entry = directory.byHost(trackedPageHost(request)))
            return entry;
    }
    for (const std::string_view name : {"Origin", "Referer"}) {
        if (auto entry = directory.byHost(domain::hostAndPort(domain::header(request.headers, name))))
            return entry;
    }
    return directory.byId(domain::kUnassignedSource);
}

} // namespace sightglass::intake
