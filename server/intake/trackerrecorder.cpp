// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/trackerrecorder.h"

#include "core/handover.h"
#include "ingest/tracker/answers.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace sightglass::intake {

namespace {

constexpr std::size_t kMostQuestions = 256;

bool isLog(const domain::TrackerRecord& record)
{
    return std::holds_alternative<domain::TrackerLog>(record);
}

} // namespace

TrackerRecorder::TrackerRecorder(domain::TrackerRecords& records, const Clock& clock, std::chrono::milliseconds logAge)
    : m_records(records)
    , m_clock(clock)
    , m_logAge(logAge)
{
    m_pool.setMaxThreadCount(1);
}

TrackerRecorder::~TrackerRecorder()
{
    m_pool.waitForDone();
}

void TrackerRecorder::storeAndAnswer(std::vector<domain::TrackerRecord> records, const domain::Responder& respond)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_waitingRecords + records.size() <= kMostWaiting) {
            m_waitingRecords += records.size();
            m_waiting.push_back({std::move(records), respond});
            if (m_waiting.size() == 1)
                m_pool.start(HandedOver([this] { drain(); }));
            return;
        }
    }
    respond(ingest::tracker::unavailable());
}

bool TrackerRecorder::ask(std::function<void(domain::TrackerRecords&)> question)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_questions >= kMostQuestions)
            return false;
        ++m_questions;
    }
    m_pool.start(HandedOver([this, question = std::move(question)] {
        question(m_records);
        const std::lock_guard lock(m_mutex);
        --m_questions;
    }));
    return true;
}

/// What comes while it is committed begins another turn.
void TrackerRecorder::drain()
{
    std::vector<Batch> batches;
    {
        const std::lock_guard lock(m_mutex);
        batches.swap(m_waiting);
    }
    commit(std::move(batches));
}

void TrackerRecorder::commit(std::vector<Batch> batches)
{
    std::vector<domain::TrackerRecord> all;
    for (const Batch& batch : batches)
        all.insert(all.end(), batch.records.begin(), batch.records.end());
    const bool isStored = m_records.store(all).has_value();
    {
        const std::lock_guard lock(m_mutex);
        m_waitingRecords -= all.size();
    }
    for (const Batch& batch : batches)
        batch.respond(isStored ? ingest::tracker::tracked() : ingest::tracker::unavailable());
    if (isStored && std::any_of(all.begin(), all.end(), isLog))
        static_cast<void>(m_records.forgetLogs(m_clock.now() - m_logAge)); // if not now, then with the next
}

} // namespace sightglass::intake
