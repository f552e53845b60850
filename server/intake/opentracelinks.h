// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/campaign.h"
#include "domain/request.h"
#include "intake/intakeservice.h"
#include "intake/opentracehandoffs.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sightglass::intake {

class TrackerLinks;

/// Campaigns as links and bots ask for them (spec opentrace §5, §9.4): the campaign behind a bot's start parameter, the
/// way of a browser into a bot, short links. Owner: service; must outlive the server. Thread: handlers run on server
/// threads, any number at once; they do not block.
class OpenTraceLinks
{
public:
    /// `shortLinks` are asked for slugs that no campaign has (spec routes C5); none: nobody is.
    OpenTraceLinks(IntakeService& service, const domain::CampaignDirectory& campaigns,
                   TrackerLinks* shortLinks = nullptr)
        : m_service(service)
        , m_campaigns(campaigns)
        , m_shortLinks(shortLinks)
    {
    }

    /// Handlers by route id.
    [[nodiscard]] std::vector<std::pair<std::string_view, domain::Handler>> handlers();

    /// GET /api/campaigns/resolve/{code…}
    void resolve(domain::Request&& request, domain::Responder respond);
    /// GET /api/v1/handoff?rid=&sid=&code=
    void handoff(domain::Request&& request, domain::Responder respond);
    /// GET /r/{slug}: 302 once the click is stored, or after 250 ms.
    void redirect(domain::Request&& request, domain::Responder respond);

    /// What an event's `bot_param` says.
    [[nodiscard]] domain::CampaignMatch matchOf(std::string_view botParam) const
    {
        return domain::resolveStartParam(m_campaigns, botParam);
    }
    [[nodiscard]] OpenTraceHandoffs& handoffs() { return m_handoffs; }

private:
    void storeClick(const domain::Request& request, const domain::Campaign& campaign, const std::string& target,
                    domain::Responder respond);
    /// Whether the source sends more than it may; the request was answered then.
    [[nodiscard]] bool isOverLimit(const domain::SourceDirectory::Entry& entry, const domain::Request& request,
                                   const domain::Responder& respond);
    [[nodiscard]] domain::SourceDirectory::Entry sourceOf(const domain::Campaign& campaign) const;

    IntakeService& m_service;
    const domain::CampaignDirectory& m_campaigns;
    TrackerLinks* const m_shortLinks;
    OpenTraceHandoffs m_handoffs;
};

} // namespace sightglass::intake
