// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/snapshotrows.h"

#include "support/memoryscan.h"

#include <algorithm>
#include <tuple>

namespace sightglass::test {

using namespace domain;

namespace {

constexpr std::int64_t kDayMs = 24 * 60 * 60 * 1000;

SnapshotRow rowAt(const SortedChunk& chunk, const TextCodes& ids, const ScanRequest& request, std::size_t row)
{
    SnapshotRow out;
    for (const NumberColumn column : request.numbers)
        out.numbers.push_back(chunk.numbers(column).at(row));
    for (const TextColumn column : request.texts)
        out.texts.emplace_back(chunk.texts(column).at(row));
    for (std::size_t i = 0; i < request.properties.size(); ++i)
        out.texts.emplace_back(chunk.property(i).at(row));
    for (std::size_t i = 0; i < request.traits.size(); ++i)
        out.texts.emplace_back(chunk.trait(i).at(row));
    for (std::size_t i = 0; i < request.vitals.size(); ++i)
        out.texts.emplace_back(chunk.vital(i).at(row));
    out.messageId = ids.at(row);
    return out;
}

/// The visitor of each row by the runs; empty when the runs are not well-formed.
std::vector<std::uint64_t> visitorsOf(const SortedChunk& chunk)
{
    std::vector<std::uint64_t> visitors;
    const std::span<const VisitorRun> runs = chunk.runs();
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const std::size_t end = i + 1 < runs.size() ? runs[i + 1].begin : chunk.rows();
        if (runs[i].begin != visitors.size() || end <= runs[i].begin || end > chunk.rows() ||
            (i > 0 && runs[i].visitor() <= runs[i - 1].visitor()))
            return {};
        visitors.resize(end, runs[i].visitor());
    }
    return visitors;
}

QString wrongWith(const SortedChunk& chunk, const ChunkInfo& info, const TextCodes& ids)
{
    const std::vector<std::uint64_t> visitors = visitorsOf(chunk);
    if (chunk.rows() == 0 || visitors.size() != chunk.rows() || info.rows != chunk.rows())
        return QStringLiteral("runs or rows");
    // Both ranges may be wider than need be where rows of other sources are left out.
    if (info.firstVisitor > visitors.front() || info.lastVisitor < visitors.back())
        return QStringLiteral("range of visitors");
    const NumberValues times = chunk.numbers(NumberColumn::EventTime);
    const NumberValues received = chunk.numbers(NumberColumn::ReceivedAt);
    const auto key = [&](std::size_t row) {
        return std::make_tuple(visitors[row], times.at(row), received.at(row), ids.at(row));
    };
    std::int64_t first = times.at(0);
    std::int64_t last = first;
    for (std::size_t row = 0; row < chunk.rows(); ++row) {
        if (row > 0 && key(row) < key(row - 1))
            return QStringLiteral("order");
        first = std::min(first, times.at(row));
        last = std::max(last, times.at(row));
    }
    if (!info.times.contains(fromMs(first)) || !info.times.contains(fromMs(last)))
        return QStringLiteral("range of times");
    const auto day = [](std::int64_t ms) { return (ms - ((ms % kDayMs) + kDayMs) % kDayMs) / kDayMs; };
    return day(first) == day(last) ? QString() : QStringLiteral("more than one day");
}

} // namespace

ScanRequest wholeRequest(ProjectId project, TimeRange range, std::vector<std::string> properties,
                         std::vector<std::string> traits)
{
    ScanRequest request;
    request.project = project;
    request.range = range;
    for (std::size_t column = 0; column < kNumberColumns; ++column) {
        if (static_cast<NumberColumn>(column) != NumberColumn::Visitor) // which is in the runs
            request.numbers.push_back(static_cast<NumberColumn>(column));
    }
    for (std::size_t column = 0; column < kTextColumns; ++column)
        request.texts.push_back(static_cast<TextColumn>(column));
    request.properties = std::move(properties);
    request.traits = std::move(traits);
    request.vitals = request.traits;
    return request;
}

SnapshotRow snapshotRow(const Event& event, const ScanRequest& request)
{
    SnapshotRow out;
    for (const NumberColumn column : request.numbers)
        out.numbers.push_back(numberOf(event, column));
    for (const TextColumn column : request.texts)
        out.texts.push_back(textOf(event, column));
    for (const std::string& key : request.properties)
        out.texts.push_back(textOf(event.properties, key));
    for (const std::string& key : request.traits)
        out.texts.push_back(textOf(event.traits, key));
    for (const std::string& key : request.vitals)
        out.texts.push_back(numberTextOf(event.vitals, key));
    out.numbers.push_back(std::int64_t(event.visitor));
    out.messageId = event.messageId;
    return out;
}

SnapshotRows readSnapshot(const EventSnapshot& snapshot, const ScanRequest& request, QString& wrong)
{
    SnapshotRows rows;
    for (std::size_t index = 0; index < snapshot.chunks().size(); ++index) {
        const auto chunk = snapshot.chunk(index);
        if (!chunk) {
            wrong = chunk.error().detail;
            return {};
        }
        const Expected<TextCodes> ids = (*chunk)->messageIds();
        if (!ids) {
            wrong = ids.error().detail;
            return {};
        }
        if (const QString found = wrongWith(**chunk, snapshot.chunks()[index], *ids); !found.isEmpty()) {
            wrong = found;
            return {};
        }
        const std::vector<std::uint64_t> visitors = visitorsOf(**chunk);
        for (std::size_t row = 0; row < (*chunk)->rows(); ++row) {
            const auto kind = static_cast<Kind>((*chunk)->numbers(NumberColumn::Kind).at(row));
            const bool isKind = request.kinds.empty() ||
                                std::find(request.kinds.begin(), request.kinds.end(), kind) != request.kinds.end();
            if (!isKind || !request.range.contains(fromMs((*chunk)->numbers(NumberColumn::EventTime).at(row))))
                continue;
            SnapshotRow read = rowAt(**chunk, *ids, request, row);
            read.numbers.push_back(std::int64_t(visitors[row]));
            const std::int64_t seq = (*chunk)->numbers(NumberColumn::Seq).at(row);
            if (!rows.emplace(seq, std::move(read)).second)
                wrong = QStringLiteral("event %1 twice").arg(seq);
        }
    }
    return rows;
}

} // namespace sightglass::test
