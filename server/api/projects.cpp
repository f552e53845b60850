// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/resourcejson.h"
#include "api/resources.h"
#include "api/sourceaddress.h"
#include "api/sourceids.h"

namespace sightglass::api {

namespace {

QString subject(const domain::Project& project)
{
    return QStringLiteral("project %1 \"%2\"").arg(project.id.value).arg(toQString(project.name));
}

} // namespace

/// As a job; whoever wants to know how it goes asks for it. One that cannot begin can be asked for again.
void judgeAnew(const Call& call, ProjectId project)
{
    if (call.parts.startRelabelling)
        (void)call.parts.startRelabelling(project);
}

Answer listProjects(const Call& call)
{
    const Expected<Page> page = pageOf(call.request);
    if (!page)
        return unexpected(page.error());
    Expected<std::vector<domain::Project>> projects = call.parts.store.control().projects();
    if (!projects)
        return unexpected(projects.error());
    QJsonArray all;
    for (const domain::Project& project : *projects)
        all.append(toJson(project));
    return list(all, *page);
}

/// Body: the members of a project (`name` is required), and optionally `source`, the members of its first source.
Answer addProject(const Call& call)
{
    QJsonObject body = call.body;
    domain::Source source;
    source.name = "Website";
    if (const Expected<void> applied = apply(body.take(QStringLiteral("source")).toObject(), source); !applied)
        return unexpected(
            Error{applied.error().code, applied.error().detail, QStringLiteral("/source") + applied.error().where});
    domain::Project project;
    if (const Expected<void> applied = apply(body, project); !applied)
        return unexpected(applied.error());
    if (project.name.empty())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("a project needs a name"), QStringLiteral("/name"));
    project.createdAt = source.createdAt = call.parts.clock.now();
    const Expected<domain::Project> added = call.parts.store.control().addProject(project);
    if (!added)
        return unexpected(added.error());
    source.project = added->id;
    const Expected<domain::Source> first = addSourceTo(call, source);
    if (!first) {
        (void)call.parts.store.control().removeProject(added->id);
        return unexpected(
            Error{first.error().code, first.error().detail, QStringLiteral("/source") + first.error().where});
    }
    if (const Expected<void> written = audit(call, "project.add", subject(*added)); !written)
        return unexpected(written.error());
    QJsonObject out = toJson(*added);
    out.insert(QStringLiteral("source"), toJson(*first, addressOf(call)));
    return json(out, 201);
}

Answer getProject(const Call& call)
{
    return projectOf(call).transform([](const domain::Project& project) { return json(toJson(project)); });
}

Answer changeProject(const Call& call)
{
    Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    const domain::Exclusions before = project->exclusions;
    if (const Expected<void> applied = apply(call.body, *project); !applied)
        return unexpected(applied.error());
    const Expected<domain::Project> changed = call.parts.store.control().updateProject(*project);
    if (!changed)
        return unexpected(changed.error());
    if (const Expected<void> written = audit(call, "project.change", subject(*changed)); !written)
        return unexpected(written.error());
    if (changed->exclusions != before)
        judgeAnew(call, changed->id);
    return json(toJson(*changed));
}

Answer removeProject(const Call& call)
{
    const Expected<domain::Project> project = projectOf(call);
    if (!project)
        return unexpected(project.error());
    if (const Expected<void> removed = call.parts.store.control().removeProject(project->id); !removed)
        return unexpected(removed.error());
    if (const Expected<void> written = audit(call, "project.remove", subject(*project)); !written)
        return unexpected(written.error());
    return noContent();
}

} // namespace sightglass::api
