// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/campaignstore.h"
#include "storage/writer.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace sightglass::storage {

/// CampaignStore over the writer's control connection; keeps all campaigns in memory. Owner: SqlControlStore.
class SqlCampaignStore final : public CampaignStore
{
public:
    SqlCampaignStore(Writer& writer, const Clock& clock)
        : m_writer(writer)
        , m_clock(clock)
    {
    }

    /// Reads what is answered from memory. On the writer's thread, after each change of the control tables.
    [[nodiscard]] Expected<void> refresh(ControlDatabase& control);

    [[nodiscard]] Entry byCode(std::string_view code) const override;
    [[nodiscard]] Entry bySlug(std::string_view slug) const override;
    [[nodiscard]] std::vector<domain::Campaign> ofProject(ProjectId project) const override;
    [[nodiscard]] Expected<domain::Campaign> get(ProjectId project, CampaignId id) const override;
    [[nodiscard]] Expected<domain::Campaign> add(domain::Campaign campaign) override;
    [[nodiscard]] Expected<domain::Campaign> update(domain::Campaign campaign) override;
    [[nodiscard]] Expected<void> remove(CampaignId id) override;

private:
    template <typename Change> [[nodiscard]] auto change(Change change);
    /// Whether slug and code are nobody else's. On the writer's thread.
    [[nodiscard]] Expected<void> checkUnique(const domain::Campaign& campaign) const;

    struct Snapshot
    {
        std::map<CampaignId, Entry> byId;
        std::unordered_map<std::string, Entry> byCode;
        std::unordered_map<std::string, Entry> bySlug;
    };
    [[nodiscard]] std::shared_ptr<const Snapshot> snapshot() const;

    Writer& m_writer;
    const Clock& m_clock;
    mutable std::mutex m_mutex;
    std::shared_ptr<const Snapshot> m_snapshot = std::make_shared<Snapshot>();
};

} // namespace sightglass::storage
