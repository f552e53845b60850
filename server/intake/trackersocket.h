// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/binarysession.h"
#include "intake/trackerintake.h"

#include <functional>

namespace sightglass::intake {

/// One WebSocket of the tracker's third generation (spec tracker §2.14): every message is an object, as text or
/// compressed with LZ4, and becomes an event of the visitor who opened the socket. What cannot be read is counted and
/// dropped; nothing is ever answered. Lives on the server thread of its connection; `tracker` outlives it.
class TrackerSocket final : public domain::BinarySession
{
public:
    TrackerSocket(TrackerIntake& tracker, domain::Request upgrade, std::function<TimePoint()> now);

    void received(std::string text) override;
    void receivedBytes(std::string bytes) override;

private:
    TrackerIntake& m_tracker;
    const domain::Request m_upgrade;
    const std::function<TimePoint()> m_now;
};

} // namespace sightglass::intake
