// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/idsketch.h"

#include <algorithm>
#include <bit>

namespace sightglass::storage {

namespace {

constexpr std::size_t kBitsPerId = 12;
constexpr unsigned kMostTopBits = 13; ///< 64 MiB; beyond 40 million ids more hashes are taken for present.

} // namespace

IdSketch::IdSketch(std::size_t ids)
    : m_topBits(topBitsFor(ids))
    , m_bits(std::size_t(1) << (m_topBits + kPrintBits) >> 6)
{
}

/// Buckets are asked for in their order, so what is written lies together, too.
void IdSketch::add(const IdFilter& filter)
{
    const unsigned known = filter.bucketBits();
    const unsigned shared = std::min(known, m_topBits);
    // A short list knows less of its hashes: each stands for all that begin alike.
    const std::size_t alike = std::size_t(1) << (m_topBits - shared);
    filter.forEach([&](std::size_t bucket, std::uint16_t print) {
        const std::size_t first = (bucket >> (known - shared)) * alike;
        for (std::size_t top = first; top < first + alike; ++top) {
            const std::size_t bit = top << kPrintBits | print;
            m_bits[bit / 64] |= std::uint64_t(1) << bit % 64;
        }
    });
}

unsigned IdSketch::topBitsFor(std::size_t ids)
{
    const std::size_t sizes = (ids * kBitsPerId) >> kPrintBits;
    return std::min(static_cast<unsigned>(std::bit_width(sizes)), kMostTopBits);
}

} // namespace sightglass::storage
