// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/campaignrepository.h"

#include "storage/controlquery.h"

namespace sightglass::storage {

using domain::Campaign;

namespace {

Unexpected noCampaignRow(CampaignId id)
{
    return unexpected(ErrorCode::NotFound, QStringLiteral("There is no campaign %1.").arg(id.value));
}

Campaign readCampaign(const ControlQuery& row)
{
    Campaign campaign;
    campaign.id = CampaignId(row.integer(0));
    campaign.project = ProjectId(row.integer(1));
    campaign.source = SourceId(row.integer(2));
    std::string Campaign::*const texts[] = {&Campaign::name,         &Campaign::utmSource,  &Campaign::utmMedium,
                                            &Campaign::utmCampaign,  &Campaign::utmContent, &Campaign::utmTerm,
                                            &Campaign::target,       &Campaign::slug,       &Campaign::botUsername,
                                            &Campaign::botStartParam};
    int column = 3;
    for (std::string Campaign::*const text : texts)
        campaign.*text = row.utf8(column++);
    campaign.createdAt = row.time(column);
    return campaign;
}

void writeCampaign(ControlQuery& query, const Campaign& campaign)
{
    query.bind(":source", campaign.source.value).bind(":name", campaign.name);
    query.bind(":utm_source", campaign.utmSource).bind(":utm_medium", campaign.utmMedium);
    query.bind(":utm_campaign", campaign.utmCampaign).bind(":utm_content", campaign.utmContent);
    query.bind(":utm_term", campaign.utmTerm).bind(":target", campaign.target).bind(":slug", campaign.slug);
    query.bind(":bot_username", campaign.botUsername).bind(":bot_start_param", campaign.botStartParam);
}

} // namespace

Expected<std::vector<Campaign>> CampaignRepository::all()
{
    std::vector<Campaign> campaigns;
    return ControlQuery(m_database, "campaign", "all")
        .each([&](const ControlQuery& row) { campaigns.push_back(readCampaign(row)); })
        .transform([&] { return std::move(campaigns); });
}

Expected<Campaign> CampaignRepository::add(Campaign campaign)
{
    ControlQuery query(m_database, "campaign", "add");
    writeCampaign(query, campaign);
    query.bind(":project", campaign.project.value).bind(":created_at", toMs(campaign.createdAt));
    if (const Expected<void> done = query.run(); !done)
        return unexpected(done.error());
    campaign.id = CampaignId(query.insertedId());
    return campaign;
}

Expected<Campaign> CampaignRepository::update(Campaign campaign)
{
    ControlQuery query(m_database, "campaign", "update");
    writeCampaign(query, campaign);
    if (const Expected<void> done = query.bind(":id", campaign.id.value).run(); !done)
        return unexpected(done.error());
    if (query.changedRows() == 0)
        return noCampaignRow(campaign.id);
    return campaign;
}

Expected<void> CampaignRepository::moveWith(SourceId source, ProjectId project)
{
    return ControlQuery(m_database, "campaign", "move")
        .bind(":source", source.value)
        .bind(":project", project.value)
        .run();
}

Expected<void> CampaignRepository::remove(CampaignId id)
{
    ControlQuery query(m_database, "campaign", "remove");
    Expected<void> done = query.bind(":id", id.value).run();
    if (done && query.changedRows() == 0)
        return noCampaignRow(id);
    return done;
}

Expected<void> CampaignRepository::removeOfProject(ProjectId project)
{
    return ControlQuery(m_database, "campaign", "removeOfProject").bind(":project", project.value).run();
}

} // namespace sightglass::storage
