// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/resources.h"

#include <QJsonArray>

namespace sightglass::api {

namespace {

QJsonObject toJson(const JobState& job)
{
    QJsonObject counts;
    for (const auto& [what, count] : job.counts)
        counts.insert(toQString(what), qint64(count));
    QJsonArray remarks;
    for (const std::string& remark : job.remarks)
        remarks.append(toQString(remark));
    QJsonObject out{{QStringLiteral("id"), idText(job.id)},
                    {QStringLiteral("kind"), toQString(job.kind)},
                    {QStringLiteral("subject"), toQString(job.subject)},
                    {QStringLiteral("phase"), toQString(name(job.phase))},
                    {QStringLiteral("done"), qint64(job.done)},
                    {QStringLiteral("counts"), counts},
                    {QStringLiteral("startedAt"), timeText(job.startedAt)}};
    if (job.project != 0)
        out.insert(QStringLiteral("project"), idText(job.project));
    if (job.total > 0)
        out.insert(QStringLiteral("total"), qint64(job.total));
    if (!remarks.isEmpty())
        out.insert(QStringLiteral("remarks"), remarks);
    if (!job.error.isEmpty())
        out.insert(QStringLiteral("error"), job.error);
    if (job.endedAt)
        out.insert(QStringLiteral("endedAt"), timeText(*job.endedAt));
    return out;
}

Expected<JobState> jobOf(const Call& call)
{
    const Expected<std::int64_t> id = parseId(call.ids.front());
    if (!id)
        return unexpected(id.error());
    const std::optional<JobState> job = call.parts.jobs.get(*id);
    if (!job)
        return unexpected(ErrorCode::NotFound, QStringLiteral("there is no job %1").arg(*id));
    return *job;
}

using Start = std::function<Expected<JobState>(const domain::Project&, const QJsonObject&)>;

Answer started(const Call& call, const Start& start, const char* action)
{
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    const Expected<JobState> job = start(*project, call.body);
    if (!job)
        return unexpected(job.error());
    const QString subject = QStringLiteral("project %1: %2").arg(idText(project->id.value), toQString(job->subject));
    if (const Expected<void> written = audit(call, action, subject); !written)
        return unexpected(written.error());
    return json(toJson(*job), 201);
}

} // namespace

Answer listJobs(const Call& call)
{
    const Expected<Page> page = pageOf(call.request);
    if (!page)
        return unexpected(page.error());
    QJsonArray all;
    for (const JobState& job : call.parts.jobs.all())
        all.append(toJson(job));
    return list(all, *page);
}

Answer getJob(const Call& call)
{
    return jobOf(call).transform([](const JobState& job) { return json(toJson(job)); });
}

/// Asks it to stop; its phase says when it has.
Answer cancelJob(const Call& call)
{
    const Expected<JobState> job = jobOf(call);
    if (!job)
        return unexpected(job.error());
    call.parts.jobs.cancel(job->id);
    if (const Expected<void> written = audit(call, "job.cancel", idText(job->id)); !written)
        return unexpected(written.error());
    return noContent();
}

/// Body: `file` (a path on the hub's machine), `format` (ndjson, csv), `source`? (for events of sources that are not the
/// project's).
Answer startImport(const Call& call)
{
    return started(call, call.parts.startImport, "events.import");
}

/// Body: `file` (a path on the hub's machine), `format`, `from`?, `to`? (event time, half-open).
Answer startExport(const Call& call)
{
    return started(call, call.parts.startExport, "events.export");
}

/// No body. Counts `sealed` events and `bytes_freed`.
Answer startCompaction(const Call& call)
{
    const Expected<JobState> job = call.parts.startCompaction();
    if (!job)
        return unexpected(job.error());
    if (const Expected<void> written = audit(call, "store.compact", idText(job->id)); !written)
        return unexpected(written.error());
    return json(toJson(*job), 201);
}

} // namespace sightglass::api
