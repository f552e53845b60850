// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/sourcesmodel.h"

#include "models/livetext.h"
#include "models/unknownsender.h"

#include <algorithm>

namespace sightglass::models {

namespace {
constexpr qsizetype kMostUnknown = 200; // Senders choose these: a bound keeps the list small.
}

void SourcesModel::setSources(const QList<client::SourceInfo>& sources)
{
    beginResetModel();
    m_sources = sources;
    endResetModel();
    if (m_unknown.removeIf([this](QHash<QString, client::SenderInfo>::iterator it) { return isTaken(*it); }) > 0)
        Q_EMIT unknownSendersChanged();
}

bool SourcesModel::isTaken(const client::SenderInfo& sender) const
{
    return std::any_of(m_sources.cbegin(), m_sources.cend(),
                       [&](const auto& source) { return UnknownSender::isTakenBy(source, sender); });
}

void SourcesModel::setSenders(const QList<client::SenderInfo>& senders)
{
    QHash<QString, client::SenderInfo> unknown;
    for (const client::SenderInfo& sender : senders) {
        if (!isTaken(sender) && unknown.size() < kMostUnknown)
            unknown.insert(UnknownSender::place(sender), sender);
    }
    if (m_unknown == unknown)
        return;
    m_unknown = unknown;
    Q_EMIT unknownSendersChanged();
}

const client::SourceInfo* SourcesModel::find(const QString& id) const
{
    const auto found =
        std::find_if(m_sources.cbegin(), m_sources.cend(), [&](const auto& source) { return source.id == id; });
    return found == m_sources.cend() ? nullptr : &*found;
}

QHash<QString, QString> SourcesModel::names() const
{
    QHash<QString, QString> out;
    for (const client::SourceInfo& source : m_sources)
        out.insert(source.id, source.title());
    return out;
}

void SourcesModel::note(const client::LiveBatch& batch)
{
    QSet<QString> touched;
    QStringList first;
    QList<QPair<QString, QString>> spoken;
    for (const client::LiveRow& event : batch.events) {
        Seen& seen = m_seen[event.sourceId];
        if (seen.last == TimePoint{} && !m_history.contains(event.sourceId))
            first.append(event.sourceId);
        seen.last = std::max(seen.last, event.at);
        if (!seen.protocols.contains(event.protocol)) {
            seen.protocols.insert(event.protocol);
            spoken.append({event.sourceId, event.protocol});
        }
        touched.insert(event.sourceId);
    }
    for (const client::Refusal& refusal : batch.rejected) {
        noteRefusal(refusal);
        touched.insert(refusal.sourceId);
    }
    changed(touched);
    for (const QString& id : std::as_const(first))
        Q_EMIT firstEventSeen(id);
    for (const auto& [id, protocol] : std::as_const(spoken))
        Q_EMIT protocolSeen(id, protocol);
}

void SourcesModel::noteRefusal(const client::Refusal& refusal)
{
    Seen& seen = m_seen[refusal.sourceId];
    ++seen.refused;
    ++seen.reasons[refusal.reason];
    if (!refusal.key.isEmpty())
        noteSender({refusal.protocol, refusal.key, 1, refusal.at, refusal.at});
}

void SourcesModel::noteSender(const client::SenderInfo& sender)
{
    const QString place = UnknownSender::place(sender);
    if (m_unknown.size() >= kMostUnknown && !m_unknown.contains(place))
        return;
    client::SenderInfo& known = m_unknown[place];
    if (known.count == 0)
        known.first = sender.first;
    known.protocol = sender.protocol;
    known.id = sender.id;
    known.last = std::max(known.last, sender.last);
    known.count += sender.count;
    Q_EMIT unknownSendersChanged();
}

void SourcesModel::noteProtocols(const QString& sourceId, const QStringList& protocols)
{
    for (const QString& protocol : protocols) {
        if (m_seen[sourceId].protocols.contains(protocol))
            continue;
        m_seen[sourceId].protocols.insert(protocol);
        Q_EMIT protocolSeen(sourceId, protocol);
    }
    changed({sourceId});
}

void SourcesModel::changed(const QSet<QString>& ids)
{
    for (int row = 0; row < m_sources.size(); ++row) {
        if (ids.contains(m_sources.at(row).id))
            Q_EMIT dataChanged(index(row), index(row));
    }
}

void SourcesModel::noteHistory(const QStringList& sourceIds)
{
    for (const QString& id : sourceIds)
        m_history.insert(id);
    changed(QSet<QString>(sourceIds.cbegin(), sourceIds.cend()));
    Q_EMIT historyNoted();
}

void SourcesModel::forget()
{
    m_history.clear();
    m_seen.clear();
    m_unknown.clear();
    setSources({});
    Q_EMIT unknownSendersChanged();
}

QList<client::SenderInfo> SourcesModel::unknownSenders() const
{
    QList<client::SenderInfo> out = m_unknown.values();
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.last > b.last; });
    return out;
}

int SourcesModel::needsLook() const
{
    const auto isRefused = [this](const client::SourceInfo& source) { return m_seen.value(source.id).refused > 0; };
    return int(m_unknown.size() + std::count_if(m_sources.cbegin(), m_sources.cend(), isRefused));
}

int SourcesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_sources.size());
}

QVariant SourcesModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const client::SourceInfo& source = m_sources.at(index.row());
    const Seen seen = m_seen.value(source.id);
    switch (role) {
    case Qt::DisplayRole: return source.title();
    case IdRole: return source.id;
    case KindRole: return int(source.kind);
    case HostsRole: return source.hosts;
    case WriteKeyRole: return source.writeKey;
    case LastEventRole: return qint64(toMs(seen.last));
    case ProtocolsRole: {
        QStringList protocols;
        for (const QString& protocol : seen.protocols)
            protocols.append(LiveText::protocol(protocol));
        protocols.removeAll(QString());
        protocols.sort();
        return protocols;
    }
    case HasSentRole: return hasSeen(source.id);
    case EnabledRole: return source.enabled;
    case RefusedRole: return seen.refused;
    case ReasonsRole: {
        QStringList reasons = seen.reasons.keys();
        std::sort(reasons.begin(), reasons.end(),
                  [&](const auto& a, const auto& b) { return seen.reasons[a] > seen.reasons[b]; });
        return reasons;
    }
    default: return {};
    }
}

} // namespace sightglass::models
