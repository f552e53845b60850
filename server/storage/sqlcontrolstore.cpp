// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlcontrolstore.h"

#include "core/logging.h"
#include "storage/controldatabase.h"
#include "storage/writercall.h"

#include <algorithm>

namespace sightglass::storage {

using domain::Project;
using domain::SavedItem;
using domain::Source;
using domain::Token;

namespace {

constexpr std::size_t kMaxSaved = 1000; ///< Of one kind in a project.

Expected<void> checked(const Project& project)
{
    const auto refuse = [](QString detail, const char* where) {
        return unexpected(ErrorCode::InvalidInput, std::move(detail), QString::fromLatin1(where));
    };
    if (project.name.empty())
        return refuse(QStringLiteral("A project needs a name."), "name");
    if (project.visitTimeoutMinutes < 1 || project.visitTimeoutMinutes > 720)
        return refuse(QStringLiteral("The visit timeout is 1 to 720 minutes."), "visitTimeoutMinutes");
    return {};
}

domain::Pixel pixelOf(const SavedItem& item)
{
    domain::Pixel pixel;
    pixel.id = item.body.value(QLatin1String("pixelId")).toString().toStdString();
    pixel.project = item.project;
    pixel.eventName = item.body.value(QLatin1String("eventName")).toString().toStdString();
    const QJsonObject metadata = item.body.value(QLatin1String("metadata")).toObject();
    for (auto it = metadata.begin(); it != metadata.end(); ++it)
        pixel.metadata.emplace_back(it.key().toStdString(), it.value().toString().toStdString());
    return pixel;
}

} // namespace

template <typename Change> auto SqlControlStore::change(Change change)
{
    return m_writer.call([&](ControlDatabase& control) {
        auto result = control.transact([&] { return change(control); });
        if (result) {
            // The change is in the file; not being able to read it back is no reason to deny it.
            if (const Expected<void> published = publish(control); !published)
                qCWarning(lcStorage) << "The source directory could not be renewed:" << published.error().detail;
            m_changed();
        }
        return result;
    });
}

Expected<void> SqlControlStore::load()
{
    return m_writer.call([this](ControlDatabase& control) { return publish(control); });
}

Expected<void> SqlControlStore::publish(ControlDatabase& control)
{
    Expected<SourceTable::Snapshot> snapshot = control.snapshot();
    if (!snapshot)
        return unexpected(snapshot.error());
    m_table.publish(std::move(*snapshot));
    const Expected<std::vector<TokenRepository::Row>> tokens = control.tokens().all();
    if (!tokens)
        return unexpected(tokens.error());
    Expected<std::vector<SavedItem>> saved = control.saved().all();
    if (!saved)
        return unexpected(saved.error());
    if (Expected<void> read = m_campaigns.refresh(control); !read)
        return read;
    const std::lock_guard lock(m_mutex);
    m_tokens = {tokens->begin(), tokens->end()};
    m_saved.clear();
    m_pixels.clear();
    for (SavedItem& item : *saved) {
        if (item.kind == domain::SavedKind::Pixel) {
            domain::Pixel pixel = pixelOf(item);
            m_pixels.emplace(pixel.id, std::move(pixel));
        }
        m_saved.emplace(item.id, std::move(item));
    }
    return {};
}

Expected<std::vector<Project>> SqlControlStore::projects()
{
    return m_writer.call([](ControlDatabase& control) { return control.projects().all(); });
}

Expected<Project> SqlControlStore::project(ProjectId id)
{
    return m_writer.call([id](ControlDatabase& control) { return control.projects().get(id); });
}

Expected<Project> SqlControlStore::addProject(Project project)
{
    if (const Expected<void> ok = checked(project); !ok)
        return unexpected(ok.error());
    if (project.createdAt == TimePoint{})
        project.createdAt = m_clock.now();
    return change([&](ControlDatabase& control) { return control.projects().add(project); });
}

Expected<Project> SqlControlStore::updateProject(Project project)
{
    if (const Expected<void> ok = checked(project); !ok)
        return unexpected(ok.error());
    return change([&](ControlDatabase& control) { return control.projects().update(project); });
}

Expected<void> SqlControlStore::removeProject(ProjectId id)
{
    return change([id](ControlDatabase& control) -> Expected<void> {
        const Expected<std::vector<Source>> sources = control.sources().ofProject(id);
        if (!sources)
            return unexpected(sources.error());
        for (const Source& source : *sources) {
            if (Expected<void> removed = control.sources().remove(source.id); !removed)
                return removed;
        }
        if (Expected<void> removed = control.saved().removeOfProject(id); !removed)
            return removed;
        if (Expected<void> removed = control.campaigns().removeOfProject(id); !removed)
            return removed;
        return control.projects().remove(id);
    });
}

Expected<std::vector<Source>> SqlControlStore::sources(ProjectId project)
{
    return m_writer.call([project](ControlDatabase& control) -> Expected<std::vector<Source>> {
        if (const Expected<Project> owner = control.projects().get(project); !owner)
            return unexpected(owner.error());
        return control.sources().ofProject(project);
    });
}

Expected<Source> SqlControlStore::addSource(Source source)
{
    if (source.createdAt == TimePoint{})
        source.createdAt = m_clock.now();
    makePublicIds(source);
    return change([&](ControlDatabase& control) { return control.sources().add(source); });
}

Expected<Source> SqlControlStore::updateSource(Source source)
{
    makePublicIds(source);
    return change([&](ControlDatabase& control) {
        return control.sources().update(source).and_then([&](const Source& updated) {
            return control.campaigns().moveWith(updated.id, updated.project).transform([&] { return updated; });
        });
    });
}

Expected<void> SqlControlStore::removeSource(SourceId id)
{
    return change([id](ControlDatabase& control) { return control.sources().remove(id); });
}

std::vector<SavedItem> SqlControlStore::saved(ProjectId project, domain::SavedKind kind) const
{
    const std::lock_guard lock(m_mutex);
    std::vector<SavedItem> items;
    for (const auto& [id, item] : m_saved) {
        if (item.project == project && item.kind == kind)
            items.push_back(item);
    }
    return items;
}

Expected<SavedItem> SqlControlStore::savedItem(ProjectId project, domain::SavedKind kind, SavedId id) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_saved.find(id);
    if (found == m_saved.end() || found->second.project != project || found->second.kind != kind)
        return unexpected(ErrorCode::NotFound, QStringLiteral("There is no %1 %2.")
                                                   .arg(QLatin1String(name(kind).data(), qsizetype(name(kind).size())),
                                                        QString::number(id.value)));
    return found->second;
}

std::optional<domain::Pixel> SqlControlStore::pixel(std::string_view id) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_pixels.find(id);
    return found == m_pixels.end() ? std::nullopt : std::optional(found->second);
}

Expected<SavedItem> SqlControlStore::addSaved(SavedItem item)
{
    if (saved(item.project, item.kind).size() >= kMaxSaved)
        return unexpected(ErrorCode::TooLarge, QStringLiteral("A project keeps at most %1 of a kind.").arg(kMaxSaved));
    item.createdAt = item.changedAt = m_clock.now();
    return change([&](ControlDatabase& control) { return control.saved().add(item); });
}

Expected<SavedItem> SqlControlStore::updateSaved(SavedItem item)
{
    item.changedAt = m_clock.now();
    return change([&](ControlDatabase& control) { return control.saved().update(item); });
}

Expected<void> SqlControlStore::removeSaved(SavedId id)
{
    return change([id](ControlDatabase& control) { return control.saved().remove(id); });
}

Expected<std::vector<Token>> SqlControlStore::tokens()
{
    const std::lock_guard lock(m_mutex);
    std::vector<Token> tokens;
    for (const auto& [sha256, token] : m_tokens)
        tokens.push_back(token);
    std::sort(tokens.begin(), tokens.end(), [](const Token& a, const Token& b) { return a.id < b.id; });
    return tokens;
}

Expected<Token> SqlControlStore::addToken(Token token, const QByteArray& sha256)
{
    if (sha256.size() != 32)
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("A token's SHA-256 has 32 bytes."),
                          QStringLiteral("sha256"));
    if (token.createdAt == TimePoint{})
        token.createdAt = m_clock.now();
    return change([&](ControlDatabase& control) { return control.tokens().add(token, sha256); });
}

Expected<void> SqlControlStore::removeToken(TokenId id)
{
    return change([id](ControlDatabase& control) { return control.tokens().remove(id); });
}

Expected<Token> SqlControlStore::tokenByHash(const QByteArray& sha256) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_tokens.find(sha256);
    if (found == m_tokens.end())
        return unexpected(ErrorCode::NotFound, QStringLiteral("There is no such token."));
    return found->second;
}

Expected<QJsonObject> SqlControlStore::settings()
{
    return m_writer.call([](ControlDatabase& control) { return control.settings().all(); });
}

Expected<void> SqlControlStore::setSettings(const QJsonObject& changed)
{
    return change([&](ControlDatabase& control) { return control.settings().set(changed); });
}

Expected<void> SqlControlStore::audit(const AuditEntry& entry)
{
    return m_writer.call([&](ControlDatabase& control) { return control.audit().add(entry); });
}

Expected<std::vector<AuditEntry>> SqlControlStore::auditLog(int limit)
{
    return m_writer.call([limit](ControlDatabase& control) { return control.audit().newest(limit); });
}

} // namespace sightglass::storage
