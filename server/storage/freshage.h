// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/expected.h"
#include "storage/readpool.h"

#include <chrono>
#include <cstdint>

namespace sightglass::storage {

/// Whether rows after `sealedSeq` have waited so long, or are of a UTC day that is over and has become quiet.
/// Thread: any. Error: Io.
[[nodiscard]] Expected<bool> freshAreOldOrQuiet(ReadPool& pool, std::int64_t sealedSeq, TimePoint now,
                                                std::chrono::hours age);

} // namespace sightglass::storage
