// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "storage/connection.h"

#include <cstdint>
#include <string_view>

namespace sightglass::storage {

/// Keys of table hub that hold numbers.
inline constexpr std::string_view kCoveredSeq = "covered_seq"; ///< Zones, extents and ids speak of rows up to here.
inline constexpr std::string_view kLastSeq = "last_seq";       ///< Numbers up to here have been given.
inline constexpr std::string_view kSealedSeq = "sealed_seq"; ///< Rows up to here are in chunks; never past covered_seq.
inline constexpr std::string_view kCatalogueVersion = "catalogue_version"; ///< Counts the changes of table chunk.

/// 0 when there is none.
[[nodiscard]] Expected<std::int64_t> hubNumber(Connection& connection, std::string_view key);
[[nodiscard]] Expected<void> setHubNumber(Connection& connection, std::string_view key, std::int64_t value);

} // namespace sightglass::storage
