// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"
#include "storage/rowchunk.h"
#include "storage/rowlayout.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace sightglass::storage {

/// Fresh rows copied out of the table, of each body what a request needs: by UTC day, in the order that SortedChunk
/// promises. Thread: filled by one, then read by any. Owner: the snapshot and its chunks.
class FreshRows
{
public:
    /// A longer day is cut at visitors' borders; a visitor's rows of one day stay together.
    static constexpr std::size_t kMostRows = 256 * 1024;

    struct Part
    {
        domain::ChunkInfo info;
        std::span<const RowView> rows;
    };

    explicit FreshRows(const domain::ScanRequest& request)
        : m_layout(request)
    {
    }

    /// False when the body cannot be read.
    [[nodiscard]] bool add(const RowView& row);
    /// After the last add(): sorts, and cuts into parts.
    void finish(std::size_t mostRows = kMostRows);
    [[nodiscard]] std::span<const Part> parts() const { return m_parts; }

private:
    struct Day
    {
        std::vector<RowView> rows;     ///< Their bodies are set by finish().
        std::vector<std::size_t> ends; ///< Of each row's body within `bodies`.
        std::string bodies;
    };
    static void sort(Day& day);
    void cut(const Day& day, std::size_t mostRows);

    const RowLayout m_layout;
    std::map<std::int64_t, Day> m_days;
    std::vector<Part> m_parts;
};

/// The UTC day of a time, as its number since 1970.
[[nodiscard]] std::int64_t utcDay(std::int64_t timeMs);

} // namespace sightglass::storage
