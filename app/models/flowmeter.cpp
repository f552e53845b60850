// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/flowmeter.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace sightglass::models {

namespace {

int clamped(qint64 count)
{
    return int(std::clamp<qint64>(count, 0, std::numeric_limits<int>::max() / 2));
}

} // namespace

FlowMeter::FlowMeter(QObject* parent)
    : QObject(parent)
{
    connect(&m_timer, &QTimer::timeout, this, &FlowMeter::tick);
    clear();
}

void FlowMeter::start()
{
    m_timer.start(std::chrono::seconds(1));
}

void FlowMeter::stop()
{
    m_timer.stop();
}

void FlowMeter::clear()
{
    m_seconds.assign(kSeconds, {});
    m_current = {};
    m_last = {};
}

void FlowMeter::note(const client::LiveBatch& batch, bool isFirst)
{
    // The first counters of a connection may stand for a longer past than ours: only what came with them is new.
    const qint64 stored = isFirst ? batch.events.size() + batch.skipped : batch.counters.stored - m_last.stored;
    const qint64 refused = isFirst ? batch.rejected.size() : batch.counters.rejected - m_last.rejected;
    m_last = batch.counters;
    m_current.stored = clamped(m_current.stored + stored);
    m_current.refused = clamped(m_current.refused + refused);
}

void FlowMeter::tick()
{
    m_seconds.push_back(m_current);
    m_seconds.pop_front();
    Q_EMIT ticked(std::exchange(m_current, {}));
}

int FlowMeter::storedLastMinute() const
{
    constexpr int kMinute = 60;
    return std::accumulate(m_seconds.end() - kMinute, m_seconds.end(), 0,
                           [](int sum, const Second& second) { return sum + second.stored; });
}

} // namespace sightglass::models
