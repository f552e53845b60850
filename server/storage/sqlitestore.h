// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/background.h"
#include "storage/catalogue.h"
#include "storage/columncache.h"
#include "storage/datadirectory.h"
#include "storage/eventmap.h"
#include "storage/readpool.h"
#include "storage/sourcesnapshot.h"
#include "storage/sqlcontrolstore.h"
#include "storage/sqlshortlinks.h"
#include "storage/sqltrackerrecords.h"
#include "storage/store.h"
#include "storage/writer.h"

#include <array>
#include <mutex>

namespace sightglass::storage {

/// The store over one SQLite file. See Store for what is promised.
class SqliteStore final : public Store, private domain::EventSink
{
public:
    SqliteStore(DataDirectory directory, StoreOptions options, const Clock& clock);
    ~SqliteStore() override;

    [[nodiscard]] Expected<void> start();

    [[nodiscard]] domain::EventSink& sink() override { return *this; }
    [[nodiscard]] domain::SourceDirectory& sources() override { return m_sources; }
    [[nodiscard]] ControlStore& control() override { return m_control; }
    [[nodiscard]] domain::ShortLinks& shortLinks() override { return m_shortLinks; }
    [[nodiscard]] domain::TrackerRecords& trackerRecords() override { return m_trackerRecords; }
    [[nodiscard]] Expected<std::unique_ptr<domain::EventScan>> openScan() override;
    [[nodiscard]] Expected<std::vector<domain::Event>> recentEvents(ProjectId project, EventSeq before,
                                                                    int limit) override;
    [[nodiscard]] Expected<void> eachEvent(ProjectId project, domain::TimeRange range,
                                           const EventVisitor& visit) override;
    [[nodiscard]] Expected<void> removeIdentityLink(const domain::IdentityLink& link) override
    {
        return m_writer.removeLink(link);
    }
    [[nodiscard]] Expected<std::vector<ClickGroup>> clickGroups(ProjectId project) override;
    [[nodiscard]] Expected<void> cutClickLinks(std::uint64_t click) override { return m_writer.cutClick(click); }
    [[nodiscard]] Expected<ImportOutcome> importDay(ProjectId project, ImportedDay day) override;
    [[nodiscard]] Expected<std::vector<domain::Event>> personEvents(ProjectId project,
                                                                    std::vector<std::uint64_t> visitorKeys,
                                                                    const std::optional<EventCursor>& after,
                                                                    int limit) override;
    [[nodiscard]] Expected<void> seal() override { return m_background.finishAll(); }
    [[nodiscard]] Expected<std::int64_t> erasePerson(ProjectId project, std::uint64_t visitorKey,
                                                     const Progress& progress) override;
    [[nodiscard]] Expected<std::int64_t> relabel(ProjectId project, const EventJudge& judge,
                                                 const Progress& progress) override;
    [[nodiscard]] Expected<void> compact(const Progress& progress) override;
    [[nodiscard]] std::string secret(const char* purpose) const override;
    [[nodiscard]] Expected<std::string> dailySecret(TimePoint time) override;
    void setLiveFeed(domain::LiveFeed* feed) override { m_writer.setLiveFeed(feed); }
    [[nodiscard]] StoreFigures figures() const override;
    [[nodiscard]] Expected<void> backup(const QString& file) override;
    void drain() override;

    /// For tests of a full disk.
    [[nodiscard]] Writer& writer() { return m_writer; }

private:
    [[nodiscard]] Expected<void> submit(std::vector<domain::Event> events, domain::StoreDone done) override;
    [[nodiscard]] std::mutex& importMutex(domain::TimeRange day);

    const DataDirectory m_directory; ///< Holds the lock until everything below is gone.
    const Clock& m_clock;
    const std::size_t m_chunkRows;
    SourceTable m_sources;
    EventMap m_map;
    CatalogueTable m_catalogue;
    LinkTable m_links;
    ColumnCache m_cache;
    ReadPool m_pool;
    Writer m_writer;
    Background m_background;
    SqlControlStore m_control;
    SqlShortLinks m_shortLinks;
    SqlTrackerRecords m_trackerRecords;
    std::array<std::mutex, 16> m_importMutexes; ///< One import at a time for each day.
};

} // namespace sightglass::storage
