// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/opentracelinks.h"

#include "ingest/opentrace/answers.h"
#include "ingest/opentrace/campaigns.h"
#include "ingest/opentrace/identity.h"
#include "intake/trackerlinks.h"

namespace sightglass::intake {

namespace {

namespace ot = ingest::opentrace;

using domain::Request;
using domain::Responder;

constexpr std::size_t kMostBrowserIdBytes = 1024;

domain::Response campaignNotFound()
{
    return ot::detail(404, "Campaign not found");
}

domain::Response redirectTo(const std::string& target)
{
    return {302,
            {},
            {{"Location", target}, {"Cache-Control", "no-store"}, {"Referrer-Policy", "no-referrer-when-downgrade"}},
            {}};
}

} // namespace

std::vector<std::pair<std::string_view, domain::Handler>> OpenTraceLinks::handlers()
{
    const auto handler = [this](void (OpenTraceLinks::*method)(Request&&, Responder)) {
        return [this, method](Request&& request, Responder respond) {
            (this->*method)(std::move(request), std::move(respond));
        };
    };
    return {{"opentrace.resolve", handler(&OpenTraceLinks::resolve)},
            {"opentrace.handoff", handler(&OpenTraceLinks::handoff)},
            {"opentrace.redirect", handler(&OpenTraceLinks::redirect)}};
}

/// Clients do not escape codes: more segments, or a query, is a code that nobody has (spec opentrace §5.4).
void OpenTraceLinks::resolve(Request&& request, Responder respond)
{
    const bool isOneCode = request.captures.size() == 1 && request.query.empty();
    const domain::CampaignMatch match = isOneCode ? matchOf(request.captures.front()) : domain::CampaignMatch();
    if (!match.campaign)
        return respond(campaignNotFound());
    if (!isOverLimit(sourceOf(*match.campaign), request, respond))
        respond(ot::document(ot::campaignText(*match.campaign)));
}

void OpenTraceLinks::handoff(Request&& request, Responder respond)
{
    ot::Problems problems;
    const auto member = [&](std::string_view name) {
        auto value = domain::queryMember(request.query, name);
        if (!value)
            problems.push_back(ot::missingQuery(name));
        return value.value_or(std::string());
    };
    const std::string rid = member("rid");
    std::string sid = member("sid");
    const std::string code = member("code");
    if (!problems.empty())
        return respond(ot::invalid(problems));
    const auto entry = m_service.directory().byPublicId(domain::Protocol::OpenTrace, rid);
    const auto campaign = m_campaigns.byCode(code);
    const bool isUsable = entry && entry->source.enabled && campaign && campaign->project == entry->project.id &&
                          !botLink(*campaign).empty() && code.size() <= ot::kMostHandoffCode;
    if (!isUsable)
        return respond(campaignNotFound());
    if (ot::classOf(sid, true) != ot::KeyClass::Browser || sid.size() > kMostBrowserIdBytes)
        return respond(ot::invalid({{"string_type", {"query", "sid"}, "Input should be a browser's id", "null"}}));
    if (isOverLimit(entry, request, respond))
        return;
    const std::string token = m_handoffs.add(entry->project.id, std::move(sid), request.receivedAt);
    domain::Response answer = ot::document(ot::handoffText(*campaign, token));
    answer.headers.emplace_back("Cache-Control", "no-store");
    respond(std::move(answer));
}

void OpenTraceLinks::redirect(Request&& request, Responder respond)
{
    const auto campaign = m_campaigns.bySlug(request.captures.empty() ? std::string_view() : request.captures.front());
    const std::string target = campaign ? ot::redirectTarget(*campaign, request.query) : std::string();
    if (target.empty()) {
        if (!m_shortLinks || !m_shortLinks->visitIfKnown(request, respond))
            respond({404, "text/plain; charset=utf-8", {}, "not found"});
        return;
    }
    if (m_service.ignoresPrefetch(request, domain::Protocol::OpenTrace))
        return respond(redirectTo(target));
    storeClick(request, *campaign, target, std::move(respond));
}

void OpenTraceLinks::storeClick(const Request& request, const domain::Campaign& campaign, const std::string& target,
                                Responder respond)
{
    const auto entry = sourceOf(campaign);
    if (m_service.refusesSwitchedOff(*entry, domain::Protocol::OpenTrace, request.receivedAt))
        return respond(redirectTo(target));
    if (IntakeService::optsOut(request, entry->project)) {
        m_service.ignored(domain::Protocol::OpenTrace, Ignored::OptOut, 1);
        return respond(redirectTo(target));
    }
    const ot::Options options;
    const ot::Sender sender{
        request, *entry, options, domain::storedAddress(request.clientAddress, entry->source.ipMode), {}, {}};
    std::vector<domain::DecodedEvent> events(1);
    events.front() = ot::linkClick(sender, campaign, target);
    // Somebody waits: a store that is slow or full must not keep them from where they are going.
    const Responder once = m_service.answerWithin(IntakeService::kPersonWaits, std::move(respond), redirectTo(target));
    m_service.store(*entry, std::move(events), request.receivedAt,
                    [once, target](StoreResult) { once(redirectTo(target)); });
}

bool OpenTraceLinks::isOverLimit(const domain::SourceDirectory::Entry& entry, const Request& request,
                                 const Responder& respond)
{
    const auto wait = m_service.overLimit(entry->source, 1, request.receivedAt);
    if (wait)
        respond(ot::slowDown(*wait));
    return wait.has_value();
}

domain::SourceDirectory::Entry OpenTraceLinks::sourceOf(const domain::Campaign& campaign) const
{
    const domain::SourceDirectory& directory = m_service.directory();
    auto entry = campaign.source.isValid() ? directory.byId(campaign.source) : nullptr;
    if (!entry || entry->project.id != campaign.project)
        entry = directory.firstOfProject(campaign.project);
    return entry ? entry : directory.byId(domain::kUnassignedSource);
}

} // namespace sightglass::intake
