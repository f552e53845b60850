// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "storage/columns/chunkbuilder.h"
#include "storage/columns/compression.h"
#include "storage/columns/rawreference.h"
#include "storage/columns/rawsplitter.h"
#include "storage/columns/textinterner.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sightglass::storage::columns {

/// The events as sent while a chunk is sealed: the skeleton of each text from a dictionary, and for each place in it a
/// column of values, of which only those are kept that no other member of the event repeats. Byte for byte.
/// Thread: one at a time.
class RawColumn
{
public:
    /// Enough to tell what repeats a member from what happens to equal it.
    static constexpr std::size_t kSampledEvents = 64;

    explicit RawColumn(std::size_t rows)
        : m_rows(rows)
    {
    }
    /// Shown some events first, it learns which members the places repeat; then add() every row.
    void learn(const domain::Event& event);

    void add(std::size_t row, const domain::Event& event);
    [[nodiscard]] bool isEmpty() const { return m_shapeOfRow.empty(); }
    [[nodiscard]] EncodedColumn encoded(Compressor& compressor) const;

private:
    struct Candidate
    {
        RawReference reference;
        std::size_t votes = 0;
    };
    /// One place in the skeletons: its values that are not what the reference says.
    struct Place
    {
        RawPlace place;
        RawReference reference;
        std::vector<Candidate> candidates;
        std::size_t sampled = 0;
        std::uint32_t count = 0;          ///< Values so far.
        std::vector<std::uint32_t> kept;  ///< Which of them are kept; all, without a reference.
        std::vector<std::uint32_t> codes; ///< Of the kept ones.
        TextInterner texts;
    };
    struct Shape
    {
        std::string skeleton;
        std::vector<std::uint32_t> places;
        std::string quotes; ///< Of the places, 1 = quoted; see RawSplitter::splitLike().
    };

    void decide();
    /// Splits its text; the shape, 0 when there is none or there are too many.
    [[nodiscard]] std::uint32_t split(const domain::Event& event);
    [[nodiscard]] std::uint32_t shapeNumber();
    /// False when that would be too many places.
    [[nodiscard]] bool addShape();
    void addLeaf(Place& place, const RawLeaf& leaf, const RawFacts& facts);
    void addVerbatim(std::size_t row, std::string_view raw);
    void writePlace(Compressor& compressor, ByteWriter& out, const Place& place) const;

    std::size_t m_rows;
    RawSplitter m_splitter;
    std::vector<Shape> m_shapes; ///< By shape number - 1.
    std::unordered_map<std::string, std::uint32_t> m_shapeNumbers;
    std::vector<Place> m_places;
    std::unordered_map<std::string, std::uint32_t> m_placeNumbers;
    std::vector<std::uint32_t> m_shapeOfRow;
    std::vector<std::uint32_t> m_verbatimCodes;
    TextInterner m_verbatim;
    std::size_t m_shapePlaces = 0;                ///< Of all shapes together.
    std::array<std::uint32_t, 16> m_lastOfKind{}; ///< The shape of the last event of each kind, 0 = none.
};

} // namespace sightglass::storage::columns
