// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/idfilter.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace sightglass::storage {

namespace {

constexpr std::size_t kBucketSize = 16;

} // namespace

IdFilter::IdFilter(std::span<const std::uint64_t> sorted)
{
    m_buckets.resize(std::bit_ceil(std::max<std::size_t>(1, sorted.size() / kBucketSize)) + 1);
    setShift();
    m_prints.reserve(sorted.size());
    std::size_t bucket = 0;
    for (const std::uint64_t hash : sorted) {
        for (const std::size_t own = m_shift == 64 ? 0 : hash >> m_shift; bucket < own;)
            m_buckets[++bucket] = static_cast<std::uint32_t>(m_prints.size());
        m_prints.push_back(static_cast<std::uint16_t>(hash));
    }
    while (bucket + 1 < m_buckets.size())
        m_buckets[++bucket] = static_cast<std::uint32_t>(m_prints.size());
}

std::optional<IdFilter> IdFilter::fromBytes(std::string_view buckets, std::string_view prints)
{
    IdFilter filter;
    const std::size_t starts = buckets.size() / sizeof(std::uint32_t);
    if (starts < 2 || !std::has_single_bit(starts - 1) || buckets.size() % 4 != 0 || prints.size() % 2 != 0)
        return std::nullopt;
    filter.m_buckets.resize(starts);
    std::memcpy(filter.m_buckets.data(), buckets.data(), buckets.size());
    filter.m_prints.resize(prints.size() / 2);
    if (!prints.empty()) // an empty vector has no address
        std::memcpy(filter.m_prints.data(), prints.data(), prints.size());
    filter.setShift();
    if (!std::is_sorted(filter.m_buckets.begin(), filter.m_buckets.end()) || filter.m_buckets.back() != filter.count())
        return std::nullopt;
    return filter;
}

std::string_view IdFilter::bucketBytes() const
{
    return {reinterpret_cast<const char*>(m_buckets.data()), m_buckets.size() * sizeof(std::uint32_t)};
}

std::string_view IdFilter::printBytes() const
{
    return {reinterpret_cast<const char*>(m_prints.data()), m_prints.size() * sizeof(std::uint16_t)};
}

void IdFilter::setShift()
{
    m_shift = 64u - static_cast<unsigned>(std::countr_zero(m_buckets.size() - 1));
}

} // namespace sightglass::storage
