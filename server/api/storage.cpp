// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/resources.h"

#include <QJsonArray>

namespace sightglass::api {

namespace {

/// What people started and still runs: how far it is, in a unit of its own; without `total` nobody knows how much it
/// is.
QJsonArray runningJobs(const Jobs& jobs)
{
    QJsonArray out;
    for (const JobState& job : jobs.all()) {
        if (job.phase != JobState::Phase::Running)
            continue;
        QJsonObject one{{QStringLiteral("id"), idText(job.id)},
                        {QStringLiteral("kind"), toQString(job.kind)},
                        {QStringLiteral("done"), qint64(job.done)}};
        if (job.total > 0)
            one.insert(QStringLiteral("total"), qint64(job.total));
        out.append(one);
    }
    return out;
}

QJsonObject backgroundJson(const storage::StoreFigures& store, const Jobs& jobs)
{
    QJsonObject out{{QStringLiteral("job"), toQString(storage::kBackgroundJobs[std::size_t(store.job)])},
                    {QStringLiteral("fresh_events"), qint64(store.freshRows)},
                    {QStringLiteral("jobs"), runningJobs(jobs)}};
    if (store.lastSeal != TimePoint{})
        out.insert(QStringLiteral("last_seal"), timeText(store.lastSeal));
    if (store.job == storage::BackgroundJob::Erasing) {
        out.insert(QStringLiteral("done"), qint64(store.erasingDone));
        out.insert(QStringLiteral("total"), qint64(store.erasingTotal));
    }
    return out;
}

} // namespace

/// Bytes and counts of the whole store; `days_left` is absent while nothing comes.
Answer getStorage(const Call& call)
{
    const storage::StoreFigures store = call.parts.store.figures();
    QJsonObject out{{QStringLiteral("events"), qint64(store.events)},
                    {QStringLiteral("sealed_events"), qint64(store.sealedRows)},
                    {QStringLiteral("file_bytes"), qint64(store.fileBytes)},
                    {QStringLiteral("sealed_bytes"), qint64(store.sealedBytes)},
                    {QStringLiteral("disk_free_bytes"), qint64(store.diskFreeBytes)},
                    {QStringLiteral("bytes_per_day"), qint64(store.bytesPerDay)},
                    {QStringLiteral("background"), backgroundJson(store, call.parts.jobs)}};
    if (store.daysLeft)
        out.insert(QStringLiteral("days_left"), qint64(*store.daysLeft));
    return json(out);
}

} // namespace sightglass::api
