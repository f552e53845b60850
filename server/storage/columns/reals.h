// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/bytes.h"
#include "storage/columns/compression.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace sightglass::storage::columns {

/// Doubles: as whole numbers of a decimal fraction where each is one, as prices are (19.99 = 1999 / 100), otherwise as
/// their bits.
void writeReals(Compressor& compressor, ByteWriter& out, std::span<const double> reals);
/// Nothing when they are damaged.
[[nodiscard]] std::optional<std::vector<double>> readReals(ByteReader& in, std::size_t count);

} // namespace sightglass::storage::columns
