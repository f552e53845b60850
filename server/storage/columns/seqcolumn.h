// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/columns/chunkbuilder.h"
#include "storage/columns/compression.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace sightglass::storage::columns {

/// Sequence numbers of the rows. They grow with arrival, so beside the sorted numbers only those places are kept where
/// the order of received_at (of equals: of the rows) is not theirs.
[[nodiscard]] EncodedColumn encodeSeqs(Compressor& compressor, std::span<const std::int64_t> seqs,
                                       std::span<const std::int64_t> receivedAt);
/// Nothing when they are damaged.
[[nodiscard]] std::optional<std::vector<std::int64_t>> decodeSeqs(std::string_view blob,
                                                                  std::span<const std::int64_t> receivedAt);

} // namespace sightglass::storage::columns
