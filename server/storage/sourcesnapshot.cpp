// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sourcesnapshot.h"

#include "core/charset.h"
#include "domain/webaddress.h"

namespace sightglass::storage {

using domain::Project;
using domain::Source;
using domain::SourceEntry;

namespace {

template <typename Map, typename Key> SourceSnapshot::Entry lookUp(const Map& map, const Key& key)
{
    const auto found = map.find(key);
    return found == map.end() ? nullptr : found->second;
}

} // namespace

SourceSnapshot::SourceSnapshot()
    : SourceSnapshot({}, {}, {})
{
}

SourceSnapshot::SourceSnapshot(const std::vector<Project>& projects, const std::vector<Source>& sources,
                               ProjectId openModeProject)
{
    Project unassignedProject;
    unassignedProject.id = domain::kUnassignedProject;
    unassignedProject.name = "Unassigned";
    Source unassignedSource;
    unassignedSource.id = domain::kUnassignedSource;
    unassignedSource.project = domain::kUnassignedProject;
    unassignedSource.name = "Unassigned";
    add(unassignedSource, unassignedProject);
    for (const Source& source : sources) {
        if (source.project == domain::kUnassignedProject)
            add(source, unassignedProject);
    }

    for (const Project& project : projects) {
        for (const Source& source : sources) { // in the order of their ids
            if (source.project == project.id)
                add(source, project);
        }
    }
    m_openMode = projects.empty() ? byId(domain::kUnassignedSource) : firstOfProject(openModeProject);
}

SourceSnapshot::Entry SourceSnapshot::byPublicId(domain::Protocol protocol, std::string_view id) const
{
    const EntryByText& entries = m_byPublicId[static_cast<std::size_t>(protocol)];
    return protocol == domain::Protocol::Umami ? lookUp(entries, asciiLowered(id)) : lookUp(entries, id);
}
SourceSnapshot::Entry SourceSnapshot::byHost(std::string_view host) const
{
    if (host.empty())
        return nullptr;
    Entry withPort = lookUp(m_byHost, domain::comparableHost(host));
    return withPort ? withPort : lookUp(m_byHost, domain::reportHost(domain::hostWithoutPort(host)));
}
SourceSnapshot::Entry SourceSnapshot::byId(SourceId id) const
{
    return lookUp(m_byId, id);
}
SourceSnapshot::Entry SourceSnapshot::firstOfProject(ProjectId id) const
{
    return lookUp(m_firstOfProject, id);
}

ProjectId SourceSnapshot::projectOf(SourceId id) const
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? ProjectId() : found->second->project.id;
}

std::vector<domain::Project> SourceSnapshot::projects() const
{
    std::vector<domain::Project> projects;
    for (const auto& [id, entry] : m_firstOfProject)
        projects.push_back(entry->project);
    return projects;
}

std::set<SourceId> SourceSnapshot::sourcesOf(ProjectId id) const
{
    std::set<SourceId> sources;
    for (const auto& [source, entry] : m_byId) {
        if (entry->project.id == id)
            sources.insert(source);
    }
    return sources;
}

void SourceSnapshot::add(const Source& source, const Project& project)
{
    const Entry entry = std::make_shared<const SourceEntry>(SourceEntry{source, project});
    m_byId.emplace(source.id, entry);
    m_firstOfProject.try_emplace(project.id, entry);
    for (std::size_t i = 0; i < domain::kProtocolCount; ++i) {
        const auto protocol = static_cast<domain::Protocol>(i);
        const std::string_view id = domain::publicId(source, protocol);
        if (!id.empty())
            m_byPublicId[i].emplace(protocol == domain::Protocol::Umami ? asciiLowered(id) : std::string(id), entry);
    }
    for (const std::string& host : source.hosts)
        m_byHost.emplace(domain::comparableHost(host), entry);
    if (project.demo || project.id == domain::kUnassignedProject)
        return;
    if (++m_sources == 1)
        m_first = entry;
}

SourceTable::Snapshot SourceTable::snapshot() const
{
    const std::lock_guard lock(m_mutex);
    return m_snapshot;
}

void SourceTable::publish(Snapshot snapshot)
{
    const std::lock_guard lock(m_mutex);
    m_snapshot = std::move(snapshot);
}

} // namespace sightglass::storage
