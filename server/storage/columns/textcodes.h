// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/columns/codebuffer.h"
#include "storage/columns/integers.h"

#include <cstdint>
#include <optional>
#include <span>

namespace sightglass::storage::columns {

/// Codes of texts that were numbered in the order first seen. Where most are new, as with message ids, a code says only
/// "the next new one" and the codes cost nothing.
void writeTextCodes(Compressor& compressor, ByteWriter& out, std::span<const std::uint32_t> codes,
                    std::size_t distinct);

/// The codes of `count` values; nothing when they are damaged or one is above `distinct`.
[[nodiscard]] std::optional<CodeBuffer> readTextCodes(ByteReader& in, std::size_t count, std::size_t distinct);

} // namespace sightglass::storage::columns
