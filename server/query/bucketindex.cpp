// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/bucketindex.h"

#include <algorithm>
#include <limits>

namespace sightglass::query {

namespace {

constexpr std::int64_t kFirst = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kNoEnd = std::numeric_limits<std::int64_t>::max();

} // namespace

BucketIndex::BucketIndex(const std::vector<Bucket>& buckets)
    : m_begin(kFirst)
    , m_end(kNoEnd)
{
    if (buckets.size() < 2)
        return;
    std::int64_t shortest = kNoEnd;
    for (const Bucket& bucket : buckets) {
        m_starts.push_back(toMs(bucket.start));
        shortest = std::min(shortest, toMs(bucket.end) - toMs(bucket.start));
    }
    while ((std::int64_t{2} << m_shift) <= shortest)
        ++m_shift;
    std::uint32_t bucket = 0;
    for (std::int64_t at = m_starts.front(); at <= m_starts.back(); at += std::int64_t{1} << m_shift) {
        while (bucket + 1 < m_starts.size() && m_starts[bucket + 1] <= at)
            ++bucket;
        m_grid.push_back(bucket);
    }
    m_end = m_starts[1];
}

void BucketIndex::find(std::int64_t time)
{
    const std::int64_t into = std::max<std::int64_t>(0, time - m_starts.front());
    const auto step = std::min(static_cast<std::size_t>(into >> m_shift), m_grid.size() - 1);
    m_last = m_grid[step];
    while (m_last + 1 < m_starts.size() && m_starts[m_last + 1] <= time)
        ++m_last;
    m_begin = m_last == 0 ? kFirst : m_starts[m_last];
    m_end = m_last + 1 < m_starts.size() ? m_starts[m_last + 1] : kNoEnd;
}

} // namespace sightglass::query
