// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sightglass {

enum class ContentEncoding : std::uint8_t { Identity, Gzip, Deflate, Brotli, Zstd };

/// The encoding a Content-Encoding value names, without regard to case; "" is identity. Nothing for others and for
/// stacked ones (spec routes §3 "decompression").
[[nodiscard]] std::optional<ContentEncoding> parseContentEncoding(std::string_view value);

/// Decompresses a whole body, stopping at `limit` bytes of output. Deflate may be zlib or raw. What follows the end of
/// the compressed stream is ignored; further gzip members and zstd frames are read. Pure. Errors: TooLarge (past the
/// limit, or more than 1000 times its size after 1 MiB); InvalidInput (broken or cut short).
[[nodiscard]] Expected<std::string> decodeContent(ContentEncoding encoding, std::string_view body, std::size_t limit);

} // namespace sightglass
