// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/trackerprivacy.h"

#include "core/ipaddress.h"
#include "domain/project.h"
#include "ingest/membertext.h"
#include "ingest/tracker/agreement.h"
#include "ingest/tracker/answers.h"
#include "ingest/tracker/privacyanswers.h"
#include "intake/threadparser.h"

#include <algorithm>
#include <variant>

namespace sightglass::intake {

namespace trk = ingest::tracker;

namespace {

using domain::Method;
using domain::Request;
using domain::Responder;

} // namespace

TrackerPrivacy::TrackerPrivacy(IntakeService& service, TrackerIntake& tracker, TrackerRecorder& recorder,
                               TrackerWorld world)
    : m_service(service)
    , m_tracker(tracker)
    , m_recorder(recorder)
    , m_world(std::move(world))
{
}

std::vector<std::pair<std::string_view, domain::Handler>> TrackerPrivacy::handlers()
{
    const auto counted = [this](auto answer) {
        return m_tracker.places().counted(
            [this, answer](Request&& request, const Responder& respond) { (this->*answer)(request, respond); });
    };
    return {{"tracker.agree", counted(&TrackerPrivacy::agree)},
            {"tracker.world", counted(&TrackerPrivacy::tellWorld)},
            {"tracker.privacy", m_tracker.places().counted([](const Request&, const Responder& respond) {
                 respond(trk::badRequest("Unknown action"));
             })}};
}

void TrackerPrivacy::agree(const Request& request, const Responder& respond)
{
    if (request.method == Method::Post)
        setAgreement(request, respond);
    else
        tellAgreement(request, respond);
}

void TrackerPrivacy::setAgreement(const Request& request, const Responder& respond)
{
    const auto document = threadParser().parse(request.body);
    const json::Value body = document ? document->root : json::Value();
    const auto entry = m_tracker.sites().sourceOf(request, body.find("url").text());
    if (m_service.refusesSwitchedOff(*entry, domain::Protocol::Tracker, request.receivedAt))
        return respond(trk::tracked());
    const bool isStrict = entry->project.privacy == domain::Privacy::Strict;
    trk::AgreementContext context{
        *entry, m_tracker.eventOptions(), domain::storedAddress(request.clientAddress, entry->source.ipMode),
        m_world.placeOf && !isStrict ? m_world.placeOf(request.clientAddress) : std::nullopt, m_world.countryOfZone};
    auto read = trk::readAgreement(body, request, context);
    if (const auto* wrong = std::get_if<std::string_view>(&read)) {
        m_tracker.sites().refuse(request, entry.get(), "bad_agreement", *wrong);
        return respond(trk::badRequest(*wrong));
    }
    if (isStrict) {
        m_service.ignored(domain::Protocol::Tracker, Ignored::Strict, 1);
        return respond(trk::tracked());
    }
    m_recorder.storeAndAnswer({std::get<domain::TrackerAgreement>(std::move(read))}, respond);
}

/// Query member `vid`.
void TrackerPrivacy::tellAgreement(const Request& request, const Responder& respond)
{
    const std::string sent = domain::queryMember(request.query, "vid").value_or(std::string());
    if (ingest::trimmedText(sent).empty())
        return respond(trk::nobodysAgreements());
    const std::string visitor = trk::agreeingVisitor(sent, request, m_tracker.eventOptions());
    const bool isOpen = m_world.opens && m_world.opens(domain::header(request.headers, "Authorization"));
    const SourceId source = m_tracker.sites().sourceOf(request, {})->source.id;
    ask(
        [visitor, isOpen, source](domain::TrackerRecords& records) {
            auto rows = records.agreementsOf(visitor);
            if (!rows)
                return trk::unavailable();
            if (!isOpen)
                std::erase_if(*rows, [source](const auto& row) { return row.source != source; });
            return trk::agreementList(*rows, isOpen);
        },
        respond);
}

void TrackerPrivacy::tellWorld(const Request& request, const Responder& respond)
{
    if (!request.captures.empty() && request.captures.back() == "geoip")
        return tellPlace(request, respond);
    ask(
        [](domain::TrackerRecords& records) {
            const auto all = records.jurisdictions();
            return all ? trk::jurisdictionList(*all) : trk::unavailable();
        },
        respond);
}

/// Query member `ip`; without it, who asks.
void TrackerPrivacy::tellPlace(const Request& request, const Responder& respond) const
{
    const std::string address = domain::queryMember(request.query, "ip").value_or(request.clientAddress);
    if (!IpAddress::parse(address))
        return respond(trk::badRequest("Bad Request (IP)"));
    if (!m_world.placeOf)
        return respond(trk::badRequest("Service Unavailable"));
    const auto place = m_world.placeOf(address);
    if (!place)
        return respond(trk::badRequest("Not Found (IP)"));
    const bool knowsZone = m_world.offsetOfZone && !place->timezone.empty();
    respond(trk::addressPlace(*place,
                              knowsZone ? m_world.offsetOfZone(place->timezone, request.receivedAt) : std::nullopt));
}

void TrackerPrivacy::ask(std::function<domain::Response(domain::TrackerRecords&)> question, const Responder& respond)
{
    const bool isTaken = m_recorder.ask(
        [question = std::move(question), respond](domain::TrackerRecords& records) { respond(question(records)); });
    if (!isTaken)
        respond(trk::unavailable());
}

} // namespace sightglass::intake
