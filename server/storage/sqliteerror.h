// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"

struct sqlite3;

namespace sightglass::storage {

/// What a result code of SQLite means to a caller: Unavailable when the medium is full or read-only, Busy, Corrupt,
/// Conflict for a constraint, Cancelled after an interrupt, Io, else Internal. `db` may be null.
/// Source: sqlite.org/rescode.html.
[[nodiscard]] Error sqliteError(sqlite3* db, int resultCode, const QString& where);
[[nodiscard]] Error sqliteError(int resultCode, const QString& text, const QString& where);

} // namespace sightglass::storage
