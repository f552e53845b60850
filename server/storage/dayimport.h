// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/scan.h"
#include "storage/chunkinstaller.h"
#include "storage/importedrows.h"
#include "storage/writer.h"

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace sightglass::storage {

/// Which events of an import a project's day has already: those whose message id is there, and of the others as many as
/// are there just like them without an id, be it that they never had one or that it was forgotten. Exact, without a
/// horizon. Thread: one at a time; lives for one import call.
class DayContents
{
public:
    /// Reads the message ids that `scan` holds of the day.
    [[nodiscard]] Expected<void> readIds(domain::EventScan& scan, ProjectId project, domain::TimeRange day);
    /// Whether the day has events without an id.
    [[nodiscard]] bool hasSomeWithoutId() const { return m_hasSomeWithoutId; }
    /// Tells of an event that the day has; only those without an id are kept in mind.
    void addWithoutId(const domain::Event& event);
    /// Takes out what the day has by its id; the ids of the rest it has from now on. `events` must outlive this.
    void removeById(PackedEvents& events);
    /// Takes out what is as those of addWithoutId() are.
    void removeAlike(PackedEvents& events);

private:
    std::deque<std::string> m_stored;
    std::unordered_set<std::string_view> m_ids;
    bool m_hasSomeWithoutId = false;
    std::unordered_map<std::string, int> m_withoutId; ///< Encoded events, and how many of each are still unclaimed.
};

/// The UTC day that holds all of the events. Error: InvalidInput when there is none.
[[nodiscard]] Expected<domain::TimeRange> dayOf(const PackedEvents& events);

/// Makes chunks of a project's new events of one day and brings them into the file, with their identity links, their
/// ids as far as live events may still repeat them, and their place in each source's extent: all of it or nothing.
/// Thread: any, several at once for different days; blocks.
class DayImport
{
public:
    DayImport(Writer& writer, ProjectId project, std::size_t chunkRows)
        : m_writer(writer)
        , m_installer(writer)
        , m_project(project)
        , m_chunkRows(chunkRows)
    {
    }

    /// Gives how many events were stored; those that came live meanwhile, or lately on another day, are not.
    /// Errors: those of ChunkInstaller but Conflict, Corrupt.
    [[nodiscard]] Expected<std::int64_t> store(ImportedDay& day);

private:
    [[nodiscard]] ImportedRows rowsOf(const ImportedDay& day) const;

    Writer& m_writer;
    ChunkInstaller m_installer;
    const ProjectId m_project;
    const std::size_t m_chunkRows;
};

} // namespace sightglass::storage
