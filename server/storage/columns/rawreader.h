// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "storage/bytes.h"
#include "storage/columns/codebuffer.h"
#include "storage/columns/rawreference.h"
#include "storage/columns/textbuffer.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::storage::columns {

/// Puts the events as sent together again from what RawColumn wrote. Rows are asked for in their order: it counts
/// along. Thread: one at a time.
class RawReader
{
public:
    /// Nothing when it is damaged.
    [[nodiscard]] static std::optional<RawReader> decode(std::string_view blob, std::size_t rows);

    /// The text of the next row, whose other members are complete already. False when it is damaged.
    [[nodiscard]] bool next(domain::Event& event);
    /// Passes over the next row.
    void skip();

private:
    struct Place
    {
        RawReference reference;
        bool isQuoted = false;
        std::vector<std::uint32_t> kept; ///< Ascending; without a reference every value is kept.
        TextBuffer texts;                ///< Of the kept values.
        std::size_t count = 0;           ///< Values, from the rows.
        std::size_t nextValue = 0;
        std::size_t nextKept = 0;
    };

    [[nodiscard]] bool readShapes(ByteReader& in);
    [[nodiscard]] bool countValues(std::size_t rows);
    [[nodiscard]] bool readPlace(ByteReader& in, Place& place);
    [[nodiscard]] bool appendLeaf(std::string& out, Place& place, const RawFacts& facts);

    std::vector<std::uint32_t> m_stateOfRow;
    TextBuffer m_verbatim;
    TextDictionary m_skeletons;
    std::vector<std::uint32_t> m_placesOfShapes; ///< One shape after the other.
    std::vector<std::size_t> m_begins;           ///< Of each shape therein, and the end.
    std::vector<Place> m_places;
    std::size_t m_row = 0;
    std::size_t m_nextVerbatim = 0;
};

} // namespace sightglass::storage::columns
