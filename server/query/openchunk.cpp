// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/openchunk.h"

#include "domain/linkedvisitors.h"

namespace sightglass::query {

namespace {

void findParts(OpenChunk& chunk, const Partition& partition)
{
    const auto runs = chunk.chunk->runs();
    chunk.firstRun.assign(partition.parts() + 1, static_cast<std::uint32_t>(runs.size()));
    std::size_t part = 0;
    for (std::uint32_t run = 0; run < runs.size(); ++run) {
        for (const std::size_t own = partition.partOf(runs[run].visitor()); part <= own; ++part)
            chunk.firstRun[part] = run;
    }
}

/// The first row at or after `time`; rows of a run stand by time.
std::uint32_t rowAt(const domain::NumberValues& times, std::uint32_t begin, std::uint32_t end, std::int64_t time)
{
    while (begin < end) {
        const std::uint32_t middle = begin + (end - begin) / 2;
        if (times.at(middle) < time)
            begin = middle + 1;
        else
            end = middle;
    }
    return begin;
}

void moveRun(OpenChunk& chunk, const Partition& partition, std::uint32_t run,
             std::span<const domain::LinkedVisitors::Stretch> stretches)
{
    const domain::NumberValues times = chunk.chunk->numbers(domain::NumberColumn::EventTime);
    std::uint32_t begin = chunk.chunk->runs()[run].begin;
    const std::uint32_t end = chunk.endOfRun(run);
    for (const domain::LinkedVisitors::Stretch& stretch : stretches) {
        const bool last = &stretch == &stretches.back();
        const std::uint32_t stop = last ? end : rowAt(times, begin, end, stretch.until);
        if (begin < stop)
            chunk.moved.push_back(
                {static_cast<std::uint32_t>(partition.partOf(stretch.person)), begin, stop, stretch.person});
        begin = stop;
    }
    chunk.isMoved[run] = 1;
}

} // namespace

void divide(OpenChunk& chunk, const Partition& partition, const domain::LinkedVisitors& links, std::size_t number)
{
    findParts(chunk, partition);
    const auto runs = chunk.chunk->runs();
    const bool nobody = !runs.empty() && runs.front().visitor() == 0;
    if (links.isEmpty() && !nobody)
        return;
    chunk.isMoved.assign(runs.size(), 0);
    if (nobody) {
        chunk.isMoved[0] = 1;
        chunk.moved.push_back({static_cast<std::uint32_t>(number % partition.parts()), 0, chunk.endOfRun(0), 0});
    }
    std::vector<std::uint32_t> linked; // two passes: what the second looks up has arrived by then
    for (std::uint32_t run = nobody ? 1 : 0; run < runs.size() && !links.isEmpty(); ++run) {
        if (links.mayHave(runs[run].visitor()))
            linked.push_back(run);
    }
    for (const std::uint32_t run : linked) {
        if (const auto stretches = links.of(runs[run].visitor()); !stretches.empty())
            moveRun(chunk, partition, run, stretches);
    }
    std::stable_sort(chunk.moved.begin(), chunk.moved.end(),
                     [](const MovedRows& a, const MovedRows& b) { return a.part < b.part; });
}

} // namespace sightglass::query
