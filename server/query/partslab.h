// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/keymap.h"
#include "query/chunkset.h"
#include "query/columns.h"
#include "query/eventfold.h"

#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <vector>

namespace sightglass::query {

/// The rows of one part as they stand in the chunks, slice after slice: copied without regard to whose they are, with
/// values as slots of some requests. Stretches tell whose they are. What a row says lies together, and all of it is
/// small enough to stay close to the processor while people are looked at one by one. One per worker; keeps its memory
/// from part to part. What it is made of outlives it.
class PartSlab
{
public:
    /// Consecutive rows of one person, by time.
    struct Stretch
    {
        std::uint32_t person = 0; ///< Dense number within the part; 0 = nobody known.
        std::uint32_t chunk = 0;
        std::uint32_t begin = 0; ///< In the slab, like the next.
        std::uint32_t end = 0;
    };
    struct AmountRow
    {
        std::uint32_t row = 0;
        std::uint32_t currency = 0;
        std::int64_t minor = 0;
    };

    /// A number of each row: which word of the row it is, or the first of two when some may not fit one; 0 = there is
    /// none.
    struct Place
    {
        std::size_t word = 0;
        bool isWide = false;

        [[nodiscard]] std::uint32_t read(const std::uint16_t* words) const
        {
            std::uint32_t number = words[word];
            if (isWide)
                std::memcpy(&number, words + word, sizeof number);
            else if (number == kNoneNarrow)
                number = kNone;
            return number;
        }
    };
    /// For loops over rows: words of one row after the other.
    struct Slots
    {
        const std::uint16_t* words = nullptr;
        std::size_t stride = 0;
        Place slot;

        [[nodiscard]] static std::int64_t time(const std::uint16_t* words) { return timeAt(words); }
        [[nodiscard]] static std::uint16_t flags(const std::uint16_t* words) { return words[kFlags]; }
    };

    /// `rows` of the set's chunks, for these requests; `campaign` is a column of theirs.
    PartSlab(const ChunkSet& set, std::span<const EventRows> rows, std::span<const CellRequest> requests,
             std::optional<std::size_t> campaign);

    /// Replaces what it held.
    void load(std::size_t part);
    /// Copies some rows to its end, in this order; where they stand then. None of them has been added before.
    std::uint32_t add(std::span<const std::uint32_t> rows);

    [[nodiscard]] std::span<Stretch> stretches() { return m_sorted; } ///< By person.
    /// Asks for rows that are looked at soon.
    void fetch(const Stretch& rows) const
    {
        __builtin_prefetch(at(rows.begin));
        __builtin_prefetch(at(rows.end - 1));
    }
    [[nodiscard]] std::uint32_t people() const { return m_people.count(); }
    [[nodiscard]] std::uint64_t keyOf(std::uint32_t person) const { return m_keys[person]; }

    [[nodiscard]] std::int64_t time(std::uint32_t row) const { return timeAt(at(row)); } ///< ms UTC
    [[nodiscard]] std::uint8_t flags(std::uint32_t row) const { return static_cast<std::uint8_t>(at(row)[kFlags]); }
    [[nodiscard]] bool hasAmount(std::uint32_t row) const { return (at(row)[kFlags] & kAmountBit) != 0; }
    [[nodiscard]] std::uint32_t hint(std::uint32_t row) const { return numberAt(m_hint, row); } ///< 0 = none
    [[nodiscard]] std::uint32_t campaign(std::uint32_t row) const { return numberAt(m_campaignAt, row); }
    /// No row has a hint or a campaign.
    [[nodiscard]] bool isPlain() const { return m_hint.word == 0 && m_campaignAt.word == 0; }
    /// kNone = nowhere; slot 0 for a request without a property.
    [[nodiscard]] std::uint32_t slot(std::size_t request, std::uint32_t row) const
    {
        return numberAt(m_slots[request], row);
    }
    [[nodiscard]] Slots slotsOf(std::size_t request) const { return {m_words.data(), m_stride, m_slots[request]}; }
    [[nodiscard]] std::span<const AmountRow> amounts() const { return m_amounts; } ///< By row.

private:
    void collect(std::size_t part);
    void makeRoom();
    [[nodiscard]] std::uint32_t toCopy(std::uint32_t begin, std::uint32_t end);
    void sortByPerson();
    void fetchAhead(std::span<const Piece> pieces, std::size_t number) const;
    void copyChunk(std::size_t number, std::span<const Piece> pieces);
    [[nodiscard]] Place nextPlace(std::size_t numbers);
    void copyCodes(const domain::Codes& codes, std::span<const std::uint32_t> ids, std::span<const Piece> pieces,
                   const Place& place);
    void copyAmounts(const EventRows& rows, std::span<const Piece> pieces);
    [[nodiscard]] std::span<const Piece> copiesOf(std::size_t number) const;
    [[nodiscard]] const std::uint16_t* at(std::uint32_t row) const { return m_words.data() + row * m_stride; }
    [[nodiscard]] std::uint32_t numberAt(const Place& place, std::uint32_t row) const
    {
        return place.word == 0 ? 0 : place.read(at(row));
    }
    [[nodiscard]] static std::int64_t timeAt(const std::uint16_t* words)
    {
        std::int64_t time = 0;
        std::memcpy(&time, words, sizeof time);
        return time;
    }

    // Words of a row: its time, its flags, then what the question asks for.
    static constexpr std::size_t kFlags = 4;
    static constexpr std::size_t kFixedWords = 5;
    static constexpr std::uint16_t kAmountBit = 0x100;
    static constexpr std::uint16_t kNoneNarrow = 0xffff;

    const ChunkSet& m_set;
    const std::span<const EventRows> m_rows;
    const std::optional<std::size_t> m_campaign;
    std::size_t m_stride = kFixedWords;
    Place m_hint;
    Place m_campaignAt;
    std::vector<Place> m_slots;                    ///< By request.
    std::vector<const domain::VisitorRun*> m_runs; ///< By chunk, for fetching ahead.
    std::vector<std::uint16_t> m_words;
    std::vector<AmountRow> m_amounts;
    domain::KeyMap m_people;
    std::vector<std::uint64_t> m_keys;   ///< By person.
    std::vector<std::uint32_t> m_places; ///< By person: where the next stretch goes.
    std::vector<Stretch> m_found;
    std::vector<Stretch> m_sorted;
    std::vector<Piece> m_copies;         ///< By chunk.
    std::vector<std::size_t> m_copyEnds; ///< By chunk.
    std::uint32_t m_count = 0;
};

} // namespace sightglass::query
