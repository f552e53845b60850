// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/columns/compression.h"
#include "storage/columns/textdictionary.h"

#include <optional>
#include <span>
#include <string_view>

namespace sightglass::storage::columns {

/// Different texts, none of them empty: as ids of 16 bytes where all are such (packedids.h), otherwise all in one block
/// with their lengths beside it.
void writeDictionary(Compressor& compressor, ByteWriter& out, std::span<const std::string_view> texts);
/// Nothing when it is damaged.
[[nodiscard]] std::optional<TextDictionary> readDictionary(ByteReader& in);

} // namespace sightglass::storage::columns
