// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"

#include <QString>

namespace sightglass::storage {

/// A consistent copy of the database `from` as the new file `to` (mode 0600), made through SQLite's online backup while
/// others read and write. Written under another name and put in place when it is whole.
/// Thread: any worker. Errors: Conflict (`to` exists), NotFound (`from` does not), Unavailable (disk full), Corrupt,
/// Io.
[[nodiscard]] Expected<void> copyDatabase(const QString& from, const QString& to);

} // namespace sightglass::storage
