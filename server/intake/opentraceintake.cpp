// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/opentraceintake.h"

#include "ingest/opentrace/answers.h"
#include "ingest/opentrace/collectdecoder.h"
#include "ingest/opentrace/identifydecoder.h"
#include "ingest/opentrace/livestate.h"
#include "intake/opentracebatch.h"
#include "intake/opentracelinks.h"
#include "intake/rejections.h"
#include "intake/threadparser.h"

namespace sightglass::intake {

namespace {

namespace ot = ingest::opentrace;

using domain::Request;
using domain::Responder;

constexpr std::size_t kMostOpenTraceItems = 500;      ///< Spec opentrace §2.1
constexpr std::string_view kSourceOff = "source_off"; ///< Counted where it was noticed, with its source.

std::variant<ot::Events, ot::Problems> decodeCollectedItem(const ot::Sender& sender, json::Value body)
{
    if (!body.isObject())
        return ot::Problems{ot::noObject(body)};
    return ot::decodeCollect(sender, body);
}

} // namespace

OpenTraceIntake::OpenTraceIntake(IntakeService& service, ot::Options options, OpenTraceParts parts)
    : m_service(service)
    , m_options(options)
    , m_parts(std::move(parts))
{
}

std::vector<std::pair<std::string_view, domain::Handler>> OpenTraceIntake::handlers()
{
    const auto handler = [this](void (OpenTraceIntake::*method)(Request&&, Responder)) {
        return [this, method](Request&& request, Responder respond) {
            (this->*method)(std::move(request), std::move(respond));
        };
    };
    return {{"opentrace.collect", handler(&OpenTraceIntake::collect)},
            {"opentrace.event", handler(&OpenTraceIntake::event)},
            {"opentrace.identify", handler(&OpenTraceIntake::identify)},
            {"opentrace.rules", handler(&OpenTraceIntake::rules)},
            {"opentrace.tracker", handler(&OpenTraceIntake::tracker)},
            {"opentrace.script",
             [this](Request&& request, const Responder& respond) { respond(m_scripts.older(request)); }},
            {"opentrace.health", [this](Request&&, const Responder& respond) { respond(ot::health(m_parts.version)); }},
            {"opentrace.showdemo", [](Request&&, const Responder& respond) { respond(ot::showDemo()); }}};
}

void OpenTraceIntake::collect(Request&& request, Responder respond)
{
    m_service.recognise(request);
    take(request, {ot::collectUid, decodeCollectedItem, false, true, true}, std::move(respond));
}

void OpenTraceIntake::event(Request&& request, Responder respond)
{
    m_service.recognise(request);
    take(request, {ot::eventUid, ot::decodeEvent, true}, std::move(respond));
}

void OpenTraceIntake::rules(Request&& request, Responder respond)
{
    const std::string uid = request.captures.empty() ? std::string() : request.captures.front();
    const auto entry = m_service.directory().byPublicId(domain::Protocol::OpenTrace, uid);
    respond(
        ot::document(ot::rulesText(entry && entry->source.enabled ? rulesOf(entry->source) : std::vector<ot::Rule>())));
}

std::vector<ot::Rule> OpenTraceIntake::rulesOf(const domain::Source& source) const
{
    return m_parts.rulesOf ? m_parts.rulesOf(source) : std::vector<ot::Rule>();
}

void OpenTraceIntake::tracker(Request&& request, Responder respond)
{
    const auto uid = domain::queryMember(request.query, "id");
    if (!uid)
        return respond(ot::invalid({ot::missingQuery("id")}));
    const auto entry = m_service.directory().byPublicId(domain::Protocol::OpenTrace, *uid);
    respond(entry && entry->source.enabled ? m_scripts.tracker(*uid, rulesOf(entry->source))
                                           : OpenTraceScripts::nothing());
}

void OpenTraceIntake::identify(Request&& request, Responder respond)
{
    m_service.recognise(request);
    take(request, {ot::collectUid, ot::decodeIdentify, true, false}, std::move(respond));
}

void OpenTraceIntake::take(const Request& request, const Call& call, Responder respond)
{
    const auto document = threadParser().parse(request.body);
    if (!document)
        return refuse(request, call, {ot::noJson()}, respond);
    const json::Value root = document->root;
    OpenTraceBatch batch;
    batch.isList = call.takesLists && root.isArray();
    if (batch.isList && root.count() > kMostOpenTraceItems)
        return refuse(request, call, {ot::tooMany(kMostOpenTraceItems)}, respond);
    if (!batch.isList) {
        decodeItem(request, call, root, batch);
    } else {
        for (const json::Value item : root)
            decodeItem(request, call, item, batch);
    }
    if (!batch.isList && !batch.problems.empty())
        return refuse(request, call, batch.problems, respond);
    reportItems(request, batch);
    if (document->repaired)
        batch.warn(domain::Warning::TextRepaired);
    if (!batch.isList && !batch.refusals.empty())
        return respond(ot::failed(batch.refusals.front().message));
    if (isWithinLimits(request, batch, respond))
        store(request, std::move(batch), std::move(respond));
}

void OpenTraceIntake::decodeItem(const Request& request, const Call& call, json::Value item,
                                 OpenTraceBatch& batch) const
{
    const int index = static_cast<int>(batch.items++);
    const std::string uid = item.isObject() ? call.uidOf(item) : std::string();
    auto entry = m_service.directory().byPublicId(domain::Protocol::OpenTrace, uid);
    const bool isKnown = entry != nullptr;
    if (!isKnown)
        entry = m_service.directory().byId(domain::kUnassignedSource);
    const ot::Sender sender{request,
                            *entry,
                            m_options,
                            domain::storedAddress(request.clientAddress, entry->source.ipMode),
                            [this] { return inventedSession(m_options.strict); },
                            [&](std::string_view param, std::string_view userId) {
                                return botStart(*entry, request.receivedAt, param, userId);
                            }};
    auto decoded = call.decode(sender, item);
    if (auto* problems = std::get_if<ot::Problems>(&decoded)) {
        batch.refuse(index, "invalid", ot::sentenceOf(*problems));
        batch.problems = std::move(*problems);
        return;
    }
    if (!isKnown)
        m_service.unknownSender(domain::Protocol::OpenTrace, uid, request.receivedAt);
    if (!isKnown && m_options.rejectUnknownUid)
        return batch.refuse(index, "unknown_resource", "unknown resource");
    if (m_service.refusesSwitchedOff(*entry, domain::Protocol::OpenTrace, request.receivedAt))
        return batch.refuse(index, std::string(kSourceOff), "unknown resource");
    auto& events = std::get<ot::Events>(decoded);
    if (isKnown && m_parts.sessions)
        noteSession(request, call, *entry, item, events.front());
    batch.add(std::move(entry), std::move(events));
}

void OpenTraceIntake::noteSession(const Request& request, const Call& call, const domain::SourceEntry& entry,
                                  json::Value item, const domain::DecodedEvent& decoded) const
{
    const bool isWanted = (!call.isOfServers || entry.source.kind == domain::SourceKind::Bot) &&
                          entry.project.privacy != domain::Privacy::Strict &&
                          !IntakeService::optsOut(request, entry.project);
    const std::string session = ot::sessionOf(decoded.event);
    if (isWanted && !session.empty())
        m_parts.sessions->note(entry.source.openTraceUid, session,
                               ot::liveSession(decoded, item, domain::isTrustedSender(request)));
}

ot::BotStart OpenTraceIntake::botStart(const domain::SourceEntry& entry, TimePoint at, std::string_view param,
                                       std::string_view userId) const
{
    if (!m_parts.links)
        return {};
    const domain::CampaignMatch match = m_parts.links->matchOf(param);
    if (!match.campaign || match.campaign->project != entry.project.id)
        return {};
    ot::BotStart start{.campaignId = std::to_string(match.campaign->id.value), .browserId = {}};
    if (!match.token.empty() && !userId.empty())
        start.browserId =
            m_parts.links->handoffs().redeem(entry.project.id, match.token, userId, at).value_or(std::string());
    return start;
}

bool OpenTraceIntake::isWithinLimits(const Request& request, const OpenTraceBatch& batch, const Responder& respond)
{
    for (const OpenTraceBatch::Part& part : batch.parts) {
        const auto wait = m_service.overLimit(part.entry->source, part.events.size(), request.receivedAt);
        if (!wait)
            continue;
        m_service.refused(rateLimited(domain::Protocol::OpenTrace, request.receivedAt, *part.entry));
        respond(ot::slowDown(*wait));
        return false;
    }
    return true;
}

void OpenTraceIntake::store(const Request& request, OpenTraceBatch batch, Responder respond)
{
    domain::Response success =
        batch.isList ? ot::acceptedBatch(batch.items - batch.refusals.size(), batch.refusals) : ot::accepted();
    std::erase_if(batch.parts, [&](const OpenTraceBatch::Part& part) {
        const bool optsOut = IntakeService::optsOut(request, part.entry->project);
        if (optsOut)
            m_service.ignored(domain::Protocol::OpenTrace, Ignored::OptOut, part.events.size());
        return optsOut;
    });
    const auto done = [this, at = request.receivedAt, success = std::move(success),
                       respond](StoreResult worst) mutable {
        if (worst == StoreResult::Stored)
            return respond(std::move(success));
        if (worst == StoreResult::Busy)
            return respond(ot::busy());
        // The sender takes the 200 for a success: people have to see that it was none.
        m_service.refused(
            rejectionOf(domain::Protocol::OpenTrace, at, nullptr, "not_stored", "An event could not be stored."));
        respond(ot::notStored());
    };
    storeAll(m_service, std::move(batch.parts), request.receivedAt, done);
}

void OpenTraceIntake::refuse(const Request& request, const Call& call, const ot::Problems& problems,
                             const Responder& respond)
{
    const std::string sentence = ot::sentenceOf(problems);
    report(request, nullptr, "invalid", sentence);
    respond(call.failsWith200 ? ot::failed(sentence) : ot::invalid(problems));
}

/// Nothing of what was sent is shown: it may be about a person.
void OpenTraceIntake::report(const Request& request, const domain::SourceEntry* entry, std::string_view reason,
                             std::string_view detail)
{
    m_service.refused(rejectionOf(domain::Protocol::OpenTrace, request.receivedAt, entry, reason, detail));
}

void OpenTraceIntake::reportItems(const Request& request, const OpenTraceBatch& batch)
{
    std::vector<domain::Rejection> rejections;
    for (const ingest::Refusal& refusal : batch.refusals) {
        if (refusal.code != kSourceOff)
            rejections.push_back(
                rejectionOf(domain::Protocol::OpenTrace, request.receivedAt, nullptr, refusal.code, refusal.message));
    }
    m_service.refused(std::move(rejections));
}

} // namespace sightglass::intake
