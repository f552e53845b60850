// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/expected.h"

#include <QString>

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace sightglass {

/// A long piece of work that a person started and may watch or stop: an import, an export, an erasure.
struct JobState
{
    enum class Phase : std::uint8_t { Running, Done, Failed, Cancelled };
    std::int64_t id = 0;
    std::string kind;    ///< e.g. "import"
    std::string subject; ///< e.g. the file; for people.
    std::int64_t project = 0;
    Phase phase = Phase::Running;
    std::int64_t done = 0;
    std::int64_t total = 0;                     ///< 0 = not known; in the unit of the job (bytes, chunks).
    std::map<std::string, std::int64_t> counts; ///< e.g. "accepted"
    std::vector<std::string> remarks;           ///< The first 100 things that went wrong on the way.
    QString error;                              ///< Of a failed job.
    TimePoint startedAt{};
    std::optional<TimePoint> endedAt;
};
[[nodiscard]] std::string_view name(JobState::Phase phase);

/// What the work of a job is given: it reports through it and asks whether to go on. Thread: any.
class JobControl
{
public:
    explicit JobControl(JobState state)
        : m_state(std::move(state))
    {
    }
    void setTotal(std::int64_t total);
    void advanceTo(std::int64_t done);
    void count(const std::string& what, std::int64_t by = 1);
    void remark(std::string text);
    [[nodiscard]] bool isCancelled() const { return m_cancelled.load(std::memory_order_relaxed); }
    void cancel() { m_cancelled.store(true, std::memory_order_relaxed); }
    [[nodiscard]] JobState state() const;

private:
    friend class Jobs;
    static constexpr std::size_t kMostRemarks = 100;

    mutable std::mutex m_mutex;
    JobState m_state;
    std::atomic<bool> m_cancelled = false;
};

/// The jobs of one hub. A job has a thread of its own; the last 100 that ended are remembered until the hub stops.
/// Thread: any. Owner: service. Destroying it stops what runs and waits for it.
class Jobs
{
public:
    using Work = std::function<Expected<void>(JobControl&)>;

    explicit Jobs(const Clock& clock)
        : m_clock(clock)
    {
    }
    ~Jobs();
    Jobs(const Jobs&) = delete;
    Jobs& operator=(const Jobs&) = delete;

    /// Error: Busy when four run already.
    [[nodiscard]] Expected<JobState> start(std::string kind, std::string subject, std::int64_t project, Work work);
    [[nodiscard]] std::optional<JobState> get(std::int64_t id) const;
    [[nodiscard]] std::vector<JobState> all() const; ///< Newest first.
    /// False when there is none. The job ends soon, not at once.
    bool cancel(std::int64_t id);
    /// Stops what runs and waits for it; nothing can be started afterwards.
    void stop();

private:
    struct Job
    {
        std::shared_ptr<JobControl> control;
        std::thread thread;
    };
    void run(JobControl& control, const Work& work);
    void forgetOld();

    static constexpr int kMostRunning = 4;
    static constexpr std::size_t kMostKept = 100;

    const Clock& m_clock;
    mutable std::mutex m_mutex;
    std::map<std::int64_t, Job> m_jobs;
    std::int64_t m_nextId = 1;
    bool m_isStopped = false;
};

} // namespace sightglass
