// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "core/ids.h"
#include "storage/store.h"

#include <cstdint>
#include <string>
#include <vector>

namespace sightglass::service {

/// The visitor keys that a user id or an anonymous id has: as a person's, and as a client's of each protocol.
/// `secret` is Store::secret("ids").
[[nodiscard]] std::vector<std::uint64_t> visitorKeys(const std::string& secret, ProjectId project,
                                                     const std::string& id);

/// Those of which there are events or links. Errors: Io, Corrupt.
[[nodiscard]] Expected<std::vector<std::uint64_t>> knownKeys(storage::Store& store, ProjectId project,
                                                             const std::vector<std::uint64_t>& keys);

} // namespace sightglass::service
