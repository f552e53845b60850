// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/columns/compression.h"
#include "storage/columns/textdictionary.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace sightglass::storage::columns {

/// How ids made of 16 random bytes end: as a UUID in lower-case text, or as 32 lower-case hexadecimal digits. All begin
/// with the same prefix; between it and the end may stand 13 digits and a hyphen, milliseconds as browsers put them
/// into message ids ("ajs-next-1772445600000-…").
struct IdPattern
{
    std::size_t prefixBytes = 0;
    bool hasTime = false;
    bool hasHyphens = false;

    /// The pattern that every one of the texts has; nothing when there is none.
    [[nodiscard]] static std::optional<IdPattern> of(std::span<const std::string_view> texts);
    [[nodiscard]] std::size_t timeBytes() const { return hasTime ? 14 : 0; }
    [[nodiscard]] std::size_t endBytes() const { return hasHyphens ? 36 : 32; }
    [[nodiscard]] std::size_t bytes() const { return prefixBytes + timeBytes() + endBytes(); }
};

/// The texts, which have that pattern, in 16 bytes each and the times beside them.
void writePackedIds(Compressor& compressor, ByteWriter& out, const IdPattern& pattern,
                    std::span<const std::string_view> texts);
[[nodiscard]] std::optional<TextDictionary> readPackedIds(ByteReader& in, std::size_t count);

} // namespace sightglass::storage::columns
