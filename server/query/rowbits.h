// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

namespace sightglass::query {

/// Which rows of a chunk are wanted, a bit each; all of them until something is said. Thread: one at a time.
class RowBits
{
public:
    /// Wants no rows but those whose byte is 1; the others' are 0. One byte a row.
    void keepOnly(const std::vector<std::uint8_t>& wanted)
    {
        if (m_words.empty())
            m_words.assign((wanted.size() + kBits - 1) / kBits, ~std::uint64_t{0});
        for (std::size_t word = 0; word < m_words.size(); ++word)
            m_words[word] &= wordOf(wanted, word * kBits);
    }

    /// Calls use(begin, end) for every stretch of wanted rows among these.
    template <typename Use> void forEachStretch(std::uint32_t begin, std::uint32_t end, const Use& use) const
    {
        if (m_words.empty())
            return use(begin, end);
        while ((begin = next(begin, end, 0)) < end) {
            const std::uint32_t stop = next(begin, end, ~std::uint64_t{0});
            use(begin, stop);
            begin = stop;
        }
    }

private:
    static constexpr std::size_t kBits = 64;

    /// Eight bytes of 0 or 1 as eight bits: the product brings the bit of byte i to bit 56 + i, and no two bits meet.
    static std::uint64_t bitsOf(const std::uint8_t* bytes)
    {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes, sizeof word);
        if constexpr (std::endian::native == std::endian::big)
            word = __builtin_bswap64(word);
        return (word * 0x0102040810204080U) >> 56;
    }

    static std::uint64_t wordOf(const std::vector<std::uint8_t>& wanted, std::size_t begin)
    {
        const std::size_t end = std::min(begin + kBits, wanted.size());
        std::uint64_t out = 0;
        std::size_t row = begin;
        for (; row + 8 <= end; row += 8)
            out |= bitsOf(wanted.data() + row) << (row - begin);
        for (; row < end; ++row)
            out |= std::uint64_t{wanted[row]} << (row - begin);
        return out;
    }

    /// The first row from `row` on that is wanted, or with all bits flipped that is not; `end` when there is none.
    [[nodiscard]] std::uint32_t next(std::uint32_t row, std::uint32_t end, std::uint64_t flip) const
    {
        if (row >= end)
            return end;
        std::uint64_t word = (m_words[row / kBits] ^ flip) >> (row % kBits);
        if (word == 0) {
            row -= row % kBits;
            do {
                row += kBits;
                if (row >= end)
                    return end;
                word = m_words[row / kBits] ^ flip;
            } while (word == 0);
        }
        return std::min(end, row + static_cast<std::uint32_t>(std::countr_zero(word)));
    }

    std::vector<std::uint64_t> m_words; ///< Empty = all are wanted.
};

} // namespace sightglass::query
