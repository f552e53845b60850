// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/posthogintake.h"

#include "core/utf8.h"
#include "ingest/posthog/answers.h"
#include "ingest/posthog/requestbody.h"
#include "intake/rejections.h"
#include "intake/threadparser.h"

namespace sightglass::intake {

namespace {

namespace ph = ingest::posthog;

using domain::Method;
using domain::Request;
using domain::Responder;

constexpr std::size_t kPosthogEventBytes = 2'000'000;
constexpr std::size_t kPosthogBatchBytes = 20'000'000;
constexpr std::size_t kPosthogFlagsBytes = 1'000'000;

ph::Failure unknownPosthogToken()
{
    return ph::invalidKey("The token belongs to no source of this hub.");
}

} // namespace

PosthogIntake::PosthogIntake(IntakeService& service)
    : m_service(service)
{
}

std::vector<std::pair<std::string_view, domain::Handler>> PosthogIntake::handlers()
{
    const auto handler = [this](void (PosthogIntake::*method)(Request&&, Responder)) {
        return [this, method](Request&& request, Responder respond) {
            (this->*method)(std::move(request), std::move(respond));
        };
    };
    const domain::Handler nothing = [](Request&& request, const Responder& respond) {
        respond(ph::nothingOf(request.captures.empty() ? std::string_view() : request.captures.front()));
    };
    const domain::Handler script = [this](Request&& request, const Responder& respond) {
        respond(m_scripts.answer(request));
    };
    return {{"posthog.capture", handler(&PosthogIntake::capture)},
            {"posthog.batch", handler(&PosthogIntake::capture)},
            {"posthog.flags", handler(&PosthogIntake::flags)},
            {"posthog.config", handler(&PosthogIntake::config)},
            {"posthog.replay", handler(&PosthogIntake::replay)},
            {"posthog.nothing", nothing},
            {"posthog.script", script}};
}

void PosthogIntake::capture(Request&& request, Responder respond)
{
    if (request.method != Method::Post && m_service.ignoresPrefetch(request, domain::Protocol::Posthog))
        return respond(ph::accepted(request));
    if (ph::wantsImage(request))
        respond = m_service.answerWithin(IntakeService::kPersonWaits, std::move(respond), ph::accepted(request));
    m_service.recognise(request);
    take(request, std::move(respond));
}

void PosthogIntake::take(const Request& request, Responder respond)
{
    const std::size_t limit = request.route == "posthog.batch" ? kPosthogBatchBytes : kPosthogEventBytes;
    const auto body = ph::readBody(threadParser(), request, limit);
    if (const auto* failure = std::get_if<Failure>(&body))
        return refuse(request, *failure, respond);
    const auto& document = std::get<json::Document>(body);
    const auto opened = ph::openEnvelope(document.root);
    if (const auto* failure = std::get_if<Failure>(&opened))
        return refuse(request, *failure, respond);
    const auto& envelope = std::get<Envelope>(opened);
    const auto entry = sourceOf(envelope.token);
    if (!entry)
        return refuse(request, unknownPosthogToken(), respond, envelope.token);
    if (m_service.refusesSwitchedOff(*entry, domain::Protocol::Posthog, request.receivedAt))
        return respond(ph::refused(unknownPosthogToken()));
    accept(request, *entry, ph::decode(request, envelope, document.repaired, *entry), std::move(respond));
}

void PosthogIntake::accept(const Request& request, const domain::SourceEntry& entry, ph::Decoded decoded,
                           Responder respond)
{
    reportItems(request, entry, std::move(decoded.refusals));
    m_service.ignored(domain::Protocol::Posthog, Ignored::Discarded, decoded.discarded);
    if (decoded.events.empty())
        return respond(ph::accepted(request));
    if (IntakeService::optsOut(request, entry.project)) {
        m_service.ignored(domain::Protocol::Posthog, Ignored::OptOut, decoded.events.size());
        return respond(ph::accepted(request));
    }
    if (m_service.overLimit(entry.source, decoded.events.size(), request.receivedAt)) {
        domain::Rejection rejection = rateLimited(domain::Protocol::Posthog, request.receivedAt, entry);
        rejection.items = static_cast<std::int64_t>(decoded.events.size());
        m_service.refused(std::move(rejection));
        return respond(ph::quotaLimited());
    }
    m_service.store(entry, std::move(decoded.events), request.receivedAt,
                    [respond = std::move(respond), answer = ph::accepted(request)](StoreResult result) mutable {
                        respond(result == StoreResult::Stored ? std::move(answer) : ph::unavailable());
                    });
}

void PosthogIntake::flags(Request&& request, Responder respond)
{
    const auto body = ph::readBody(threadParser(), request, kPosthogFlagsBytes);
    if (const auto* failure = std::get_if<Failure>(&body))
        return refuse(request, *failure, respond);
    const std::string token = ph::tokenOf(std::get<json::Document>(body).root);
    if (token.empty())
        return refuse(request, ph::invalidKey("The request carries no token."), respond);
    const auto entry = sourceOf(token);
    if (!entry)
        return refuse(request, unknownPosthogToken(), respond, token);
    respond(entry->source.enabled ? ph::noFlags() : ph::refused(unknownPosthogToken()));
}

void PosthogIntake::config(Request&& request, Responder respond)
{
    const std::string token = request.captures.empty() ? std::string() : request.captures.front();
    const auto entry = sourceOf(token);
    if (!entry)
        m_service.unknownSender(domain::Protocol::Posthog, token, request.receivedAt);
    if (!entry || !entry->source.enabled)
        return respond(ph::notFound());
    respond(request.path.ends_with(".js") || request.path.ends_with(".js/") ? ph::configScript(token) : ph::config());
}

void PosthogIntake::replay(Request&& request, Responder respond)
{
    m_service.ignored(domain::Protocol::Posthog, Ignored::Discarded, 1);
    respond(ph::accepted(request));
}

/// Nothing of a request that could not be read is shown: it may hold a token anywhere.
void PosthogIntake::refuse(const Request& request, const Failure& failure, const Responder& respond, std::string token)
{
    domain::Rejection rejection =
        rejectionOf(domain::Protocol::Posthog, request.receivedAt, nullptr, failure.code, failure.detail);
    rejection.key = cutUtf8(token, domain::UnknownSenders::kIdBytes);
    m_service.refused(std::move(rejection));
    respond(ph::refused(failure));
}

void PosthogIntake::reportItems(const Request& request, const domain::SourceEntry& entry,
                                std::vector<ingest::Refusal> refusals)
{
    for (ingest::Refusal& refusal : refusals)
        m_service.refused(rejectionOf(domain::Protocol::Posthog, request.receivedAt, entry, std::move(refusal)));
}

domain::SourceDirectory::Entry PosthogIntake::sourceOf(std::string_view token) const
{
    return token.empty() ? nullptr : m_service.directory().byPublicId(domain::Protocol::Posthog, token);
}

} // namespace sightglass::intake
