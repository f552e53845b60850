// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/tracker/health.h"

#include "core/jsonwriter.h"
#include "core/timetext.h"

#include <algorithm>
#include <string_view>

namespace sightglass::ingest::tracker {

namespace {

std::int64_t unixSeconds(TimePoint time)
{
    return toMs(time) / 1000;
}

void writeMetrics(json::Writer& writer, const HealthFigures& figures)
{
    writer.key("metrics");
    writer.openObject();
    writer.member("event_count", figures.events);
    writer.member("error_count", figures.errors);
    for (const std::string_view none :
         {"campaign_events", "mthreads_ops", "mstore_ops", "mtriage_ops", "total_latency_ns"})
        writer.member(none, std::int64_t{0});
    writer.member("last_processed_unix", unixSeconds(figures.lastStoredAt));
    writer.member("connection_count", figures.connections);
    writer.member("health_status", std::string_view(figures.isWritable ? "healthy" : "unhealthy"));
    writer.member("start_time_unix", unixSeconds(figures.startedAt));
    writer.closeObject();
}

/// The hub writes every batch before it answers: nothing is queued in its memory.
void writeBatching(json::Writer& writer)
{
    writer.key("batching");
    writer.openObject();
    writer.member("enabled", false);
    for (const std::string_view none : {"total_batches", "total_items", "failed_batches", "avg_batch_size",
                                        "avg_flush_latency_ms", "queued_items", "memory_usage_mb", "last_flush_time"})
        writer.member(none, std::int64_t{0});
    writer.closeObject();
}

void writeCalculated(json::Writer& writer, const HealthFigures& figures)
{
    const auto seconds = std::max<std::int64_t>(unixSeconds(figures.now) - unixSeconds(figures.startedAt), 0);
    const auto ratio = [](std::int64_t part, std::int64_t of) {
        return of > 0 ? static_cast<double>(part) / static_cast<double>(of) : 0.0;
    };
    writer.key("calculated");
    writer.openObject();
    writer.member("avg_latency_ms", std::int64_t{0});
    writer.key("error_rate");
    writer.number(ratio(figures.errors, figures.events + figures.errors));
    writer.member("uptime_seconds", seconds);
    writer.key("events_per_second");
    writer.number(ratio(figures.events, seconds));
    writer.member("batch_success_rate", std::int64_t{0});
    writer.member("avg_items_per_batch", std::int64_t{0});
    writer.closeObject();
}

} // namespace

domain::Response health(const HealthFigures& figures)
{
    domain::Response response{figures.isWritable ? 200 : 503, "application/json", {{"Cache-Control", "no-store"}}, {}};
    json::Writer writer(response.body);
    writer.openObject();
    writeMetrics(writer, figures);
    writeBatching(writer);
    writeCalculated(writer, figures);
    writer.member("timestamp", std::string_view(formatTime(figures.now)));
    writer.closeObject();
    return response;
}

} // namespace sightglass::ingest::tracker
