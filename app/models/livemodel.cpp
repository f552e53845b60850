// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/livemodel.h"

#include "models/livetext.h"

#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>

namespace sightglass::models {

LiveModel::LiveModel(QObject* parent)
    : QAbstractListModel(parent)
{
}

void LiveModel::setTimezone(const QByteArray& ianaId)
{
    const QTimeZone zone(ianaId);
    m_zone = zone.isValid() ? zone : QTimeZone("UTC");
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {TimeRole});
}

void LiveModel::setSourceNames(const QHash<QString, QString>& names)
{
    m_sourceNames = names;
    if (!m_rows.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {SourceRole});
}

void LiveModel::add(const client::LiveBatch& batch)
{
    if (!batch.rejected.isEmpty()) {
        m_refusedCount += int(batch.rejected.size());
        Q_EMIT refusedChanged(m_refusedCount);
    }
    if (m_isPaused)
        hold(batch);
    else
        show(batch);
}

void LiveModel::hold(const client::LiveBatch& batch)
{
    m_heldCount += batch.events.size() + batch.skipped + batch.rejected.size();
    m_held.events.append(batch.events);
    m_held.rejected.append(batch.rejected);
    if (m_held.events.size() > kMostRows)
        m_held.events.remove(0, m_held.events.size() - kMostRows);
    if (m_held.rejected.size() > kMostRows)
        m_held.rejected.remove(0, m_held.rejected.size() - kMostRows);
    Q_EMIT heldChanged(m_heldCount);
}

void LiveModel::setPaused(bool isPaused)
{
    if (m_isPaused == isPaused)
        return;
    m_isPaused = isPaused;
    if (!isPaused)
        show(std::exchange(m_held, {}));
    m_heldCount = 0;
    Q_EMIT heldChanged(0);
}

void LiveModel::show(const client::LiveBatch& batch)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    QList<RowPointer> fresh;
    QList<RowPointer> grown;
    bool didFold = false;
    for (const client::LiveRow& event : batch.events) {
        const LiveRuns::Outcome outcome = m_runs.add(event, now);
        didFold |= outcome.didFold;
        if (outcome.isFresh)
            fresh.append(outcome.entry);
        else if (!grown.contains(outcome.entry))
            grown.append(outcome.entry);
    }
    for (const client::Refusal& refusal : batch.rejected) {
        auto entry = std::make_shared<LiveEntry>();
        entry->isRefusal = true;
        entry->refusal = refusal;
        entry->cameInMs = now;
        fresh.append(entry);
    }
    fresh.removeIf([](const RowPointer& entry) { return entry->isFoldedAway; });
    if (didFold)
        removeFolded();
    grown.removeIf([&](const RowPointer& entry) { return fresh.contains(entry); });
    insertOnTop(fresh);
    raise(grown);
    trim();
}

void LiveModel::removeFolded()
{
    for (int row = int(m_rows.size()) - 1; row >= 0; --row) {
        if (!m_rows[size_t(row)]->isFoldedAway)
            continue;
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        endRemoveRows();
    }
}

void LiveModel::insertOnTop(const QList<RowPointer>& fresh)
{
    if (fresh.isEmpty())
        return;
    beginInsertRows({}, 0, int(fresh.size()) - 1);
    for (const RowPointer& entry : fresh)
        m_rows.push_front(entry);
    endInsertRows();
}

void LiveModel::raise(const QList<RowPointer>& grown)
{
    for (const RowPointer& entry : grown) {
        const auto found = std::find(m_rows.begin(), m_rows.end(), entry);
        if (found == m_rows.end()) { // The ring has dropped it: it comes back.
            insertOnTop({entry});
            continue;
        }
        const int row = int(found - m_rows.begin());
        if (row > 0) {
            beginMoveRows({}, row, row, {}, 0);
            m_rows.erase(found);
            m_rows.push_front(entry);
            endMoveRows();
        }
        Q_EMIT dataChanged(index(0), index(0));
    }
}

void LiveModel::trim()
{
    if (m_rows.size() <= size_t(kMostRows))
        return;
    beginRemoveRows({}, kMostRows, int(m_rows.size()) - 1);
    m_rows.resize(size_t(kMostRows));
    endRemoveRows();
}

void LiveModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_runs.clear();
    m_held = {};
    endResetModel();
    m_heldCount = 0;
    m_refusedCount = 0;
    Q_EMIT heldChanged(0);
    Q_EMIT refusedChanged(0);
}

int LiveModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

const client::LiveRow* LiveModel::eventAt(int row) const
{
    const bool isThere = row >= 0 && row < rowCount() && !m_rows[size_t(row)]->isRefusal;
    return isThere ? &m_rows[size_t(row)]->event : nullptr;
}

const client::Refusal* LiveModel::refusal(int row) const
{
    const bool isThere = row >= 0 && row < rowCount() && m_rows[size_t(row)]->isRefusal;
    return isThere ? &m_rows[size_t(row)]->refusal : nullptr;
}

QVariant LiveModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const LiveEntry& entry = *m_rows[size_t(index.row())];
    switch (role) {
    case CountRole: return entry.count;
    case CameInRole: return entry.cameInMs;
    case IsRefusalRole: return entry.isRefusal;
    case AtRole: return qint64(toMs(entry.isRefusal ? entry.refusal.at : entry.event.at));
    case GroupRole: return QVariant::fromValue(groupOf(entry));
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: {
        const QStringList parts{data(index, TimeRole).toString(), data(index, TitleRole).toString(),
                                data(index, DetailRole).toString(), data(index, WhoRole).toString()};
        return QStringList(parts).filter(QRegularExpression(QStringLiteral("."))).join(QStringLiteral(", "));
    }
    default: return entry.isRefusal ? refusalData(entry, role) : eventData(entry, role);
    }
}

LiveModel::Group LiveModel::groupOf(const LiveEntry& entry) const
{
    if (entry.isRefusal)
        return Group::Refused;
    switch (entry.event.kind) {
    case domain::Kind::Pageview:
    case domain::Kind::Screen: return Group::PageViews;
    case domain::Kind::Exception: return Group::Exceptions;
    default: return Group::Events;
    }
}

namespace {

LiveModel::Tone toneOf(const client::LiveRow& event)
{
    if (!event.botReason.isEmpty() || !event.excluded.isEmpty())
        return LiveModel::Tone::Muted;
    if (event.kind == domain::Kind::Exception)
        return LiveModel::Tone::Negative;
    return event.revenueMinor ? LiveModel::Tone::Positive : LiveModel::Tone::Plain;
}

} // namespace

QVariant LiveModel::eventData(const LiveEntry& entry, int role) const
{
    const client::LiveRow& event = entry.event;
    const bool isFold = entry.count > 1;
    switch (role) {
    case TimeRole: return LiveText::time(event.at, m_zone);
    case IconRole: return isFold ? QStringLiteral("layers") : LiveText::icon(event);
    case ToneRole: return QVariant::fromValue(toneOf(event));
    case TitleRole: return LiveText::title(event);
    case DetailRole:
        return isFold ? tr("%1 from %n people", nullptr, int(entry.people.size())).arg(event.path).trimmed()
                      : LiveText::detail(event);
    case WhoRole: return isFold ? QString() : LiveText::who(event);
    case PlaceRole: return isFold ? QString() : LiveText::place(event);
    case SourceRole: return m_sourceNames.value(event.sourceId, QStringLiteral("–"));
    case ProtocolRole: return LiveText::protocol(event.protocol);
    default: return {};
    }
}

QVariant LiveModel::refusalData(const LiveEntry& entry, int role) const
{
    const client::Refusal& refusal = entry.refusal;
    switch (role) {
    case TimeRole: return LiveText::time(refusal.at, m_zone);
    case IconRole: return QStringLiteral("warning");
    case ToneRole: return QVariant::fromValue(Tone::Mark);
    case TitleRole: return tr("Refused");
    case DetailRole: return LiveText::refusal(refusal);
    case SourceRole: return m_sourceNames.value(refusal.sourceId, QStringLiteral("–"));
    case ProtocolRole: return LiveText::protocol(refusal.protocol);
    case KeyRole: return refusal.key;
    default: return {};
    }
}

} // namespace sightglass::models
