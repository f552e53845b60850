// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqltrackerrecords.h"

#include "storage/controldatabase.h"
#include "storage/writercall.h"

namespace sightglass::storage {

template <typename Change> Expected<void> SqlTrackerRecords::change(Change change)
{
    return m_writer.call([&](ControlDatabase& control) {
        return control.transact([&]() -> Expected<void> { return change(control.tracker()); });
    });
}

template <typename Read> auto SqlTrackerRecords::read(Read read)
{
    return m_writer.call([&](ControlDatabase& control) { return read(control.tracker()); });
}

Expected<void> SqlTrackerRecords::store(const std::vector<domain::TrackerRecord>& records)
{
    return change([&](TrackerRepository& tables) -> Expected<void> {
        for (const domain::TrackerRecord& record : records) {
            if (auto done = std::visit([&tables](const auto& one) { return tables.add(one); }, record); !done)
                return done;
        }
        return {};
    });
}

Expected<void> SqlTrackerRecords::forgetLogs(TimePoint before)
{
    return change([&](TrackerRepository& tables) { return tables.forgetLogs(before); });
}

Expected<std::vector<domain::TrackerTotal>> SqlTrackerRecords::counters(const std::string& after, int limit)
{
    return read([&](TrackerRepository& tables) { return tables.counters(after, limit); });
}

Expected<std::vector<domain::TrackerUpdate>> SqlTrackerRecords::updates(const std::string& after, int limit)
{
    return read([&](TrackerRepository& tables) { return tables.updates(after, limit); });
}

Expected<std::vector<domain::TrackerLog>> SqlTrackerRecords::logs(std::int64_t before, int limit)
{
    return read([&](TrackerRepository& tables) { return tables.logs(before, limit); });
}

Expected<std::vector<domain::TrackerPayment>> SqlTrackerRecords::payments(ProjectId project, std::int64_t before,
                                                                          int limit)
{
    return read([&](TrackerRepository& tables) { return tables.payments(project, before, limit); });
}

Expected<std::vector<domain::LifetimeValue>> SqlTrackerRecords::lifetimeValues(ProjectId project, domain::LifetimeOf of,
                                                                               std::int64_t offset, int limit)
{
    return read([&](TrackerRepository& tables) { return tables.lifetimeValues(project, of, offset, limit); });
}

Expected<std::vector<domain::TrackerAgreement>> SqlTrackerRecords::agreements(ProjectId project, std::int64_t before,
                                                                              int limit)
{
    return read([&](TrackerRepository& tables) { return tables.agreements(project, before, limit); });
}

Expected<std::vector<domain::TrackerAgreement>> SqlTrackerRecords::agreementsOf(const std::string& visitor)
{
    return read([&](TrackerRepository& tables) { return tables.agreementsOf(visitor); });
}

Expected<void> SqlTrackerRecords::forget(ProjectId project, const std::vector<std::string>& ids)
{
    return change([&](TrackerRepository& tables) -> Expected<void> {
        for (const std::string& id : ids) {
            if (Expected<void> done = id.empty() ? Expected<void>() : tables.forget(project, id); !done)
                return done;
        }
        return {};
    });
}

Expected<std::vector<domain::Jurisdiction>> SqlTrackerRecords::jurisdictions()
{
    return read([](TrackerRepository& tables) { return tables.jurisdictions(); });
}

Expected<void> SqlTrackerRecords::setJurisdiction(const domain::Jurisdiction& jurisdiction)
{
    return change([&](TrackerRepository& tables) { return tables.set(jurisdiction); });
}

Expected<void> SqlTrackerRecords::removeJurisdiction(const domain::Jurisdiction& jurisdiction)
{
    return change([&](TrackerRepository& tables) { return tables.remove(jurisdiction); });
}

} // namespace sightglass::storage
