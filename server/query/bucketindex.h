// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/calendar.h"

#include <cstdint>
#include <vector>

namespace sightglass::query {

/// Finds the bucket of a time. Remembers the last one found, since a person's rows come by time; else looks up a grid
/// of steps no longer than the shortest bucket. A cheap value; one thread.
class BucketIndex
{
public:
    /// Without gaps, by time; empty = everything is bucket 0.
    explicit BucketIndex(const std::vector<Bucket>& buckets);

    /// Times before the first bucket are in it, times past the last one in that.
    [[nodiscard]] std::size_t of(std::int64_t time)
    {
        if (time < m_begin || time >= m_end)
            find(time);
        return m_last;
    }

private:
    void find(std::int64_t time);

    std::vector<std::int64_t> m_starts;
    std::vector<std::uint32_t> m_grid; ///< By step: the bucket at its beginning.
    int m_shift = 0;
    std::size_t m_last = 0;
    std::int64_t m_begin; ///< Of the last bucket found.
    std::int64_t m_end;
};

} // namespace sightglass::query
