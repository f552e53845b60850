// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "storage/campaignrepository.h"
#include "storage/dailysecrets.h"
#include "storage/projectrepository.h"
#include "storage/savedrepository.h"
#include "storage/settingrepository.h"
#include "storage/shortlinkrepository.h"
#include "storage/sourcerepository.h"
#include "storage/sourcesnapshot.h"
#include "storage/store.h"
#include "storage/tokenrepository.h"
#include "storage/trackerrepository.h"

#include <QSqlDatabase>

#include <functional>
#include <memory>

namespace sightglass::storage {

/// The control tables' connection (Qt Sql) and their repositories.
/// Thread: made, used and destroyed on the writer's; Qt's connections belong to one thread.
class ControlDatabase
{
public:
    [[nodiscard]] static Expected<std::unique_ptr<ControlDatabase>> open(const QString& file, Durability durability);
    ~ControlDatabase();
    Q_DISABLE_COPY_MOVE(ControlDatabase)

    /// Runs `changes` in one transaction, which is rolled back when it gives an error.
    template <typename Changes> [[nodiscard]] auto transact(Changes&& changes) -> std::invoke_result_t<Changes>
    {
        if (const Expected<void> begun = begin(); !begun)
            return unexpected(begun.error());
        auto result = changes();
        if (!result) {
            m_database.rollback();
            return result;
        }
        if (const Expected<void> done = commit(); !done)
            return unexpected(done.error());
        return result;
    }

    /// Projects, sources and the open-mode setting as the directory shows them.
    [[nodiscard]] Expected<SourceTable::Snapshot> snapshot();

    ProjectRepository& projects() { return m_projects; }
    SourceRepository& sources() { return m_sources; }
    TokenRepository& tokens() { return m_tokens; }
    CampaignRepository& campaigns() { return m_campaigns; }
    SavedRepository& saved() { return m_saved; }
    ShortLinkRepository& shortLinks() { return m_shortLinks; }
    TrackerRepository& tracker() { return m_tracker; }
    SettingRepository& settings() { return m_settings; }
    AuditRepository& audit() { return m_audit; }
    DailySecrets& dailySecrets() { return m_dailySecrets; }

private:
    explicit ControlDatabase(QSqlDatabase database);
    [[nodiscard]] Expected<void> begin();
    [[nodiscard]] Expected<void> commit();
    [[nodiscard]] Expected<void> pragma(const QString& text);

    QSqlDatabase m_database;
    ProjectRepository m_projects;
    SourceRepository m_sources;
    TokenRepository m_tokens;
    CampaignRepository m_campaigns;
    SavedRepository m_saved;
    ShortLinkRepository m_shortLinks;
    TrackerRepository m_tracker;
    SettingRepository m_settings;
    AuditRepository m_audit;
    DailySecrets m_dailySecrets;
};

} // namespace sightglass::storage
