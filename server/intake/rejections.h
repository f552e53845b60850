// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "domain/livefeed.h"
#include "domain/sourcedirectory.h"
#include "ingest/decoded.h"

#include <string_view>

namespace sightglass::intake {

/// A refusal as people are shown it. `entry`: whose request it was, null when no source takes it. Pure.
[[nodiscard]] domain::Rejection rejectionOf(domain::Protocol protocol, TimePoint at, const domain::SourceEntry* entry,
                                            std::string_view reason, std::string_view detail);
/// Of an item, or of many, that a decoder refused.
[[nodiscard]] domain::Rejection rejectionOf(domain::Protocol protocol, TimePoint at, const domain::SourceEntry& entry,
                                            ingest::Refusal refusal);
/// Of a source that is switched off.
[[nodiscard]] domain::Rejection switchedOff(domain::Protocol protocol, TimePoint at, const domain::SourceEntry& entry);
/// Of a source that is over its limit.
[[nodiscard]] domain::Rejection rateLimited(domain::Protocol protocol, TimePoint at, const domain::SourceEntry& entry);

} // namespace sightglass::intake
