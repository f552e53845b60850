// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/keymap.h"

#include <cstdint>
#include <vector>

namespace sightglass::query {

/// For keys that are no hashes, as KeyMap wants them. One to one, and 0 stays 0 (the finalizer of MurmurHash3, public
/// domain).
[[nodiscard]] inline std::uint64_t mixedKey(std::uint64_t key)
{
    key = (key ^ (key >> 33)) * 0xff51afd7ed558ccdULL;
    key = (key ^ (key >> 33)) * 0xc4ceb9fe1a85ec53ULL;
    return key ^ (key >> 33);
}

/// How often each pair of two small numbers, not both 0, occurred. Not thread safe.
class PairMap
{
public:
    struct Pair
    {
        std::uint32_t from = 0;
        std::uint32_t to = 0;
        std::int64_t count = 0;
    };

    void add(std::uint32_t from, std::uint32_t to, std::int64_t count = 1)
    {
        const std::uint32_t number = m_keys.numberOf(mixedKey((std::uint64_t{from} << 32) | to));
        if (number > m_pairs.size())
            m_pairs.push_back({from, to, 0});
        m_pairs[number - 1].count += count;
    }
    void merge(const PairMap& other)
    {
        for (const Pair& pair : other.m_pairs)
            add(pair.from, pair.to, pair.count);
    }
    [[nodiscard]] const std::vector<Pair>& pairs() const { return m_pairs; } ///< Each once, in no order that matters.

private:
    domain::KeyMap m_keys;
    std::vector<Pair> m_pairs;
};

} // namespace sightglass::query
