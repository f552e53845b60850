// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/scan.h"

#include <cstddef>
#include <functional>

namespace sightglass::query {

/// Runs task(worker, index) once for each index below `count`, on up to `workers` threads of which the calling one is
/// number 0. Two tasks of one worker never overlap. Returns when all have ended; the first error stops the rest.
/// Errors: those of the task; Cancelled, which is looked for between tasks.
[[nodiscard]] Expected<void>
forEachIndex(std::size_t count, std::size_t workers, const domain::Cancellation& cancel,
             const std::function<Expected<void>(std::size_t worker, std::size_t index)>& task);

[[nodiscard]] inline Unexpected cancelled()
{
    return unexpected(ErrorCode::Cancelled, QStringLiteral("the question was cancelled"));
}

} // namespace sightglass::query
