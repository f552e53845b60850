// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/pixel.h"
#include "domain/project.h"
#include "domain/saved.h"
#include "storage/campaignstore.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <optional>
#include <string_view>
#include <vector>

namespace sightglass::storage {

struct AuditEntry
{
    TimePoint at{};
    QString actor;   ///< Name of the token, or "command line".
    QString action;  ///< e.g. "project.add"
    QString subject; ///< e.g. "project 3"
};

/// Projects, sources, saved things, tokens, settings, audit: the small tables, through Qt Sql on the writer thread.
/// Thread: any worker; a call blocks until its transaction has committed. Never call it from a server thread.
/// Errors: NotFound, Conflict (an id already in use), InvalidInput, Unavailable.
class ControlStore
{
public:
    virtual ~ControlStore() = default;

    [[nodiscard]] virtual Expected<std::vector<domain::Project>> projects() = 0;
    [[nodiscard]] virtual Expected<domain::Project> project(ProjectId id) = 0;
    /// The id is given by the store; returns the row as stored.
    [[nodiscard]] virtual Expected<domain::Project> addProject(domain::Project project) = 0;
    [[nodiscard]] virtual Expected<domain::Project> updateProject(domain::Project project) = 0;
    /// Removes the project with its sources and events.
    [[nodiscard]] virtual Expected<void> removeProject(ProjectId id) = 0;

    [[nodiscard]] virtual Expected<std::vector<domain::Source>> sources(ProjectId project) = 0;
    /// Public ids left empty are made: every source has one in every protocol.
    [[nodiscard]] virtual Expected<domain::Source> addSource(domain::Source source) = 0;
    [[nodiscard]] virtual Expected<domain::Source> updateSource(domain::Source source) = 0;
    [[nodiscard]] virtual Expected<void> removeSource(SourceId id) = 0;

    [[nodiscard]] virtual CampaignStore& campaigns() = 0;

    /// Goals, segments, reports, annotations and cohorts, by id. Answered from memory.
    [[nodiscard]] virtual std::vector<domain::SavedItem> saved(ProjectId project, domain::SavedKind kind) const = 0;
    /// NotFound when it is not there, of another project or of another kind. Answered from memory.
    [[nodiscard]] virtual Expected<domain::SavedItem> savedItem(ProjectId project, domain::SavedKind kind,
                                                                SavedId id) const = 0;
    /// The pixel whose address has this id. Answered from memory.
    [[nodiscard]] virtual std::optional<domain::Pixel> pixel(std::string_view id) const = 0;
    /// TooLarge above 1 000 of a kind in a project.
    [[nodiscard]] virtual Expected<domain::SavedItem> addSaved(domain::SavedItem item) = 0;
    [[nodiscard]] virtual Expected<domain::SavedItem> updateSaved(domain::SavedItem item) = 0;
    [[nodiscard]] virtual Expected<void> removeSaved(SavedId id) = 0;

    [[nodiscard]] virtual Expected<std::vector<domain::Token>> tokens() = 0;
    [[nodiscard]] virtual Expected<domain::Token> addToken(domain::Token token, const QByteArray& sha256) = 0;
    [[nodiscard]] virtual Expected<void> removeToken(TokenId id) = 0;
    /// The token with this hash; NotFound otherwise. Answered from memory.
    [[nodiscard]] virtual Expected<domain::Token> tokenByHash(const QByteArray& sha256) const = 0;

    /// Hub settings changed at run time, by key.
    [[nodiscard]] virtual Expected<QJsonObject> settings() = 0;
    [[nodiscard]] virtual Expected<void> setSettings(const QJsonObject& changed) = 0;

    [[nodiscard]] virtual Expected<void> audit(const AuditEntry& entry) = 0;
    [[nodiscard]] virtual Expected<std::vector<AuditEntry>> auditLog(int limit) = 0;
};

} // namespace sightglass::storage
