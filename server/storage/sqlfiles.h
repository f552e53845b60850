// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace sightglass::storage {

/// One file of server/storage/sql, compiled in by the build (see CMakeLists.txt).
struct SqlFile
{
    std::string_view family; ///< File name without ".sql".
    std::string_view text;
};
[[nodiscard]] std::span<const SqlFile> sqlFiles();

} // namespace sightglass::storage
