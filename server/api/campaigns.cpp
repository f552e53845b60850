// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/campaignjson.h"
#include "api/resources.h"
#include "api/sourceaddress.h"

namespace sightglass::api {

namespace {

using domain::Campaign;

QString campaignSubject(const Campaign& campaign)
{
    return QStringLiteral("campaign %1 \"%2\"").arg(idText(campaign.id.value), toQString(campaign.name));
}

Expected<Campaign> campaignOf(const Call& call)
{
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    const Expected<std::int64_t> id = parseId(call.ids.at(1));
    if (!id)
        return unexpected(id.error());
    return call.parts.store.control().campaigns().get(project->id, CampaignId(*id));
}

/// The source must be one of the project's.
Expected<void> checkCampaignSource(const Call& call, const Campaign& campaign)
{
    if (!campaign.source.isValid())
        return {};
    const auto entry = call.parts.store.sources().byId(campaign.source);
    if (entry && entry->source.project == campaign.project)
        return {};
    return unexpected(ErrorCode::InvalidInput, QStringLiteral("this project has no such source"),
                      QStringLiteral("/sourceId"));
}

Expected<void> changeCampaignBy(const Call& call, Campaign& campaign)
{
    if (Expected<void> applied = apply(call.body, campaign); !applied)
        return applied;
    return checkCampaignSource(call, campaign);
}

} // namespace

Answer listCampaigns(const Call& call)
{
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    const Expected<Page> page = pageOf(call.request);
    if (!page)
        return unexpected(page.error());
    QJsonArray all;
    for (const Campaign& campaign : call.parts.store.control().campaigns().ofProject(project->id))
        all.append(toJson(campaign, addressOf(call)));
    return list(all, *page);
}

Answer addCampaign(const Call& call)
{
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    Campaign campaign;
    campaign.project = project->id;
    if (const Expected<void> changed = changeCampaignBy(call, campaign); !changed)
        return unexpected(changed.error());
    const Expected<Campaign> added = call.parts.store.control().campaigns().add(campaign);
    if (!added)
        return unexpected(added.error());
    if (const Expected<void> written = audit(call, "campaign.add", campaignSubject(*added)); !written)
        return unexpected(written.error());
    return json(toJson(*added, addressOf(call)), 201);
}

Answer getCampaign(const Call& call)
{
    return campaignOf(call).transform(
        [&call](const Campaign& campaign) { return json(toJson(campaign, addressOf(call))); });
}

Answer changeCampaign(const Call& call)
{
    Expected<Campaign> campaign = campaignOf(call);
    if (!campaign)
        return unexpected(campaign.error());
    if (const Expected<void> applied = changeCampaignBy(call, *campaign); !applied)
        return unexpected(applied.error());
    const Expected<Campaign> changed = call.parts.store.control().campaigns().update(*campaign);
    if (!changed)
        return unexpected(changed.error());
    if (const Expected<void> written = audit(call, "campaign.change", campaignSubject(*changed)); !written)
        return unexpected(written.error());
    return json(toJson(*changed, addressOf(call)));
}

Answer removeCampaign(const Call& call)
{
    const Expected<Campaign> campaign = campaignOf(call);
    if (!campaign)
        return unexpected(campaign.error());
    if (const Expected<void> removed = call.parts.store.control().campaigns().remove(campaign->id); !removed)
        return unexpected(removed.error());
    if (const Expected<void> written = audit(call, "campaign.remove", campaignSubject(*campaign)); !written)
        return unexpected(written.error());
    return noContent();
}

} // namespace sightglass::api
