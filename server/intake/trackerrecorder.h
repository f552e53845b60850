// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "domain/request.h"
#include "domain/trackerrecords.h"

#include <QThreadPool>

#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <vector>

namespace sightglass::intake {

/// Stores what trackers report beside events. The store blocks, so that happens on a thread of its own, which takes all
/// that has come since the last commit as one transaction. Owner: service; destroying it finishes what waits.
/// Thread: any.
class TrackerRecorder
{
public:
    static constexpr std::size_t kMostWaiting = 10'000; ///< Records; with more nothing is taken.

    /// Log lines older than `logAge` are removed as others come.
    TrackerRecorder(domain::TrackerRecords& records, const Clock& clock, std::chrono::milliseconds logAge);
    ~TrackerRecorder();
    TrackerRecorder(const TrackerRecorder&) = delete;
    TrackerRecorder& operator=(const TrackerRecorder&) = delete;

    /// Answers 200 after the commit, on another thread, and 503 when nothing was stored.
    void storeAndAnswer(std::vector<domain::TrackerRecord> records, const domain::Responder& respond);
    /// Asks the store something. False when too many wait.
    [[nodiscard]] bool ask(std::function<void(domain::TrackerRecords&)> question);

private:
    struct Batch
    {
        std::vector<domain::TrackerRecord> records;
        domain::Responder respond;
    };

    void drain();
    void commit(std::vector<Batch> batches);

    domain::TrackerRecords& m_records;
    const Clock& m_clock;
    const std::chrono::milliseconds m_logAge;
    std::mutex m_mutex;
    std::vector<Batch> m_waiting;
    std::size_t m_waitingRecords = 0;
    std::size_t m_questions = 0;
    QThreadPool m_pool; ///< Of one thread.
};

} // namespace sightglass::intake
