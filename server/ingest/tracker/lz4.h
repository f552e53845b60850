// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace sightglass::ingest::tracker {

/// Decompresses an LZ4 frame without dictionary, or an LZ4 block behind its
/// original size in four bytes, little-endian, as the tracker's WebSocket clients send it (spec tracker §2.14). Nothing
/// for anything else, and for what would become larger than `limit`. Pure; thread: any.
[[nodiscard]] std::optional<std::string> decompressLz4(std::string_view bytes, std::size_t limit);

} // namespace sightglass::ingest::tracker
