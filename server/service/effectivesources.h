// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sourcedirectory.h"

namespace sightglass::service {

/// The store's directory, with the project that takes Segment events of unknown senders chosen by the effective setting
/// `segment_open_mode`, wherever that was set. Thread: any.
class EffectiveSources final : public domain::SourceDirectory
{
public:
    EffectiveSources(const domain::SourceDirectory& stored, ProjectId openModeProject)
        : m_stored(stored)
        , m_openModeProject(openModeProject)
    {
    }

    [[nodiscard]] Entry byWriteKey(std::string_view key) const override { return m_stored.byWriteKey(key); }
    [[nodiscard]] Entry byPublicId(domain::Protocol protocol, std::string_view id) const override
    {
        return m_stored.byPublicId(protocol, id);
    }
    [[nodiscard]] Entry byId(SourceId id) const override { return m_stored.byId(id); }
    [[nodiscard]] Entry firstOfProject(ProjectId id) const override { return m_stored.firstOfProject(id); }
    [[nodiscard]] Entry byHost(std::string_view host) const override { return m_stored.byHost(host); }
    [[nodiscard]] Entry onlySource() const override { return m_stored.onlySource(); }
    [[nodiscard]] Entry openModeSource() const override
    {
        Entry entry = m_stored.openModeSource();
        const bool isEmptyHub = entry && entry->source.id == domain::kUnassignedSource;
        if (isEmptyHub)
            return entry;
        return m_openModeProject.isValid() ? m_stored.firstOfProject(m_openModeProject) : nullptr;
    }

private:
    const domain::SourceDirectory& m_stored;
    const ProjectId m_openModeProject;
};

} // namespace sightglass::service
