// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/bytes.h"
#include "storage/columns/compression.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace sightglass::storage::columns {

/// Whole numbers in a frame of reference: the smallest one, and for each the distance from it in 0, 1, 2, 4 or 8 bytes
/// (0: all are equal). Compressed ones stand in planes: the first byte of each, then the second of each, …
/// With `hasAbsent`, kAbsent is a value like "none": distance 0, the others count from 1.
void writeIntegers(Compressor& compressor, ByteWriter& out, std::span<const std::int64_t> values,
                   bool hasAbsent = false);
/// Small numbers whose elements are to be the numbers themselves, unless they are all equal.
void writeCodes(Compressor& compressor, ByteWriter& out, std::span<const std::uint32_t> codes);

/// The bytes an element needs so that `largest` fits: 0, 1, 2, 4 or 8.
[[nodiscard]] std::uint8_t widthOf(std::uint64_t largest);

/// What writeIntegers() wrote, not yet decoded: a view into the blob.
class IntegerStream
{
public:
    /// Nothing when it is damaged. How many there are is known from elsewhere.
    [[nodiscard]] static std::optional<IntegerStream> read(ByteReader& in, std::size_t count);

    [[nodiscard]] std::int64_t base() const { return m_base; }
    [[nodiscard]] std::uint8_t width() const { return m_width; }
    [[nodiscard]] bool hasAbsent() const { return m_hasAbsent; }

    /// Writes width × count bytes of elements; false when they are damaged.
    [[nodiscard]] bool copyElements(std::uint8_t* out) const;
    /// The numbers themselves; nothing when they are damaged.
    [[nodiscard]] std::optional<std::vector<std::int64_t>> values() const;
    /// The numbers, when each is at most `largest`; nothing otherwise.
    [[nodiscard]] std::optional<std::vector<std::uint32_t>> codes(std::uint32_t largest) const;

private:
    std::string_view m_payload;
    std::size_t m_count = 0;
    std::int64_t m_base = 0;
    std::uint8_t m_width = 0;
    bool m_hasAbsent = false;
    bool m_isCompressed = false;
};

/// Calls `use` with a zero of the unsigned type of that many bytes (1, 2, 4, 8).
template <typename Use> decltype(auto) withWidth(std::uint8_t width, Use&& use)
{
    switch (width) {
    case 1: return use(std::uint8_t{});
    case 2: return use(std::uint16_t{});
    case 4: return use(std::uint32_t{});
    default: return use(std::uint64_t{});
    }
}

} // namespace sightglass::storage::columns
