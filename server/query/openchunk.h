// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"
#include "query/partition.h"
#include "query/rowbits.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace sightglass::query {

/// Texts of one chunk: its own small numbers, and the question-wide id of each.
struct CodeColumn
{
    domain::Codes codes;
    std::vector<std::uint32_t> ids;  ///< By the chunk's number.
    std::vector<std::byte> computed; ///< Behind `codes` when no stored column is.
};

/// Rows that an identity link gives to another person than the visitor's key says, or that belong to nobody known.
struct MovedRows
{
    std::uint32_t part = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint64_t person = 0;
};

/// A chunk made ready for one question: which rows are wanted, what they are to the metrics, where each part's people
/// lie, and its texts numbered question-wide. Immutable once open; any thread.
struct OpenChunk
{
    std::shared_ptr<const domain::SortedChunk> chunk;
    domain::TimeRange times;             ///< Of all its rows.
    RowBits keep;                        ///< The rows that are wanted.
    std::vector<std::uint8_t> flags;     ///< RowFlag, by row; empty when the question does not ask.
    std::vector<std::uint32_t> firstRun; ///< By part, and one past the last.
    std::vector<std::uint8_t> isMoved;   ///< By run: its rows are among `moved`; empty = no run is.
    std::vector<MovedRows> moved;        ///< By part.
    std::vector<CodeColumn> columns;     ///< As ChunkRequest::columns.
    CodeColumn hint;
    CodeColumn view;
    CodeColumn currency;
    bool mayOverlap = false; ///< Another chunk, or its own moved rows, may hold rows of its people from the same time.

    /// Calls use(person, begin, end) for every stretch of wanted rows of the part's people; of one person in order,
    /// as far as one run goes.
    template <typename Use> void forEachStretch(std::size_t part, Use use) const
    {
        const auto runs = chunk->runs();
        for (std::uint32_t run = firstRun[part]; run < firstRun[part + 1]; ++run) {
            if (isMoved.empty() || !isMoved[run])
                useKept(runs[run].visitor(), runs[run].begin, endOfRun(run), use);
        }
        const auto before = [](const MovedRows& rows, std::size_t p) { return rows.part < p; };
        for (auto at = std::lower_bound(moved.begin(), moved.end(), part, before);
             at != moved.end() && at->part == part; ++at)
            useKept(at->person, at->begin, at->end, use);
    }

    /// All rows of the part's people but those that links move there from elsewhere: begin and end.
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> rowsOf(std::size_t part) const
    {
        if (firstRun[part] == firstRun[part + 1])
            return {0, 0};
        return {chunk->runs()[firstRun[part]].begin, endOfRun(firstRun[part + 1] - 1)};
    }

    /// Calls use(begin, end) for every stretch of wanted rows among these.
    template <typename Use> void forEachKept(std::uint32_t begin, std::uint32_t end, Use use) const
    {
        keep.forEachStretch(begin, end, use);
    }

    [[nodiscard]] std::uint32_t endOfRun(std::size_t run) const
    {
        const auto runs = chunk->runs();
        return run + 1 < runs.size() ? runs[run + 1].begin : static_cast<std::uint32_t>(chunk->rows());
    }

private:
    template <typename Use>
    void useKept(std::uint64_t person, std::uint32_t begin, std::uint32_t end, const Use& use) const
    {
        keep.forEachStretch(begin, end, [&](std::uint32_t from, std::uint32_t to) { use(person, from, to); });
    }
};

/// Finds where each part's people lie, and the rows that links move. `number` of the chunk spreads rows of nobody
/// known.
void divide(OpenChunk& chunk, const Partition& partition, const domain::LinkedVisitors& links, std::size_t number);

} // namespace sightglass::query
