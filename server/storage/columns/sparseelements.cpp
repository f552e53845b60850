// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/sparseelements.h"

#include "storage/columns/integers.h"

#include <algorithm>

namespace sightglass::storage::columns {

namespace {

using domain::SparseRows;

constexpr std::size_t kMostPresent = 8; // an eighth

template <typename Element> std::optional<SparseElements> thinned(const Element* in, std::size_t count)
{
    const auto zeros = static_cast<std::size_t>(std::count(in, in + count, Element{0}));
    const std::size_t present = count - zeros;
    if (present > count / kMostPresent)
        return std::nullopt;
    SparseElements out;
    const std::size_t groups = (count + SparseRows::kRows - 1) / SparseRows::kRows;
    out.rows = std::make_unique<SparseRows[]>(groups);
    out.elements = std::make_unique_for_overwrite<std::uint8_t[]>(present * sizeof(Element));
    out.bytes = groups * sizeof(SparseRows) + present * sizeof(Element);
    auto* const to = reinterpret_cast<Element*>(out.elements.get()); // as aligned as any allocation
    std::uint32_t place = 0;
    for (std::size_t row = 0; row < count; ++row) {
        SparseRows& group = out.rows[row / SparseRows::kRows];
        if (row % SparseRows::kRows == 0)
            group.before = place;
        if (in[row] == 0)
            continue;
        group.present |= std::uint64_t{1} << (row % SparseRows::kRows);
        to[place++] = in[row];
    }
    return out;
}

} // namespace

std::optional<SparseElements> SparseElements::of(const std::uint8_t* data, std::size_t count, std::uint8_t width)
{
    if (width == 0)
        return std::nullopt;
    return withWidth(width, [&](auto zero) { return thinned(reinterpret_cast<const decltype(zero)*>(data), count); });
}

} // namespace sightglass::storage::columns
