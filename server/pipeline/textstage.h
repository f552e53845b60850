// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"

#include <string>

namespace sightglass::pipeline {

/// Brings every text within what its member may hold (spec routes §4.1): UTF-8 repaired, NUL removed, trimmed, cut at a
/// character with a warning; message ids that are too long become a hash; user ids in NFC, UUIDs in small letters.
void applyTextLimits(domain::Event& event);

/// One text; `bytes` is the most it may hold, `characters` too unless 0.
void limitText(domain::Event& event, std::string& text, std::size_t bytes, std::size_t characters = 0);

} // namespace sightglass::pipeline
