// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/columns.h"
#include "query/openchunk.h"
#include "query/property.h"

#include <algorithm>
#include <span>

namespace sightglass::query {

/// The rows of one chunk as they stand, for filters that look at nothing but the row. Refers to the chunk.
struct ChunkRows
{
    const OpenChunk& open;
    std::span<const PropertyName> dimensions; ///< Of the request.

    [[nodiscard]] std::size_t size() const { return open.chunk->rows(); }
    /// Of a property that was asked for.
    [[nodiscard]] const CodeColumn& column(const PropertyName& property) const
    {
        const auto found = std::find(dimensions.begin(), dimensions.end(), property);
        return open.columns[static_cast<std::size_t>(found - dimensions.begin())];
    }
    /// Takes the mark off rows whose value is not wanted.
    template <typename IsWanted>
    void keepMarks(std::vector<std::uint8_t>& marks, const PropertyName& property, IsWanted isWanted) const
    {
        const CodeColumn& values = column(property);
        std::vector<std::uint8_t> wanted; // by the chunk's own number
        for (const std::uint32_t id : values.ids)
            wanted.push_back(isWanted(id) ? 1 : 0);
        withElements(values.codes, [&](const auto in) {
            for (std::size_t row = 0; row < marks.size(); ++row)
                marks[row] &= wanted[in[row]];
        });
    }
};

} // namespace sightglass::query
