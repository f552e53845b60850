// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlcampaignstore.h"

#include "core/logging.h"
#include "storage/randomtext.h"
#include "storage/writercall.h"

#include <algorithm>

namespace sightglass::storage {

using domain::Campaign;

namespace {

constexpr std::ptrdiff_t kMostCampaigns = 10'000;
constexpr int kCodeCharacters = 12; ///< Spec opentrace §5.2
constexpr int kSlugCharacters = 8;

Unexpected noCampaign(CampaignId id)
{
    return unexpected(ErrorCode::NotFound, QStringLiteral("There is no campaign %1.").arg(id.value));
}

/// Slug and code that the sender left to us.
void fillInCampaign(Campaign& campaign)
{
    const bool isBot = !campaign.botUsername.empty();
    if (isBot && campaign.botStartParam.empty())
        campaign.botStartParam = randomText(kLettersAndDigits, kCodeCharacters);
    if (!campaign.slug.empty())
        return;
    campaign.slug = isBot ? "bot_" + campaign.botStartParam + '_' + std::to_string(toMs(campaign.createdAt))
                          : randomText(kLettersAndDigits, kSlugCharacters);
}

template <typename Map> CampaignStore::Entry campaignEntry(const Map& map, std::string_view key)
{
    const auto found = key.empty() ? map.end() : map.find(std::string(key));
    return found == map.end() ? nullptr : found->second;
}

} // namespace

std::shared_ptr<const SqlCampaignStore::Snapshot> SqlCampaignStore::snapshot() const
{
    const std::lock_guard lock(m_mutex);
    return m_snapshot;
}

Expected<void> SqlCampaignStore::refresh(ControlDatabase& control)
{
    Expected<std::vector<Campaign>> rows = control.campaigns().all();
    if (!rows)
        return unexpected(rows.error());
    auto next = std::make_shared<Snapshot>();
    for (Campaign& row : *rows) {
        const Entry entry = std::make_shared<const Campaign>(std::move(row));
        next->byId.emplace(entry->id, entry);
        next->bySlug.emplace(entry->slug, entry);
        if (!entry->botStartParam.empty())
            next->byCode.emplace(entry->botStartParam, entry);
    }
    const std::lock_guard lock(m_mutex);
    m_snapshot = std::move(next);
    return {};
}

template <typename Change> auto SqlCampaignStore::change(Change change)
{
    return m_writer.call([&](ControlDatabase& control) {
        auto result = control.transact([&] { return change(control); });
        if (result) {
            // The change is in the file; not being able to read it back is no reason to deny it.
            if (const Expected<void> read = refresh(control); !read)
                qCWarning(lcStorage) << "The campaigns could not be read again:" << read.error().detail;
        }
        return result;
    });
}

CampaignStore::Entry SqlCampaignStore::byCode(std::string_view code) const
{
    return campaignEntry(snapshot()->byCode, code);
}

CampaignStore::Entry SqlCampaignStore::bySlug(std::string_view slug) const
{
    return campaignEntry(snapshot()->bySlug, slug);
}

std::vector<Campaign> SqlCampaignStore::ofProject(ProjectId project) const
{
    const auto all = snapshot();
    std::vector<Campaign> campaigns;
    for (const auto& [id, entry] : all->byId) {
        if (entry->project == project)
            campaigns.push_back(*entry);
    }
    return campaigns;
}

Expected<Campaign> SqlCampaignStore::get(ProjectId project, CampaignId id) const
{
    const auto all = snapshot();
    const auto found = all->byId.find(id);
    if (found == all->byId.end() || found->second->project != project)
        return noCampaign(id);
    return *found->second;
}

Expected<void> SqlCampaignStore::checkUnique(const Campaign& campaign) const
{
    const auto isTaken = [&](const Entry& other) { return other && other->id != campaign.id; };
    if (isTaken(byCode(campaign.botStartParam)))
        return unexpected(ErrorCode::Conflict, QStringLiteral("bot_start_param already in use"),
                          QStringLiteral("/botStartParam"));
    if (isTaken(bySlug(campaign.slug)))
        return unexpected(ErrorCode::Conflict, QStringLiteral("slug already in use"), QStringLiteral("/slug"));
    return {};
}

Expected<Campaign> SqlCampaignStore::add(Campaign campaign)
{
    campaign.createdAt = m_clock.now();
    fillInCampaign(campaign);
    return change([&](ControlDatabase& control) -> Expected<Campaign> {
        const auto all = snapshot();
        const auto ofThisProject = [&](const auto& row) { return row.second->project == campaign.project; };
        if (std::count_if(all->byId.begin(), all->byId.end(), ofThisProject) >= kMostCampaigns)
            return unexpected(ErrorCode::TooLarge,
                              QStringLiteral("A project keeps at most %1 campaigns.").arg(kMostCampaigns));
        if (const Expected<void> unique = checkUnique(campaign); !unique)
            return unexpected(unique.error());
        return control.campaigns().add(campaign);
    });
}

Expected<Campaign> SqlCampaignStore::update(Campaign campaign)
{
    fillInCampaign(campaign);
    return change([&](ControlDatabase& control) -> Expected<Campaign> {
        if (const Expected<void> unique = checkUnique(campaign); !unique)
            return unexpected(unique.error());
        return control.campaigns().update(campaign);
    });
}

Expected<void> SqlCampaignStore::remove(CampaignId id)
{
    return change([id](ControlDatabase& control) { return control.campaigns().remove(id); });
}

} // namespace sightglass::storage
