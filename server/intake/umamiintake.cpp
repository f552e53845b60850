// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/umamiintake.h"

#include "ingest/umami/token.h"
#include "intake/rejections.h"
#include "intake/scriptanswer.h"
#include "intake/threadparser.h"

#include <QRandomGenerator>

#include <utility>

namespace sightglass::intake {

namespace {

namespace um = ingest::umami;

using domain::Request;
using domain::Responder;

constexpr std::size_t kMostItems = 10'000; ///< Of a batch.

std::string joinedText(std::string_view kind, std::int64_t first, std::uint64_t second, std::int64_t third = 0)
{
    std::string text(kind);
    text.append(" ").append(std::to_string(first)).append(" ").append(std::to_string(second));
    return text.append(" ").append(std::to_string(third));
}

domain::Rejection invalidEvent(const Request& request, const um::Failure& failure)
{
    const std::string subject = failure.member.empty() ? "The body" : failure.member;
    return rejectionOf(domain::Protocol::Umami, request.receivedAt, nullptr, "invalid_event",
                       subject + ' ' + failure.message);
}

/// Of whom nothing is known, every event is another's.
std::uint64_t visitorOf(const domain::Event& event)
{
    return event.visitor ? event.visitor : QRandomGenerator::global()->generate64();
}

} // namespace

UmamiIntake::UmamiIntake(IntakeService& service, std::string secret)
    : m_service(service)
    , m_secret(std::move(secret))
    , m_script(resourceText(QStringLiteral(":/clients/umami/script.js")))
{
}

std::vector<std::pair<std::string_view, domain::Handler>> UmamiIntake::handlers()
{
    const domain::Handler fine = [](Request&&, const Responder& respond) { respond(um::fine()); };
    return {
        {"umami.send", [this](Request&& request, Responder respond) { send(std::move(request), std::move(respond)); }},
        {"umami.batch",
         [this](Request&& request, Responder respond) { batch(std::move(request), std::move(respond)); }},
        {"umami.record", fine},
        {"umami.heartbeat", fine},
        {"umami.script",
         [this](Request&& request, const Responder& respond) { respond(scriptAnswer(request, m_script)); }}};
}

void UmamiIntake::send(Request&& request, Responder respond)
{
    m_service.recognise(request);
    const auto document = threadParser().parse(request.body);
    if (!document)
        return refuse(request, {"", "is not JSON"}, respond);
    Taken taken;
    ItemAnswer answer = take(request, document->root, taken);
    m_service.refused(std::move(taken.refusals));
    m_service.submit(std::move(taken.events),
                     [respond = std::move(respond), answer = std::move(answer)](StoreResult r) {
                         respond(r == StoreResult::Stored ? um::single(answer) : um::unavailable());
                     });
}

void UmamiIntake::batch(Request&& request, Responder respond)
{
    m_service.recognise(request);
    const auto document = threadParser().parse(request.body);
    if (!document || !document->root.isArray())
        return refuse(request, {"", "is no JSON list"}, respond);
    if (document->root.count() > kMostItems)
        return refuse(request, {"", "has more than 10000 objects"}, respond);
    Taken taken;
    std::vector<ItemAnswer> answers;
    answers.reserve(document->root.count());
    for (const json::Value object : document->root)
        answers.push_back(take(request, object, taken));
    m_service.refused(std::move(taken.refusals));
    m_service.submit(std::move(taken.events),
                     [respond = std::move(respond), answer = um::batch(answers)](StoreResult r) {
                         respond(r == StoreResult::Stored ? answer : um::unavailable());
                     });
}

UmamiIntake::ItemAnswer UmamiIntake::take(const Request& request, json::Value object, Taken& taken)
{
    auto read = um::readMessage(request, object);
    if (const auto* failure = std::get_if<Failure>(&read)) {
        taken.refusals.push_back(invalidEvent(request, *failure));
        return um::invalid(*failure);
    }
    auto& message = std::get<Message>(read);
    if (const auto entry = m_service.directory().byPublicId(domain::Protocol::Umami, message.placeId))
        return accept(request, std::move(message), *entry, taken);
    auto rejection = rejectionOf(domain::Protocol::Umami, request.receivedAt, nullptr, "unknown_website",
                                 "The id belongs to no source of this hub.");
    rejection.key = message.placeId;
    taken.refusals.push_back(std::move(rejection));
    return um::unknown(message.place);
}

UmamiIntake::ItemAnswer UmamiIntake::accept(const Request& request, Message message, const domain::SourceEntry& entry,
                                            Taken& taken)
{
    if (!entry.source.enabled) {
        taken.refusals.push_back(switchedOff(domain::Protocol::Umami, request.receivedAt, entry));
        return um::switchedOff();
    }
    if (IntakeService::optsOut(request, entry.project)) {
        m_service.ignored(domain::Protocol::Umami, Ignored::OptOut, 1);
        return answerTo(request, {}, entry);
    }
    if (const auto wait = m_service.overLimit(entry.source, 1, request.receivedAt)) {
        taken.refusals.push_back(rateLimited(domain::Protocol::Umami, request.receivedAt, entry));
        return um::overLimit(*wait);
    }
    domain::DecodedEvent decoded = um::eventFor(std::move(message), entry);
    const bool isStored = m_service.complete(decoded, entry, request.receivedAt);
    const bool isForbidden = domain::exclusionKind(decoded.event.excluded) == "address";
    ItemAnswer answer = decoded.event.bot.isBot() ? um::takenFromBot()
                        : isForbidden             ? um::forbidden()
                                                  : answerTo(request, decoded.event, entry);
    if (isStored)
        taken.events.push_back(std::move(decoded.event));
    return answer;
}

UmamiIntake::ItemAnswer UmamiIntake::answerTo(const Request& request, const domain::Event& event,
                                              const domain::SourceEntry& entry)
{
    const std::uint64_t visitor = visitorOf(event);
    const TimePoint at = event.visitor ? event.eventTime : request.receivedAt;
    const std::chrono::milliseconds timeout = std::chrono::minutes(entry.project.visitTimeoutMinutes);
    const um::Uuid session = um::derivedUuid(m_secret, joinedText("session", entry.project.id.value, visitor));

    um::Uuid visit = um::derivedUuid(m_secret, joinedText("visit", entry.project.id.value, visitor, toMs(at)));
    const auto token = um::decodeToken(m_secret, domain::header(request.headers, "x-umami-cache"), entry.source.id,
                                       request.receivedAt);
    if (token && token->session == session && std::chrono::abs(at - token->issuedAt) < timeout)
        visit = token->visit; // what we forgot, the tracker knows
    if (event.visitor)
        visit = m_visits.idOf({visitor, at, timeout, domain::extendsVisit(event.kind, event.interactive)}, visit);
    return um::taken(um::encodeToken(m_secret, {entry.source.id, session, visit, request.receivedAt}),
                     um::uuidText(session), um::uuidText(visit));
}

void UmamiIntake::refuse(const Request& request, const Failure& failure, const Responder& respond)
{
    m_service.refused(invalidEvent(request, failure));
    respond(um::single(um::invalid(failure)));
}

} // namespace sightglass::intake
