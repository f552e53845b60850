// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/resourcejson.h"
#include "api/resources.h"

#include <QJsonArray>

namespace sightglass::api {

namespace {

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

/// Body: `file` (a path on the hub's machine), `format` (ndjson, csv, json = one array), `source`? (for events of
/// sources that are not the project's). With `content` (events, properties) the file is somebody else's: `mapping`?
/// names the columns, as in service/externalrows.h; without it they are guessed by their names (openmetrics §14.3,
/// §14.4). With the format openmetrics the file, or the folder, is what an original OpenMetrics server held (§14.5);
/// `collection`? (users, sessions, events, active, metrics) says what a file's name does not.
Answer startImport(const Call& call)
{
    return started(call, call.parts.startImport, "events.import");
}

/// Body: `file`, `format`. Answers `{"columns":[{"name","type","samples"}],"mapping":{…}}`: the mapping is the one
/// guessed.
Answer previewImport(const Call& call)
{
    if (const Expected<domain::Project> project = projectOf(call); !project)
        return unexpected(project.error());
    return call.parts.previewImport(call.body).transform([](const QJsonObject& preview) { return json(preview); });
}

/// Body: `file` (a path on the hub's machine), `format`, `from`?, `to`? (event time, half-open).
Answer startExport(const Call& call)
{
    return started(call, call.parts.startExport, "events.export");
}

/// No body. Every event is judged anew by today's lists; counts `relabelled`. None is deleted.
Answer startRelabelling(const Call& call)
{
    return started(
        call,
        [&call](const domain::Project& project, const QJsonObject&) { return call.parts.startRelabelling(project.id); },
        "events.relabel");
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
