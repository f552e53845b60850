// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::storage {

/// Says at which positions of a sorted list of 64-bit hashes a hash may stand, in about 2¼ bytes a hash: the low 16
/// bits of each, in the list's order, and where each bucket (by the top bits, 16 hashes or so) begins. A lookup touches
/// two cache lines; a hash that is not there is taken for present about once in 4 000 times.
/// A plain value, written once. Thread: any, for reading.
class IdFilter
{
public:
    IdFilter() = default;
    /// `sorted` ascending.
    explicit IdFilter(std::span<const std::uint64_t> sorted);
    /// From the bytes that bucketBytes() and printBytes() gave; nothing when they do not fit together.
    [[nodiscard]] static std::optional<IdFilter> fromBytes(std::string_view buckets, std::string_view prints);

    [[nodiscard]] std::string_view bucketBytes() const;
    [[nodiscard]] std::string_view printBytes() const;
    [[nodiscard]] std::size_t count() const { return m_prints.size(); }

    /// Calls `visit(position)` for each candidate until it returns true.
    template <typename Visit> bool find(std::uint64_t hash, Visit&& visit) const
    {
        if (m_prints.empty())
            return false;
        const std::size_t bucket = m_shift == 64 ? 0 : hash >> m_shift;
        const auto print = static_cast<std::uint16_t>(hash);
        for (std::uint32_t at = m_buckets[bucket], end = m_buckets[bucket + 1]; at < end; ++at) {
            if (m_prints[at] == print && visit(at))
                return true;
        }
        return false;
    }
    /// Calls `visit(bucket, print)` for each hash in order: all that is kept of it, its first bucketBits() and its low
    /// 16 bits.
    template <typename Visit> void forEach(Visit&& visit) const
    {
        for (std::size_t bucket = 0; bucket + 1 < m_buckets.size(); ++bucket) {
            for (std::uint32_t at = m_buckets[bucket]; at < m_buckets[bucket + 1]; ++at)
                visit(bucket, m_prints[at]);
        }
    }
    [[nodiscard]] unsigned bucketBits() const { return 64 - m_shift; }

private:
    void setShift();

    std::vector<std::uint32_t> m_buckets; ///< 2^k + 1 positions
    std::vector<std::uint16_t> m_prints;
    unsigned m_shift = 64; ///< hash >> shift = bucket
};

} // namespace sightglass::storage
