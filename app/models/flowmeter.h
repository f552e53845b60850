// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/liverow.h"

#include <QObject>
#include <QTimer>

#include <deque>

namespace sightglass::models {

/// Intake second by second, for the glass: how much was stored and refused in each of the last two minutes. Counts are
/// taken from the stream's exact counters, not from the rows it carries. GUI thread.
class FlowMeter : public QObject
{
    Q_OBJECT

public:
    struct Second
    {
        int stored = 0;
        int refused = 0;
        bool operator==(const Second&) const = default;
    };
    static constexpr int kSeconds = 120;

    explicit FlowMeter(QObject* parent = nullptr);

    void note(const client::LiveBatch& batch, bool isFirst);
    void clear();
    /// Ends the current second; called by its own timer once a second, and by tests.
    void tick();
    void start();
    void stop();

    /// Oldest first, finished seconds only.
    [[nodiscard]] const std::deque<Second>& seconds() const { return m_seconds; }
    [[nodiscard]] int storedLastMinute() const;

Q_SIGNALS:
    void ticked(sightglass::models::FlowMeter::Second finished);

private:
    std::deque<Second> m_seconds;
    Second m_current;
    client::LiveCounters m_last;
    QTimer m_timer;
};

} // namespace sightglass::models
