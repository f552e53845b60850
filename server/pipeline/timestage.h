// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"

namespace sightglass::pipeline {

/// Fills receivedAt, timestamp and eventTime from what the client stated (spec metrics §1 "Event time", "Bounds of
/// time"; segment §7). `timestamp` is corrected but never clamped; `eventTime`, which reports use, is.
void applyTime(domain::Event& event, TimePoint receivedAt);

} // namespace sightglass::pipeline
