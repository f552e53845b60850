// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ids.h"
#include "domain/linkedvisitors.h"

#include <atomic>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <set>

namespace sightglass::storage {

/// The linked visitors of the projects that were asked about last, for as long as no link changes: to read all links
/// again takes longer than many a question. Thread: any; publish() is called by the writer after its commit. Owner: the
/// store.
class LinkTable
{
public:
    using Linked = std::shared_ptr<const domain::LinkedVisitors>;
    /// What a reading depends on. `version` is taken before the links are read, so that what it stands for is in them.
    struct Basis
    {
        ProjectId project;
        std::set<SourceId> sources;
        std::int64_t version = 0;
        bool operator==(const Basis&) const = default;
    };

    /// Links may have changed: IdentityLinks::version().
    void publish(std::int64_t version) { m_version = version; }
    [[nodiscard]] std::int64_t version() const { return m_version; }
    /// Null when it is not there.
    [[nodiscard]] Linked find(const Basis& basis);
    void keep(Basis basis, Linked linked);

private:
    struct Entry
    {
        Basis basis;
        Linked linked;
    };

    static constexpr std::size_t kMostProjects = 4;

    std::atomic<std::int64_t> m_version = 0;
    std::mutex m_mutex;
    std::list<Entry> m_entries; ///< One a project, the last used first.
};

} // namespace sightglass::storage
