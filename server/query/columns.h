// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"

#include <cstdint>
#include <span>

namespace sightglass::query {

/// Consecutive rows of a chunk and where they stand among the rows of a part.
struct Piece
{
    std::uint32_t begin = 0;
    std::uint32_t count = 0;
    std::uint32_t to = 0;
};

/// A column all of whose elements are 0.
struct ZeroElements
{
    [[nodiscard]] std::uint8_t operator[](std::size_t) const { return 0; }
};

/// A column most of whose elements are 0.
struct SparseElements
{
    domain::NumberValues values;

    [[nodiscard]] std::uint64_t operator[](std::size_t row) const { return values.elementAt(row); }
};

/// Calls use(elements) with the elements as an array of their width: one dispatch a chunk, not one a row.
template <typename Use> void withElements(const domain::NumberValues& values, Use use)
{
    if (values.sparse)
        return use(SparseElements{values});
    switch (values.width) {
    case 1: return use(static_cast<const std::uint8_t*>(values.data));
    case 2: return use(static_cast<const std::uint16_t*>(values.data));
    case 4: return use(static_cast<const std::uint32_t*>(values.data));
    case 8: return use(static_cast<const std::uint64_t*>(values.data));
    default: return use(ZeroElements());
    }
}
template <typename Use> void withElements(const domain::Codes& codes, Use use)
{
    withElements(domain::NumberValues{codes.data, 0, codes.width, false, codes.sparse}, use);
}

/// Element → number, as NumberValues::at() has it.
struct NumberOf
{
    std::int64_t base = 0;
    bool hasAbsent = false;

    [[nodiscard]] std::int64_t operator()(std::uint64_t element) const
    {
        if (hasAbsent)
            return element == 0 ? domain::kAbsent
                                : static_cast<std::int64_t>(static_cast<std::uint64_t>(base) + (element - 1));
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(base) + element);
    }
};

/// Writes the numbers of some pieces to their places, through of(number).
template <typename Out, typename Of>
void placeNumbers(const domain::NumberValues& values, std::span<const Piece> pieces, Out* out, Of of)
{
    const NumberOf number{values.base, values.hasAbsent};
    withElements(values, [&](const auto in) {
        for (const Piece& piece : pieces) {
            for (std::uint32_t i = 0; i < piece.count; ++i)
                out[piece.to + i] = of(number(in[piece.begin + i]));
        }
    });
}

/// Writes the question-wide ids of some pieces to their places; `ids` by the chunk's own number.
inline void placeCodes(const domain::Codes& codes, std::span<const std::uint32_t> ids, std::span<const Piece> pieces,
                       std::uint32_t* out)
{
    withElements(codes, [&](const auto in) {
        for (const Piece& piece : pieces) {
            for (std::uint32_t i = 0; i < piece.count; ++i)
                out[piece.to + i] = ids[in[piece.begin + i]];
        }
    });
}

/// Calls use(row, number) for every row of a column.
template <typename Use> void forEachNumber(const domain::NumberValues& values, std::size_t rows, Use use)
{
    const NumberOf number{values.base, values.hasAbsent};
    withElements(values, [&](const auto in) {
        for (std::size_t row = 0; row < rows; ++row)
            use(row, number(in[row]));
    });
}

/// The one number that all rows have.
[[nodiscard]] inline bool isConstant(const domain::NumberValues& values)
{
    return values.width == 0;
}

} // namespace sightglass::query
