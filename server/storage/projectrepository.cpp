// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/projectrepository.h"

#include "storage/controlquery.h"
#include "storage/exclusioncolumn.h"

namespace sightglass::storage {

using domain::Project;

namespace {

Unexpected notFound(ProjectId id)
{
    return unexpected(ErrorCode::NotFound, QStringLiteral("There is no project %1.").arg(id.value),
                      QStringLiteral("project"));
}

Project readProject(const ControlQuery& row)
{
    Project project;
    project.id = ProjectId(row.integer(0));
    project.name = row.utf8(1);
    project.timezone = row.utf8(2);
    project.weekStartsOnSunday = row.flag(3);
    project.currency = row.utf8(4);
    project.privacy = domain::parsePrivacy(row.utf8(5)).value_or(domain::Privacy::Strict);
    project.honourOptOut = domain::parseOptOut(row.utf8(6)).value_or(domain::OptOut::Auto);
    project.storeFlagged = row.flag(7);
    project.keepTrailingSlash = row.flag(8);
    project.visitTimeoutMinutes = int(row.integer(9));
    project.demo = row.flag(10);
    project.createdAt = row.time(11);
    project.retentionDays = int(row.integer(12));
    project.retentionBytes = row.integer(13);
    project.dropMessageIds = row.flag(14);
    project.cutVisitsAtMidnight = row.flag(15);
    project.cutVisitsAtCampaign = row.flag(16);
    project.exclusions = exclusionsOf(row, 17);
    project.automaticEvents = domain::parseAutomaticEvents(row.utf8(18)).value_or(domain::AutomaticEvents::Keep);
    return project;
}

void write(ControlQuery& query, const Project& project)
{
    query.bind(":name", project.name).bind(":timezone", project.timezone);
    query.bind(":week_starts_on_sunday", std::int64_t{project.weekStartsOnSunday}).bind(":currency", project.currency);
    query.bind(":privacy", name(project.privacy)).bind(":honour_opt_out", name(project.honourOptOut));
    query.bind(":store_flagged", std::int64_t{project.storeFlagged});
    query.bind(":keep_trailing_slash", std::int64_t{project.keepTrailingSlash});
    query.bind(":visit_timeout_minutes", project.visitTimeoutMinutes).bind(":demo", std::int64_t{project.demo});
    query.bind(":retention_days", project.retentionDays).bind(":retention_bytes", project.retentionBytes);
    query.bind(":drop_message_ids", std::int64_t{project.dropMessageIds});
    query.bind(":cut_at_midnight", std::int64_t{project.cutVisitsAtMidnight});
    query.bind(":cut_at_campaign", std::int64_t{project.cutVisitsAtCampaign});
    bindExclusions(query, project.exclusions);
    query.bind(":automatic_events", name(project.automaticEvents));
}

} // namespace

Expected<std::vector<Project>> ProjectRepository::all()
{
    std::vector<Project> projects;
    return ControlQuery(m_database, "project", "all")
        .each([&](const ControlQuery& row) { projects.push_back(readProject(row)); })
        .transform([&] { return std::move(projects); });
}

Expected<Project> ProjectRepository::get(ProjectId id)
{
    std::optional<Project> found;
    const Expected<void> done =
        ControlQuery(m_database, "project", "get").bind(":id", id.value).each([&](const ControlQuery& row) {
            found = readProject(row);
        });
    if (!done)
        return unexpected(done.error());
    if (!found)
        return notFound(id);
    return *found;
}

Expected<Project> ProjectRepository::add(Project project)
{
    ControlQuery query(m_database, "project", "add");
    write(query, project);
    query.bind(":created_at", toMs(project.createdAt));
    if (const Expected<void> done = query.run(); !done)
        return unexpected(done.error());
    project.id = ProjectId(query.insertedId());
    return project;
}

Expected<Project> ProjectRepository::update(Project project)
{
    ControlQuery query(m_database, "project", "update");
    write(query, project);
    if (const Expected<void> done = query.bind(":id", project.id.value).run(); !done)
        return unexpected(done.error());
    if (query.changedRows() == 0)
        return notFound(project.id);
    return get(project.id);
}

Expected<void> ProjectRepository::remove(ProjectId id)
{
    ControlQuery query(m_database, "project", "remove");
    Expected<void> done = query.bind(":id", id.value).run();
    if (done && query.changedRows() == 0)
        return notFound(id);
    return done;
}

} // namespace sightglass::storage
