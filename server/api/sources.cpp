// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/resourcejson.h"
#include "api/resources.h"
#include "api/sourceaddress.h"
#include "api/sourceids.h"

#include <algorithm>

namespace sightglass::api {

namespace {

QString subject(const domain::Source& source)
{
    return QStringLiteral("source %1 of project %2").arg(source.id.value).arg(source.project.value);
}

Expected<domain::Source> findSource(const Call& call, ProjectId project, const std::string& text)
{
    const Expected<std::int64_t> id = parseId(text);
    if (!id)
        return unexpected(id.error());
    const Expected<std::vector<domain::Source>> sources = call.parts.store.control().sources(project);
    if (!sources)
        return unexpected(sources.error());
    const auto found =
        std::find_if(sources->begin(), sources->end(), [&](const domain::Source& s) { return s.id.value == *id; });
    if (found == sources->end())
        return unexpected(ErrorCode::NotFound, QStringLiteral("this project has no source %1").arg(*id));
    return *found;
}

Expected<domain::Source> sourceOf(const Call& call)
{
    return projectOf(call).and_then(
        [&call](const domain::Project& project) { return findSource(call, project.id, call.ids.at(1)); });
}

/// `project` of a PATCH: where the source goes, and its events with it (spec routes §3).
Expected<void> takeProject(const Call& call, QJsonObject& body, domain::Source& source)
{
    if (!body.contains(QLatin1String("project")))
        return {};
    const QString text = body.take(QStringLiteral("project")).toString();
    const Expected<domain::Project> project = parseId(text.toStdString()).and_then([&call](std::int64_t id) {
        return call.parts.store.control().project(ProjectId(id));
    });
    if (!project)
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("\"project\" must be the id of a project"),
                          QStringLiteral("/project"));
    source.project = project->id;
    return {};
}

Answer changedSource(const Call& call, const domain::Source& before)
{
    domain::Source source = before;
    QJsonObject body = call.body;
    const Expected<void> applied = takeProject(call, body, source).and_then([&] { return apply(body, source); });
    if (!applied)
        return unexpected(applied.error());
    const Expected<domain::Source> changed = updateSourceOf(call, before, source);
    if (!changed)
        return unexpected(changed.error());
    const bool hasMoved = changed->project != before.project;
    if (const Expected<void> written = audit(call, hasMoved ? "source.move" : "source.change", subject(*changed));
        !written)
        return unexpected(written.error());
    if (changed->exclusions != before.exclusions)
        judgeAnew(call, changed->project);
    return json(toJson(*changed, addressOf(call)));
}

Answer listOf(const Call& call, ProjectId project)
{
    const Expected<Page> page = pageOf(call.request);
    if (!page)
        return unexpected(page.error());
    const Expected<std::vector<domain::Source>> sources = call.parts.store.control().sources(project);
    if (!sources)
        return unexpected(sources.error());
    QJsonArray all;
    for (const domain::Source& source : *sources)
        all.append(toJson(source, addressOf(call)));
    return list(all, *page);
}

} // namespace

QString addressOf(const Call& call)
{
    const std::string host = call.request.host.empty() ? "127.0.0.1:8484" : call.request.host;
    const std::string scheme = call.request.scheme.empty() ? "http" : call.request.scheme;
    return toQString(scheme + "://" + host + call.request.basePath);
}

Answer listSources(const Call& call)
{
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    return listOf(call, project->id);
}

Answer listUnassignedSources(const Call& call)
{
    return listOf(call, domain::kUnassignedProject);
}

/// `online` as a live view counts, `active` within half an hour, `heartbeats` within five minutes.
Answer countSessions(const Call& call)
{
    return sourceOf(call).transform([&call](const domain::Source& source) {
        const domain::LiveCount count = call.parts.sessions.count(source.openTraceUid, call.parts.clock.now());
        return json({{QStringLiteral("online"), qint64(count.online())},
                     {QStringLiteral("active"), qint64(count.active)},
                     {QStringLiteral("heartbeats"), qint64(count.heartbeats)}});
    });
}

Answer addSource(const Call& call)
{
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    domain::Source source;
    if (const Expected<void> applied = apply(call.body, source); !applied)
        return unexpected(applied.error());
    source.project = project->id;
    source.createdAt = call.parts.clock.now();
    const Expected<domain::Source> added = addSourceTo(call, source);
    if (!added)
        return unexpected(added.error());
    if (const Expected<void> written = audit(call, "source.add", subject(*added)); !written)
        return unexpected(written.error());
    return json(toJson(*added, addressOf(call)), 201);
}

Answer getSource(const Call& call)
{
    return sourceOf(call).transform(
        [&call](const domain::Source& source) { return json(toJson(source, addressOf(call))); });
}

/// Body: members of a source; `project` moves it, with its events, `enabled` false refuses what it sends.
Answer changeSource(const Call& call)
{
    return sourceOf(call).and_then([&call](const domain::Source& source) { return changedSource(call, source); });
}

/// Likewise for a source of no project yet.
Answer adoptSource(const Call& call)
{
    return findSource(call, domain::kUnassignedProject, call.ids.at(0)).and_then([&call](const domain::Source& source) {
        return changedSource(call, source);
    });
}

Answer removeSource(const Call& call)
{
    const Expected<domain::Source> source = sourceOf(call);
    if (!source)
        return unexpected(source.error());
    if (const Expected<void> removed = call.parts.store.control().removeSource(source->id); !removed)
        return unexpected(removed.error());
    if (const Expected<void> written = audit(call, "source.remove", subject(*source)); !written)
        return unexpected(written.error());
    return noContent();
}

} // namespace sightglass::api
