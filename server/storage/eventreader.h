// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/event.h"
#include "storage/connection.h"
#include "storage/sourcesnapshot.h"

namespace sightglass::storage {

/// The event of a row of statements "all", "after" and "newest" of sql/event.sql, decoded whole. Error: Corrupt.
[[nodiscard]] Expected<domain::Event> readEvent(const Statement& row, const SourceSnapshot& sources);

} // namespace sightglass::storage
