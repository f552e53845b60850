// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "storage/clicklinks.h"
#include "storage/duplicatefinder.h"
#include "storage/encodedevents.h"
#include "storage/eventmap.h"
#include "storage/identitylinks.h"
#include "storage/importedrows.h"
#include "storage/idsegments.h"
#include "storage/recentids.h"
#include "storage/sourcesnapshot.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <span>
#include <utility>
#include <vector>

namespace sightglass::storage {

/// Puts submissions into the event table: gives sequence numbers, leaves out duplicates, keeps identity links, and
/// carries message ids and zones over into the file from time to time ("covering" the rows they speak of).
/// Thread and owner: the writer's.
class EventWriter
{
public:
    EventWriter(Connection& connection, EventMap& map, SealedIdentity& sealed, std::chrono::hours horizon,
                bool mergesDuplicates = true);

    /// What is kept of a wish for the horizon.
    [[nodiscard]] static std::chrono::hours horizonOf(std::chrono::hours wanted)
    {
        return std::max(wanted, std::chrono::hours(24));
    }
    /// Brings what is kept in memory back from the file.
    [[nodiscard]] Expected<void> load(const IdHash& hash);

    /// Stores a group in one transaction: all of it or, on error, nothing. `outcomes` gets one entry a submission.
    [[nodiscard]] Expected<void> store(std::span<const Submission> group, const SourceSnapshot& sources,
                                       std::vector<domain::StoreOutcome>& outcomes);
    /// Numbers for so many rows that come in as a chunk; the first of them. They are given once.
    [[nodiscard]] std::int64_t takeSeqs(std::int64_t count) { return std::exchange(m_nextSeq, m_nextSeq + count); }
    /// Marks those of the rows that are stored already; whether there are any.
    [[nodiscard]] Expected<bool> findDuplicates(ImportedRows& rows, const SourceSnapshot& sources);
    /// Writes what belongs to rows of a chunk, within a transaction of the caller; then tell how it ended.
    [[nodiscard]] Expected<void> addImported(const ImportedRows& rows);
    [[nodiscard]] Expected<void> endImport(const ImportedRows& rows, bool hasCommitted);

    /// Rows of the last store() that succeeded, in the order of their submissions.
    [[nodiscard]] std::span<const StoredRow> storedRows() const { return m_rows; }

    /// Whether so many rows have come since the last cover() that it is time for the next one.
    [[nodiscard]] bool isCoverDue() const;
    [[nodiscard]] bool hasUncovered() const { return m_nextSeq - 1 > m_covered; }
    /// Writes ids, zones and extents up to the last row, in a transaction of its own.
    [[nodiscard]] Expected<void> cover(TimePoint now);
    /// Error: NotFound.
    [[nodiscard]] Expected<void> takeLinkBack(const domain::IdentityLink& link, TimePoint now);
    /// Error: NotFound.
    [[nodiscard]] Expected<void> cutClick(std::uint64_t click, TimePoint now);

    /// Rows that are sealed, and so covered, go: within the caller's transaction their ids (`erased`, ascending; none =
    /// they are left to pass the horizon) and their share of each source's extent. Then call one of the next two.
    [[nodiscard]] Expected<void> forgetRows(const std::map<SourceId, RemovedRows>& removed,
                                            std::span<const std::int64_t> erased);
    void forgotRows(const std::map<SourceId, RemovedRows>& removed);
    [[nodiscard]] Expected<void> forgetFailed() { return m_segments.load(); }
    [[nodiscard]] const EventMap& map() const { return m_map; }
    [[nodiscard]] const IdentityLinks& links() const { return m_links; }
    /// Links have been taken out of the file.
    void forgetLinks()
    {
        m_links.forget();
        m_clicks.forget();
    }

    [[nodiscard]] std::int64_t nextSeq() const { return m_nextSeq; }

private:
    [[nodiscard]] Expected<void> storeOne(const Submission& submission, const SourceSnapshot& sources,
                                          domain::StoreOutcome& outcome);
    [[nodiscard]] Expected<void> insert(const EncodedEvent& event, std::string_view body, SourceId source);
    [[nodiscard]] Expected<void> addClicks(const EncodedEvent& event, std::span<const std::uint64_t> clicks,
                                           SourceId source);
    [[nodiscard]] Expected<void> addLinks(const EncodedEvent& event, SourceId source);
    [[nodiscard]] Expected<void> writeCover(TimePoint now);
    [[nodiscard]] Expected<void> loadTail(const IdHash& hash);

    Connection& m_connection;
    EventMap& m_map;
    IdSegments m_segments;
    RecentIds m_recent;
    IdentityLinks m_links;
    ClickLinks m_clicks{m_links};
    Statement m_insert;
    std::vector<StoredRow> m_rows;
    std::int64_t m_nextSeq = 1;
    std::int64_t m_covered = 0;
    const std::chrono::milliseconds m_horizon;
    DuplicateFinder m_duplicates;
    const bool m_mergesDuplicates;
};

} // namespace sightglass::storage
