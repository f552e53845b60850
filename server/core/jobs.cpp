// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs.h"

#include "core/enumnames.h"

#include <algorithm>

namespace sightglass {

namespace {

using namespace std::string_view_literals;
constexpr std::array kPhases{"running"sv, "done"sv, "failed"sv, "cancelled"sv};

} // namespace

std::string_view name(JobState::Phase phase)
{
    return enumName(phase, kPhases);
}

void JobControl::setTotal(std::int64_t total)
{
    const std::lock_guard lock(m_mutex);
    m_state.total = total;
}

void JobControl::advanceTo(std::int64_t done)
{
    const std::lock_guard lock(m_mutex);
    m_state.done = std::max(m_state.done, done);
}

void JobControl::count(const std::string& what, std::int64_t by)
{
    const std::lock_guard lock(m_mutex);
    m_state.counts[what] += by;
}

void JobControl::remark(std::string text)
{
    const std::lock_guard lock(m_mutex);
    if (m_state.remarks.size() < kMostRemarks)
        m_state.remarks.push_back(std::move(text));
}

JobState JobControl::state() const
{
    const std::lock_guard lock(m_mutex);
    return m_state;
}

Jobs::~Jobs()
{
    stop();
}

Expected<JobState> Jobs::start(std::string kind, std::string subject, std::int64_t project, Work work)
{
    const std::lock_guard lock(m_mutex);
    const auto isRunning = [](const auto& entry) {
        return entry.second.control->state().phase == JobState::Phase::Running;
    };
    if (m_isStopped)
        return unexpected(ErrorCode::Unavailable, QStringLiteral("the hub is stopping"));
    if (std::count_if(m_jobs.begin(), m_jobs.end(), isRunning) >= kMostRunning)
        return unexpected(ErrorCode::Busy, QStringLiteral("%1 jobs are running already").arg(kMostRunning));
    forgetOld();
    JobState state;
    state.id = m_nextId++;
    state.kind = std::move(kind);
    state.subject = std::move(subject);
    state.project = project;
    state.startedAt = m_clock.now();
    auto control = std::make_shared<JobControl>(state);
    Job& job = m_jobs[state.id];
    job.control = control;
    job.thread = std::thread([this, control, work = std::move(work)] { run(*control, work); });
    return state;
}

void Jobs::run(JobControl& control, const Work& work)
{
    const Expected<void> done = work(control);
    const std::lock_guard lock(control.m_mutex);
    JobState& state = control.m_state;
    state.endedAt = m_clock.now();
    if (done) {
        state.phase = JobState::Phase::Done;
    } else if (done.error().code == ErrorCode::Cancelled) {
        state.phase = JobState::Phase::Cancelled;
    } else {
        state.phase = JobState::Phase::Failed;
        state.error = done.error().detail;
    }
}

std::optional<JobState> Jobs::get(std::int64_t id) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_jobs.find(id);
    return found == m_jobs.end() ? std::nullopt : std::optional(found->second.control->state());
}

std::vector<JobState> Jobs::all() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<JobState> out;
    for (auto job = m_jobs.rbegin(); job != m_jobs.rend(); ++job)
        out.push_back(job->second.control->state());
    return out;
}

bool Jobs::cancel(std::int64_t id)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end())
        return false;
    found->second.control->cancel();
    return true;
}

void Jobs::stop()
{
    std::map<std::int64_t, Job> jobs;
    {
        const std::lock_guard lock(m_mutex);
        m_isStopped = true;
        jobs = std::move(m_jobs);
        m_jobs.clear();
    }
    for (auto& [id, job] : jobs)
        job.control->cancel();
    for (auto& [id, job] : jobs)
        job.thread.join();
}

void Jobs::forgetOld()
{
    for (auto job = m_jobs.begin(); job != m_jobs.end() && m_jobs.size() >= kMostKept;) {
        if (job->second.control->state().phase == JobState::Phase::Running) {
            ++job;
            continue;
        }
        job->second.thread.join();
        job = m_jobs.erase(job);
    }
}

} // namespace sightglass
