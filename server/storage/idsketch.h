// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/idfilter.h"

#include <cstdint>
#include <vector>

namespace sightglass::storage {

/// Says with one look into memory that no list of message ids holds a hash, however many lists there are: one bit for
/// what all filters know of a hash, its first and its low 16 bits. Of hashes that no list holds it takes one in twelve
/// for present, or fewer; it needs two bytes an id, or one. Thread: the writer's.
class IdSketch
{
public:
    /// An empty one for so many hashes.
    explicit IdSketch(std::size_t ids = 0);

    /// Whether that many hashes are what it was made for.
    [[nodiscard]] bool suits(std::size_t ids) const { return topBitsFor(ids) <= m_topBits; }
    /// Every hash of the filter.
    void add(const IdFilter& filter);
    [[nodiscard]] bool mayHold(std::uint64_t hash) const
    {
        const std::size_t bit = bitOf(hash);
        return (m_bits[bit / 64] >> bit % 64 & 1) != 0;
    }
    /// Brings closer what mayHold() will read.
    void prefetch(std::uint64_t hash) const { __builtin_prefetch(&m_bits[bitOf(hash) / 64]); }

private:
    static constexpr unsigned kPrintBits = 16;

    [[nodiscard]] static unsigned topBitsFor(std::size_t ids);
    [[nodiscard]] std::size_t bitOf(std::uint64_t hash) const
    {
        // In two steps, as none may be the whole width.
        return ((hash >> 1 >> (63 - m_topBits)) << kPrintBits) | static_cast<std::uint16_t>(hash);
    }

    unsigned m_topBits = 0;
    std::vector<std::uint64_t> m_bits; ///< 2^(top bits + 16) bits
};

} // namespace sightglass::storage
