// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/readpool.h"
#include "storage/writer.h"

namespace sightglass::storage {

/// Has the writer note that a person is to be erased; see Erasures::begin(). `key` stands for the person now. Links are
/// read and followed on the caller's thread, so that no sender waits for it; if a link of the person changes meanwhile,
/// again. Thread: any but the writer's; blocks. Errors: Io, Unavailable (also while the person's links keep changing).
[[nodiscard]] Expected<void> startErasure(Writer& writer, ReadPool& pool, const SourceTable& sources, ProjectId project,
                                          std::uint64_t key);

} // namespace sightglass::storage
