// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/cellreport.h"

#include "query/workers.h"

#include <algorithm>
#include <iterator>
#include <optional>

namespace sightglass::query {

namespace {

constexpr std::size_t kMostLogged = std::size_t{96} << 20; // bytes: people by page take 60 MiB in fifty million events

/// One question under way; `error` is set when it has failed.
struct Asked
{
    ReportContext* context = nullptr;
    std::unique_ptr<CellReport> report;
    std::optional<Error> error;
};

/// One range of one question.
struct Reading
{
    Asked* asked = nullptr;
    std::size_t number = 0;
    domain::TimeRange range;
};

Expected<std::unique_ptr<CellReport>> reportOf(const ReportContext& context)
{
    switch (context.query.kind) {
    case domain::QueryKind::Timeseries: return makeTimeseries(context);
    case domain::QueryKind::Breakdown: return makeBreakdown(context);
    default: return makeSummary(context);
    }
}

bool canShare(const Reading& a, const Reading& b)
{
    const domain::Query& one = a.asked->context->query;
    const domain::Query& other = b.asked->context->query;
    return a.range == b.range && one.bots == other.bots && one.filters == other.filters && one.goal == other.goal;
}

/// Adds what opening cost the first question to the others.
void addStats(std::span<const Reading> readings, const domain::ScanStats& before)
{
    const domain::ScanStats& first = readings.front().asked->context->stats;
    for (const Reading& reading : readings.subspan(1)) {
        reading.asked->context->stats.rowsScanned += first.rowsScanned - before.rowsScanned;
        reading.asked->context->stats.chunksScanned += first.chunksScanned - before.chunksScanned;
    }
}

/// Opens what all need, counts once, and hands each its own.
Expected<void> read(std::span<const Reading> readings)
{
    ReportContext& context = *readings.front().asked->context;
    FactNeeds needs = FactNeeds::of(context.query);
    for (const Reading& reading : readings.subspan(1))
        needs.add(FactNeeds::of(reading.asked->context->query));
    const domain::ScanStats before = context.stats;
    const auto source = TallySource::open(context, readings.front().range, needs);
    if (!source)
        return unexpected(source.error());
    addStats(readings, before);
    std::vector<CellRequest> requests;
    std::vector<std::size_t> ends;
    for (const Reading& reading : readings) {
        auto own = reading.asked->report->requests((*source)->vocabulary());
        if (!own)
            return unexpected(own.error());
        std::move(own->begin(), own->end(), std::back_inserter(requests));
        ends.push_back(requests.size());
    }
    const auto logRoom = std::make_shared<LogRoom>(kMostLogged);
    for (CellRequest& request : requests)
        request.logRoom = logRoom;
    auto counted = (*source)->count(requests);
    if (!counted)
        return unexpected(counted.error());
    return forEachIndex(readings.size(), context.limits.workers, context.cancel, [&](std::size_t, std::size_t i) {
        TallySource::Counted own;
        for (std::size_t at = i == 0 ? 0 : ends[i - 1]; at < ends[i]; ++at) {
            own.tallies.push_back(std::move(counted->tallies[at]));
            own.spellings.push_back(std::move(counted->spellings[at]));
        }
        return readings[i].asked->report->take(readings[i].number, **source, own);
    });
}

/// What fails together is asked one by one, so that everybody gets the error that is theirs.
void readOrFail(std::span<const Reading> readings)
{
    std::vector<domain::ScanStats> before;
    for (const Reading& reading : readings)
        before.push_back(reading.asked->context->stats);
    const auto done = read(readings);
    if (done)
        return;
    if (readings.size() == 1 || done.error().code == ErrorCode::Cancelled) {
        for (const Reading& reading : readings)
            reading.asked->error = done.error();
        return;
    }
    for (std::size_t i = 0; i < readings.size(); ++i) {
        readings[i].asked->context->stats = before[i];
        readOrFail(readings.subspan(i, 1));
    }
}

std::vector<Reading> readingsOf(std::span<Asked> questions)
{
    std::vector<Reading> out;
    for (Asked& asked : questions) {
        const std::vector<domain::TimeRange> ranges =
            asked.report ? asked.report->ranges() : std::vector<domain::TimeRange>();
        for (std::size_t number = 0; number < ranges.size(); ++number)
            out.push_back({&asked, number, ranges[number]});
    }
    return out;
}

} // namespace

bool countsCells(domain::QueryKind kind)
{
    return kind == domain::QueryKind::Summary || kind == domain::QueryKind::Timeseries ||
           kind == domain::QueryKind::Breakdown;
}

std::vector<Expected<QJsonObject>> answerCells(std::span<ReportContext* const> contexts)
{
    std::vector<Asked> questions;
    for (ReportContext* const context : contexts) {
        Asked& asked = questions.emplace_back();
        asked.context = context;
        if (auto report = reportOf(*context))
            asked.report = *std::move(report);
        else
            asked.error = report.error();
    }
    std::vector<Reading> left = readingsOf(questions);
    while (!left.empty()) {
        const Reading first = left.front();
        const auto others = std::stable_partition(left.begin(), left.end(),
                                                  [&](const Reading& reading) { return canShare(first, reading); });
        readOrFail({left.begin(), others});
        left.erase(left.begin(), others);
    }
    std::vector<Expected<QJsonObject>> out;
    for (const Asked& asked : questions) {
        if (asked.error)
            out.emplace_back(unexpected(*asked.error));
        else
            out.emplace_back(asked.report->answer());
    }
    return out;
}

} // namespace sightglass::query
