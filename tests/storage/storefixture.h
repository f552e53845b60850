// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "storage/sqlitestore.h"
#include "support/manualclock.h"

#include <QTemporaryDir>

#include <memory>
#include <random>
#include <string>
#include <vector>

namespace sightglass::test {

/// A store in a directory of its own, on a clock that stands still.
class StoreFixture
{
public:
    StoreFixture();

    [[nodiscard]] Expected<void> open(storage::StoreOptions options = {});
    void close() { m_store.reset(); }
    [[nodiscard]] storage::Store& store() { return *m_store; }
    [[nodiscard]] storage::Writer& writer() { return m_store->writer(); }
    [[nodiscard]] QString directory() const { return m_directory.path() + QLatin1String("/data"); }
    [[nodiscard]] QString file() const { return directory() + QLatin1String("/sightglass.db"); }

    /// A project with one source; gives the source.
    [[nodiscard]] domain::Source addSource(const char* name = "Site");
    /// Submits and waits for the answer.
    [[nodiscard]] Expected<domain::StoreOutcome> submit(std::vector<domain::Event> events);
    /// The project's events by sequence, decoded whole.
    [[nodiscard]] std::vector<domain::Event> events(ProjectId project);
    /// The project's identity links. What the store has made of them must be what they say.
    [[nodiscard]] std::vector<domain::IdentityLink> links(ProjectId project);

    ManualClock clock{at("2026-03-10T12:00:00.000Z")};

private:
    QTemporaryDir m_directory;
    std::unique_ptr<storage::SqliteStore> m_store;
};

/// Small chunks, and no rests between them.
[[nodiscard]] storage::StoreOptions quickSealing(std::size_t chunkRows);
/// The number that a query of the file gives; −1 when it fails.
[[nodiscard]] std::int64_t numberIn(const QString& file, std::string_view sql);

/// An event of that source received now.
[[nodiscard]] domain::Event makeEvent(const domain::Source& source, std::string messageId, TimePoint time);
/// An event whose members are set at random, some to extremes, some not at all.
[[nodiscard]] domain::Event randomEvent(std::mt19937_64& random, const domain::Source& source, TimePoint around);

} // namespace sightglass::test
