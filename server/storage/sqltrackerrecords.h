// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/trackerrecords.h"
#include "storage/writer.h"

namespace sightglass::storage {

/// TrackerRecords over the writer's control connection. Thread: any; every call blocks. Owner: the store.
class SqlTrackerRecords final : public domain::TrackerRecords
{
public:
    explicit SqlTrackerRecords(Writer& writer)
        : m_writer(writer)
    {
    }

    [[nodiscard]] Expected<void> store(const std::vector<domain::TrackerRecord>& records) override;
    [[nodiscard]] Expected<void> forgetLogs(TimePoint before) override;
    [[nodiscard]] Expected<std::vector<domain::TrackerTotal>> counters(const std::string& after, int limit) override;
    [[nodiscard]] Expected<std::vector<domain::TrackerUpdate>> updates(const std::string& after, int limit) override;
    [[nodiscard]] Expected<std::vector<domain::TrackerLog>> logs(std::int64_t before, int limit) override;
    [[nodiscard]] Expected<std::vector<domain::TrackerPayment>> payments(ProjectId project, std::int64_t before,
                                                                         int limit) override;
    [[nodiscard]] Expected<std::vector<domain::LifetimeValue>> lifetimeValues(ProjectId project, domain::LifetimeOf of,
                                                                              std::int64_t offset, int limit) override;
    [[nodiscard]] Expected<std::vector<domain::TrackerAgreement>> agreements(ProjectId project, std::int64_t before,
                                                                             int limit) override;
    [[nodiscard]] Expected<std::vector<domain::TrackerAgreement>> agreementsOf(const std::string& visitor) override;
    [[nodiscard]] Expected<void> forget(ProjectId project, const std::vector<std::string>& ids) override;
    [[nodiscard]] Expected<std::vector<domain::Jurisdiction>> jurisdictions() override;
    [[nodiscard]] Expected<void> setJurisdiction(const domain::Jurisdiction& jurisdiction) override;
    [[nodiscard]] Expected<void> removeJurisdiction(const domain::Jurisdiction& jurisdiction) override;

private:
    /// A change in a transaction of its own.
    template <typename Change> [[nodiscard]] Expected<void> change(Change change);
    template <typename Read> [[nodiscard]] auto read(Read read);

    Writer& m_writer;
};

} // namespace sightglass::storage
