// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/trackerpayments.h"

#include "ingest/tracker/answers.h"
#include "intake/rejections.h"

namespace sightglass::intake {

namespace trk = ingest::tracker;

using domain::Method;

std::vector<std::pair<std::string_view, domain::Handler>> TrackerPayments::handlers()
{
    const auto paying = [this](bool isThirdGeneration) {
        return m_tracker.places().counted(
            [this, isThirdGeneration](domain::Request&& request, const domain::Responder& respond) {
                take(request, isThirdGeneration, respond);
            });
    };
    return {{"tracker.tlv", paying(false)}, {"tracker.ltv", paying(true)}};
}

void TrackerPayments::take(const domain::Request& request, bool isThirdGeneration, const domain::Responder& respond)
{
    const bool tells = request.method == Method::Get || request.method == Method::Post || request.method == Method::Put;
    if (!tells || m_service.ignoresPrefetch(request, domain::Protocol::Tracker))
        return respond(trk::tracked());
    thread_local trk::PaymentDecoder decoder;
    const trk::Body body = decoder.readBody(request);
    const auto entry = m_tracker.sites().sourceOf(request, trackedPage(request, body));
    if (m_service.refusesSwitchedOff(*entry, domain::Protocol::Tracker, request.receivedAt))
        return respond(trk::tracked());
    trk::ProblemCounts problems{};
    auto payments = decoder.decode(request, body, *entry, m_tracker.eventOptions(), isThirdGeneration, problems);
    m_tracker.sites().report(request, *entry, problems);
    if (IntakeService::optsOut(request, entry->project)) {
        m_service.ignored(domain::Protocol::Tracker, Ignored::OptOut, payments.size());
        return respond(trk::tracked());
    }
    if (payments.empty())
        return respond(trk::tracked());
    if (const auto wait = m_service.overLimit(entry->source, payments.size(), request.receivedAt)) {
        m_service.refused(rateLimited(domain::Protocol::Tracker, request.receivedAt, *entry));
        return respond(trk::slowDown(*wait));
    }
    std::vector<domain::TrackerRecord> records(std::make_move_iterator(payments.begin()),
                                               std::make_move_iterator(payments.end()));
    m_recorder.storeAndAnswer(std::move(records), respond);
}

} // namespace sightglass::intake
