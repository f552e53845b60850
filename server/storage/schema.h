// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "storage/connection.h"

namespace sightglass::storage {

/// The user_version that this program reads and writes.
inline constexpr int kSchemaVersion = 6;

/// Brings a database, new or old, to kSchemaVersion: each missing step of sql/schema.sql in a transaction of its own.
/// Errors: Unsupported when a newer version made it; Corrupt when it is no database.
[[nodiscard]] Expected<void> migrate(Connection& connection);

} // namespace sightglass::storage
