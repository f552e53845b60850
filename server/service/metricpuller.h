// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "domain/saved.h"
#include "storage/store.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace sightglass::service {

/// Keeps pulled metrics fresh (openmetrics §14.2): a thread of its own asks for each one whose time has come, one after
/// the other, and stores what came under `pulled` of the metric: `at`, `data`, and `error` when the last call failed.
/// Owner: HubCore; the store outlives it. Thread: any may call pull().
class MetricPuller
{
public:
    MetricPuller(storage::Store& store, const Clock& clock, bool mayBePrivate);
    ~MetricPuller();
    MetricPuller(const MetricPuller&) = delete;
    MetricPuller& operator=(const MetricPuller&) = delete;

    /// Asks now. Blocks for at most ten seconds. Errors: NotFound (no such metric, or none that is pulled), those of
    /// the store; a call that fails is no error but stored as such.
    [[nodiscard]] Expected<domain::SavedItem> pull(ProjectId project, SavedId metric);
    /// Ends what runs and the thread.
    void stop();

private:
    void run();
    void pullWhatIsDue();
    [[nodiscard]] bool isDue(const domain::SavedItem& item) const;
    [[nodiscard]] QJsonObject pulled(const domain::SavedItem& item) const;

    storage::Store& m_store;
    const Clock& m_clock;
    const bool m_mayBePrivate;
    std::atomic<bool> m_stop = false;
    std::mutex m_mutex; ///< Of the wait.
    std::condition_variable m_wake;
    std::thread m_thread;
};

} // namespace sightglass::service
