// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/controlstore.h"
#include "storage/sqlcampaignstore.h"
#include "storage/writer.h"

#include <functional>
#include <map>
#include <mutex>

namespace sightglass::storage {

/// ControlStore over the writer's control connection: each call is one task and, when it changes something, one
/// transaction, after which the source directory and the tokens kept in memory are renewed.
/// Thread: any; calls block. Owner: the store.
class SqlControlStore final : public ControlStore
{
public:
    /// `changed` is called on the writer's thread after each change.
    SqlControlStore(Writer& writer, SourceTable& table, const Clock& clock, std::function<void()> changed)
        : m_writer(writer)
        , m_table(table)
        , m_clock(clock)
        , m_changed(std::move(changed))
        , m_campaigns(writer, clock)
    {
    }

    /// Reads what is answered from memory. Once, after the writer has started.
    [[nodiscard]] Expected<void> load();

    [[nodiscard]] Expected<std::vector<domain::Project>> projects() override;
    [[nodiscard]] Expected<domain::Project> project(ProjectId id) override;
    [[nodiscard]] Expected<domain::Project> addProject(domain::Project project) override;
    [[nodiscard]] Expected<domain::Project> updateProject(domain::Project project) override;
    [[nodiscard]] Expected<void> removeProject(ProjectId id) override;
    [[nodiscard]] Expected<std::vector<domain::Source>> sources(ProjectId project) override;
    [[nodiscard]] Expected<domain::Source> addSource(domain::Source source) override;
    [[nodiscard]] Expected<domain::Source> updateSource(domain::Source source) override;
    [[nodiscard]] Expected<void> removeSource(SourceId id) override;
    [[nodiscard]] CampaignStore& campaigns() override { return m_campaigns; }
    [[nodiscard]] std::vector<domain::SavedItem> saved(ProjectId project, domain::SavedKind kind) const override;
    [[nodiscard]] Expected<domain::SavedItem> savedItem(ProjectId project, domain::SavedKind kind,
                                                        SavedId id) const override;
    [[nodiscard]] std::optional<domain::Pixel> pixel(std::string_view id) const override;
    [[nodiscard]] Expected<domain::SavedItem> addSaved(domain::SavedItem item) override;
    [[nodiscard]] Expected<domain::SavedItem> updateSaved(domain::SavedItem item) override;
    [[nodiscard]] Expected<void> removeSaved(SavedId id) override;
    [[nodiscard]] Expected<std::vector<domain::Token>> tokens() override;
    [[nodiscard]] Expected<domain::Token> addToken(domain::Token token, const QByteArray& sha256) override;
    [[nodiscard]] Expected<void> removeToken(TokenId id) override;
    [[nodiscard]] Expected<domain::Token> tokenByHash(const QByteArray& sha256) const override;
    [[nodiscard]] Expected<QJsonObject> settings() override;
    [[nodiscard]] Expected<void> setSettings(const QJsonObject& changed) override;
    [[nodiscard]] Expected<void> audit(const AuditEntry& entry) override;
    [[nodiscard]] Expected<std::vector<AuditEntry>> auditLog(int limit) override;

private:
    /// A task that changes: in a transaction, followed by publish().
    template <typename Change> [[nodiscard]] auto change(Change change);
    [[nodiscard]] Expected<void> publish(ControlDatabase& control);

    Writer& m_writer;
    SourceTable& m_table;
    const Clock& m_clock;
    const std::function<void()> m_changed;
    mutable std::mutex m_mutex;
    std::map<QByteArray, domain::Token> m_tokens; ///< By SHA-256.
    std::map<SavedId, domain::SavedItem> m_saved;
    std::map<std::string, domain::Pixel, std::less<>> m_pixels; ///< By the id in their address.
    SqlCampaignStore m_campaigns;
};

} // namespace sightglass::storage
