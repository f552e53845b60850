// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/engine.h"

#include "query/cellreport.h"
#include "query/queryjson.h"
#include "query/report.h"

#include <QElapsedTimer>

#include <algorithm>
#include <deque>
#include <thread>

namespace sightglass::query {

namespace {

Expected<QJsonObject> report(ReportContext& context)
{
    switch (context.query.kind) {
    case domain::QueryKind::Summary:
    case domain::QueryKind::Timeseries:
    case domain::QueryKind::Breakdown: break; // counted together
    case domain::QueryKind::Realtime: return realtime(context);
    case domain::QueryKind::Funnel: return funnel(context);
    case domain::QueryKind::Retention: return retention(context);
    case domain::QueryKind::Activity: return activity(context);
    case domain::QueryKind::Journey: return journey(context);
    case domain::QueryKind::Attribution: return attribution(context);
    case domain::QueryKind::Vitals: return vitals(context);
    case domain::QueryKind::Measures: return measures(context);
    case domain::QueryKind::ActiveUsers: return activeUsers(context);
    case domain::QueryKind::People: return people(context);
    case domain::QueryKind::FunnelPeople: return funnelPeople(context);
    }
    return unexpected(ErrorCode::InvalidInput, QStringLiteral("unknown kind"), QStringLiteral("/kind"));
}

Expected<Calendar> calendarOf(const domain::Project& project, const domain::Query& query)
{
    const auto calendar = Calendar::of(query.timezone, project.weekStartsOnSunday);
    if (!calendar)
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("unknown time zone"), QStringLiteral("/timezone"));
    if (countsCells(query.kind) && metricsOf(query).empty())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("no metric asked for"), QStringLiteral("/metrics"));
    return *calendar;
}

QJsonObject statsOf(const domain::ScanStats& stats, const QElapsedTimer& timer)
{
    return {{QStringLiteral("rows_scanned"), static_cast<double>(stats.rowsScanned)},
            {QStringLiteral("chunks_scanned"), static_cast<double>(stats.chunksScanned)},
            {QStringLiteral("elapsed_ms"), static_cast<double>(timer.nsecsElapsed()) / 1e6},
            {QStringLiteral("approximate"), false}};
}

} // namespace

Engine::Engine(domain::EventScan& scan, const Clock& clock, const domain::SourceDirectory* sources,
               AcquisitionNames names, EngineLimits limits)
    : m_scan(scan)
    , m_clock(clock)
    , m_sources(sources)
    , m_names(std::move(names))
    , m_limits(limits)
{
    if (m_limits.workers == 0)
        m_limits.workers = std::max(1U, std::thread::hardware_concurrency());
}

Expected<QJsonObject> Engine::answer(const domain::Project& project, const domain::Query& query,
                                     const domain::Cancellation& cancel)
{
    return std::move(answerAll(project, {&query, 1}, cancel).front());
}

std::vector<Expected<QJsonObject>> Engine::answerAll(const domain::Project& project,
                                                     std::span<const domain::Query> queries,
                                                     const domain::Cancellation& cancel)
{
    QElapsedTimer timer;
    timer.start();
    const TimePoint now = m_clock.now();
    std::vector<Expected<Calendar>> calendars;
    for (const domain::Query& query : queries)
        calendars.push_back(calendarOf(project, query));
    std::deque<ReportContext> contexts; // reports hold on to theirs
    std::vector<Expected<QJsonObject>> out;
    std::vector<std::size_t> ofCells;
    std::vector<ReportContext*> cellContexts;
    std::vector<const ReportContext*> contextOf(queries.size());
    for (std::size_t i = 0; i < queries.size(); ++i) {
        out.emplace_back(QJsonObject());
        if (!calendars[i]) {
            out[i] = unexpected(calendars[i].error());
            continue;
        }
        contexts.push_back({m_scan, m_sources, m_names, project, queries[i], *calendars[i], now, cancel, m_limits, {}});
        contextOf[i] = &contexts.back();
        if (isByGoal(queries[i])) {
            out[i] = goalBreakdown(contexts.back());
        } else if (countsCells(queries[i].kind)) {
            ofCells.push_back(i);
            cellContexts.push_back(&contexts.back());
        } else {
            out[i] = report(contexts.back());
        }
    }
    std::vector<Expected<QJsonObject>> counted = answerCells(cellContexts);
    for (std::size_t i = 0; i < ofCells.size(); ++i)
        out[ofCells[i]] = std::move(counted[i]);
    for (std::size_t i = 0; i < queries.size(); ++i) {
        if (!out[i])
            continue;
        out[i]->insert(QStringLiteral("query"), toJson(queries[i], project));
        out[i]->insert(QStringLiteral("stats"), statsOf(contextOf[i]->stats, timer));
    }
    return out;
}

} // namespace sightglass::query
