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
        ReasonsRole,   ///< QStringList, most frequent first
        EnabledRole    ///< Whether what it sends is taken
    };

    using QAbstractListModel::QAbstractListModel;

    void setSources(const QList<client::SourceInfo>& sources);
    [[nodiscard]] const QList<client::SourceInfo>& sources() const { return m_sources; }
    [[nodiscard]] const client::SourceInfo* find(const QString& id) const;
    [[nodiscard]] QHash<QString, QString> names() const;
    /// Keeps track of last events, protocols, refusals and unknown senders.
    void note(const client::LiveBatch& batch);
    /// Forgets what was seen, for another project.
    void forget();
    /// What the hub knows of senders without a source; what streams in from then on is added.
    void setSenders(const QList<client::SenderInfo>& senders);
    /// Those that no source of this project takes, newest first.
    [[nodiscard]] QList<client::SenderInfo> unknownSenders() const;
    /// How many things hold back: unknown senders, and sources that were refused.
    [[nodiscard]] int needsLook() const;
    /// Sources that have sent something lately, from before this window looked.
    void noteHistory(const QStringList& sourceIds);
    /// The protocols a source has spoken lately, from before this window looked.
    void noteProtocols(const QString& sourceId, const QStringList& protocols);
    [[nodiscard]] bool hasSeen(const QString& sourceId) const
    {
        return m_seen.value(sourceId).last > TimePoint{} || m_history.contains(sourceId);
    }
    /// Whether anything came from a source by that protocol; what does not say its protocol may be any.
    [[nodiscard]] bool hasSeen(const QString& sourceId, const QString& protocol) const
    {
        const QSet<QString> protocols = m_seen.value(sourceId).protocols;
        return protocols.contains(protocol) || protocols.contains(QString());
    }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

Q_SIGNALS:
    void unknownSendersChanged();
    void firstEventSeen(const QString& sourceId);
    /// The first time that something came from a source by that protocol; "" when it did not say.
    void protocolSeen(const QString& sourceId, const QString& protocol);
    void historyNoted();

private:
    struct Seen
    {
        TimePoint last{};
        QSet<QString> protocols; ///< As events name them.
        int refused = 0;
        QMap<QString, int> reasons;
    };
    void noteRefusal(const client::Refusal& refusal);
    void noteSender(const client::SenderInfo& sender);
    [[nodiscard]] bool isTaken(const client::SenderInfo& sender) const;
    void changed(const QSet<QString>& ids);

    QList<client::SourceInfo> m_sources;
    QHash<QString, Seen> m_seen;
    QSet<QString> m_history;
    QHash<QString, client::SenderInfo> m_unknown; ///< By protocol and id.
};

} // namespace sightglass::models
