// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/engine.h"

#include "query/queryjson.h"
#include "query/report.h"

#include <QElapsedTimer>

#include <algorithm>
#include <thread>

namespace sightglass::query {

namespace {

Expected<QJsonObject> report(ReportContext& context)
{
    switch (context.query.kind) {
    case domain::QueryKind::Summary: return summary(context);
    case domain::QueryKind::Timeseries: return timeseries(context);
    case domain::QueryKind::Breakdown: return breakdown(context);
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
    }
    return unexpected(ErrorCode::InvalidInput, QStringLiteral("unknown kind"), QStringLiteral("/kind"));
}

bool hasMetrics(domain::QueryKind kind)
{
    return kind == domain::QueryKind::Summary || kind == domain::QueryKind::Timeseries || kind == domain::QueryKind::Breakdown;
}

} // namespace

Engine::Engine(domain::EventScan& scan, const Clock& clock, const domain::SourceDirectory* sources, AcquisitionNames names, EngineLimits limits)
    : m_scan(scan)
    , m_clock(clock)
    , m_sources(sources)
    , m_names(std::move(names))
    , m_limits(limits)
{
    if (m_limits.workers == 0)
        m_limits.workers = std::max(1U, std::thread::hardware_concurrency());
}

Expected<QJsonObject> Engine::answer(const domain::Project& project, const domain::Query& query, const domain::Cancellation& cancel)
{
    QElapsedTimer timer;
    timer.start();
    const auto calendar = Calendar::of(query.timezone, project.weekStartsOnSunday);
    if (!calendar)
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("unknown time zone"), QStringLiteral("/timezone"));
    if (hasMetrics(query.kind) && metricsOf(query).empty())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("no metric asked for"), QStringLiteral("/metrics"));
    ReportContext context{m_scan, m_sources, m_names, project, query, *calendar, m_clock.now(), cancel, m_limits, {}};
    auto answer = report(context);
    if (!answer)
        return answer;
    answer->insert(QStringLiteral("query"), toJson(query, project));
    answer->insert(QStringLiteral("stats"), QJsonObject{{QStringLiteral("rows_scanned"), static_cast<double>(context.stats.rowsScanned)},
                                                        {QStringLiteral("chunks_scanned"), static_cast<double>(context.stats.chunksScanned)},
                                                        {QStringLiteral("elapsed_ms"), static_cast<double>(timer.nsecsElapsed()) / 1e6},
                                                        {QStringLiteral("approximate"), false}});
    return answer;
}

} // namespace sightglass::query
