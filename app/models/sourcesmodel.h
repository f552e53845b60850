// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/directory.h"
#include "client/liverow.h"

#include <QAbstractListModel>
#include <QHash>
#include <QMap>
#include <QSet>

namespace sightglass::models {

/// A project's sources with what this window has seen of each since it looked. GUI thread.
class SourcesModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Roles {
        IdRole = Qt::UserRole,
        KindRole,  ///< domain::SourceKind as int
        HostsRole, ///< QStringList
        WriteKeyRole,
        LastEventRole, ///< Milliseconds since 1970, 0 = none seen
        ProtocolsRole, ///< QStringList, names for people
        HasSentRole,   ///< Whether anything came from it lately
        RefusedRole,   ///< How many were refused
        ReasonsRole    ///< QStringList, most frequent first
    };

    /// An id that no source has, as it was sent.
    struct UnknownKey
    {
        QString key;
        QString protocol;
        qint64 count = 0;
        TimePoint last{};
        bool operator==(const UnknownKey&) const = default;
    };

    using QAbstractListModel::QAbstractListModel;

    void setSources(const QList<client::SourceInfo>& sources);
    [[nodiscard]] const QList<client::SourceInfo>& sources() const { return m_sources; }
    [[nodiscard]] const client::SourceInfo* find(const QString& id) const;
    [[nodiscard]] QHash<QString, QString> names() const;
    /// Keeps track of last events, protocols, refusals and unknown keys.
    void note(const client::LiveBatch& batch);
    /// Forgets what was seen, for another project.
    void forget();
    /// Newest first.
    [[nodiscard]] QList<UnknownKey> unknownKeys() const;
    /// How many things hold back: unknown keys, and sources that were refused.
    [[nodiscard]] int needsLook() const;
    /// Sources that have sent something lately, from before this window looked.
    void noteHistory(const QStringList& sourceIds);
    [[nodiscard]] bool hasSeen(const QString& sourceId) const
    {
        return m_seen.value(sourceId).last > TimePoint{} || m_history.contains(sourceId);
    }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

Q_SIGNALS:
    void unknownKeysChanged();
    void firstEventSeen(const QString& sourceId);
    void historyNoted();

private:
    struct Seen
    {
        TimePoint last{};
        QSet<QString> protocols;
        int refused = 0;
        QMap<QString, int> reasons;
    };
    void noteRefusal(const client::Refusal& refusal);
    void changed(const QSet<QString>& ids);

    QList<client::SourceInfo> m_sources;
    QHash<QString, Seen> m_seen;
    QSet<QString> m_history;
    QHash<QString, UnknownKey> m_unknown;
};

} // namespace sightglass::models
