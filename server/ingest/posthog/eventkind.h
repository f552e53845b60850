// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"

#include <optional>
#include <string_view>

namespace sightglass::ingest::posthog {

/// The kind that an event's name stands for, custom for the sender's own names; nothing for names whose events are
/// discarded (spec drop-in-apis §4.5).
[[nodiscard]] std::optional<domain::Kind> kindOf(std::string_view name);

} // namespace sightglass::ingest::posthog
