// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/trackerrecords.h"

#include <QSqlDatabase>

#include <vector>

namespace sightglass::storage {

class ControlQuery;

/// Tables `tracker_counter`, `tracker_update`, `tracker_log`, `tracker_payment`, `tracker_agreement` and
/// `tracker_jurisdiction`. Thread: the writer's. Errors: NotFound, and those of ControlQuery.
class TrackerRepository
{
public:
    explicit TrackerRepository(QSqlDatabase database)
        : m_database(std::move(database))
    {
    }

    [[nodiscard]] Expected<void> add(const domain::TrackerCount& count);
    [[nodiscard]] Expected<void> add(const domain::TrackerUpdate& update);
    [[nodiscard]] Expected<void> add(const domain::TrackerLog& log);
    /// One whose key its source has is left out.
    [[nodiscard]] Expected<void> add(const domain::TrackerPayment& payment);
    [[nodiscard]] Expected<void> add(const domain::TrackerAgreement& agreement);
    [[nodiscard]] Expected<void> forgetLogs(TimePoint before);
    [[nodiscard]] Expected<void> forget(ProjectId project, const std::string& id);

    [[nodiscard]] Expected<std::vector<domain::TrackerTotal>> counters(const std::string& after, int limit);
    [[nodiscard]] Expected<std::vector<domain::TrackerUpdate>> updates(const std::string& after, int limit);
    [[nodiscard]] Expected<std::vector<domain::TrackerLog>> logs(std::int64_t before, int limit);
    [[nodiscard]] Expected<std::vector<domain::TrackerPayment>> payments(ProjectId project, std::int64_t before,
                                                                         int limit);
    [[nodiscard]] Expected<std::vector<domain::LifetimeValue>> lifetimeValues(ProjectId project, domain::LifetimeOf of,
                                                                              std::int64_t offset, int limit);
    [[nodiscard]] Expected<std::vector<domain::TrackerAgreement>> agreements(ProjectId project, std::int64_t before,
                                                                             int limit);
    [[nodiscard]] Expected<std::vector<domain::TrackerAgreement>> agreementsOf(const std::string& visitor);

    [[nodiscard]] Expected<std::vector<domain::Jurisdiction>> jurisdictions();
    [[nodiscard]] Expected<void> set(const domain::Jurisdiction& jurisdiction);
    [[nodiscard]] Expected<void> remove(const domain::Jurisdiction& jurisdiction);

private:
    [[nodiscard]] ControlQuery query(std::string_view name);

    QSqlDatabase m_database;
};

} // namespace sightglass::storage
