// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/columns/codebuffer.h"
#include "storage/columns/integers.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace sightglass::storage::columns {

/// Codes that another column's codes determine in most rows, as a page's title is determined by its path: for each code
/// of the other column the one of this that goes with it, and the rows where it is another.
void writeMappedCodes(Compressor& compressor, ByteWriter& out, std::span<const std::uint32_t> codes,
                      std::span<const std::uint32_t> parent, std::size_t parentDistinct);
/// Nothing when it is damaged. The parent's codes are at most `parentDistinct`.
[[nodiscard]] std::optional<CodeBuffer> readMappedCodes(ByteReader& in, std::size_t rows, std::size_t distinct,
                                                        domain::Codes parent, std::size_t parentDistinct);

} // namespace sightglass::storage::columns
