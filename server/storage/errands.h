// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/chunktour.h"
#include "storage/reworker.h"
#include "storage/store.h"

#include <atomic>
#include <chrono>
#include <deque>
#include <future>
#include <mutex>

namespace sightglass::storage {

/// Changes to all sealed events of a project that somebody waits for, one after the other. They are not kept in the
/// file: after a crash what has been done stays done, and asking again does the rest. Thread: perform() any, and it
/// blocks; runPiece() the background's. Owner: the background.
class Errands
{
public:
    /// How often who waits for the background is told.
    static constexpr std::chrono::milliseconds kTellEvery{200};

    Errands(const SourceTable& sources, const CatalogueTable& catalogue, Reworker& reworker);

    /// Hands it in, calls `wake`, and waits: how many events were not kept. Errors: Cancelled, and those of the work.
    [[nodiscard]] Expected<std::int64_t> perform(ProjectId project, Reworker::Change change, const Progress& progress,
                                                 const std::function<void()>& wake);
    /// Looks at one chunk; false when nobody waits.
    [[nodiscard]] Expected<bool> runPiece();
    /// Those who wait, and who come later, get this.
    void stop(const Error& error);

private:
    struct Errand
    {
        Errand(ProjectId project, Reworker::Change wanted)
            : tour(project)
            , change(std::move(wanted))
        {
        }
        ChunkTour tour;
        const Reworker::Change change;
        std::int64_t events = 0;
        std::atomic<bool> isCancelled = false;
        std::atomic<std::int64_t> done = 0;
        std::atomic<std::int64_t> total = 0;
        std::promise<Expected<std::int64_t>> outcome;
    };
    [[nodiscard]] std::shared_ptr<Errand> current();
    [[nodiscard]] Expected<bool> work(Errand& errand);
    void end(const std::shared_ptr<Errand>& errand, Expected<std::int64_t> outcome);

    const SourceTable& m_sources;
    const CatalogueTable& m_catalogue;
    Reworker& m_reworker;
    std::mutex m_mutex;
    std::deque<std::shared_ptr<Errand>> m_errands;
    std::optional<Error> m_stopped;
};

} // namespace sightglass::storage
