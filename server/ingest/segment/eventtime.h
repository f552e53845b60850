// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/event.h"

namespace sightglass::ingest::segment {

/// Fills `statedAt` and `sentAt` (spec segment §7). What cannot be read as a time is left out with a warning and kept
/// as text in `wire`.
void applyTimes(domain::Event& event, json::Value item, json::Value sentAt);

} // namespace sightglass::ingest::segment
