// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/expected.h"

#include <QString>

#include <chrono>
#include <cstdint>
#include <functional>

namespace sightglass::storage {

/// Without a running hub: makes anew what follows from the events, in one transaction: counts and first and last times
/// of sources, the lists of message ids (`horizon` back from `now`), and identity links that are missing. Links that
/// are there stay: events that made them may have been dropped. Gives the number of events. Thread: any; blocks.
/// Errors: Conflict (a hub runs, or a person is still being erased), NotFound, Corrupt, Io. `faultPoint`: see
/// SealingOptions.
[[nodiscard]] Expected<std::int64_t> rebuild(const QString& directory, TimePoint now, std::chrono::hours horizon,
                                             const std::function<void(const char*)>& faultPoint = {});

} // namespace sightglass::storage
