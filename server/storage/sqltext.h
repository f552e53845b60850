// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace sightglass::storage {

/// The statement `name` of server/storage/sql/<family>.sql, where it stands below a line "-- :name".
/// The files are compiled in. Thread: any. An unknown name is a bug of ours: it asserts, and gives "".
[[nodiscard]] std::string_view sqlText(std::string_view family, std::string_view name);

} // namespace sightglass::storage
