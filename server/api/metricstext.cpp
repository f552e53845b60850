// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/metricstext.h"

#include <map>
#include <string_view>

namespace sightglass::api {

namespace {

/// Samples by family, so that every family has its TYPE line once and its samples together.
using Families = std::map<std::string, std::string>;

void add(Families& families, const std::string& name, std::int64_t value)
{
    const std::string family = name.substr(0, name.find('{'));
    families[family] += name + ' ' + std::to_string(value) + '\n';
}

/// What people started and still runs, each in a unit of its own (bytes, chunks).
void addJobs(Families& families, const Jobs& jobs)
{
    for (const JobState& job : jobs.all()) {
        if (job.phase != JobState::Phase::Running)
            continue;
        const std::string labels = "{job=\"" + std::to_string(job.id) + "\",kind=\"" + job.kind + "\"}";
        add(families, "sightglass_job_done" + labels, job.done);
        if (job.total > 0)
            add(families, "sightglass_job_size" + labels, job.total);
    }
}

} // namespace

std::string metricsText(const ApiParts& parts)
{
    Families families;
    for (const auto& [name, value] : parts.counters.snapshot())
        add(families, name, value);
    const storage::StoreFigures store = parts.store.figures();
    add(families, "sightglass_store_events", store.events);
    add(families, "sightglass_store_commits_total", store.commits);
    add(families, "sightglass_store_duplicates_total", store.duplicates);
    add(families, "sightglass_store_queue_bytes", store.queuedBytes);
    add(families, "sightglass_store_file_bytes", store.fileBytes);
    add(families, "sightglass_disk_free_bytes", store.diskFreeBytes);
    add(families, "sightglass_store_fresh_rows", store.freshRows);
    add(families, "sightglass_store_chunks", store.chunks);
    add(families, "sightglass_store_sealed_rows", store.sealedRows);
    add(families, "sightglass_store_sealed_bytes", store.sealedBytes);
    add(families, "sightglass_store_sealed_raw_bytes", store.sealedRawBytes);
    add(families, "sightglass_store_cache_bytes", store.cacheBytes);
    add(families, "sightglass_store_last_seal_seconds", toMs(store.lastSeal) / 1000);
    for (std::size_t job = 1; job < storage::kBackgroundJobs.size(); ++job)
        add(families, "sightglass_store_job{job=\"" + std::string(storage::kBackgroundJobs[job]) + "\"}",
            std::size_t(store.job) == job ? 1 : 0);
    add(families, "sightglass_store_erasing_chunks_done", store.erasingDone);
    add(families, "sightglass_store_erasing_chunks", store.erasingTotal);
    add(families, "sightglass_store_erased_events_total", store.erasedEvents);
    add(families, "sightglass_store_bytes_per_day", store.bytesPerDay);
    if (store.daysLeft)
        add(families, "sightglass_disk_days_left", *store.daysLeft);
    addJobs(families, parts.jobs);
    add(families, "sightglass_store_writable", store.writable ? 1 : 0);
    add(families, "sightglass_build_info{version=\"" + parts.version + "\"}", 1);
    std::string out;
    for (const auto& [family, samples] : families)
        out += "# TYPE " + family + (family.ends_with("_total") ? " counter\n" : " gauge\n") + samples;
    return out;
}

} // namespace sightglass::api
