// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/campaign.h"

#include <vector>

namespace sightglass::storage {

/// Table `campaign`. Thread: what CampaignDirectory offers from any, answered from memory; the rest from any worker,
/// blocks until its transaction has committed. Errors: NotFound, Conflict (slug or code already in use), InvalidInput,
/// TooLarge (more than 10 000 in a project), Unavailable.
class CampaignStore : public domain::CampaignDirectory
{
public:
    /// By id. Answered from memory.
    [[nodiscard]] virtual std::vector<domain::Campaign> ofProject(ProjectId project) const = 0;
    /// Of the project; NotFound otherwise. Answered from memory.
    [[nodiscard]] virtual Expected<domain::Campaign> get(ProjectId project, CampaignId id) const = 0;
    /// Gives the id, and slug and code where they are empty: a code only when a bot is named.
    [[nodiscard]] virtual Expected<domain::Campaign> add(domain::Campaign campaign) = 0;
    [[nodiscard]] virtual Expected<domain::Campaign> update(domain::Campaign campaign) = 0;
    [[nodiscard]] virtual Expected<void> remove(CampaignId id) = 0;
};

} // namespace sightglass::storage
