// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timelinemodel.h"

#include "client/question.h"
#include "models/livetext.h"

#include <QDateTime>
#include <QLocale>

namespace sightglass::models {

namespace {

constexpr std::chrono::minutes kVisitGap{30}; // metrics §3
constexpr std::chrono::hours kDay{24};

QString gapText(std::chrono::milliseconds gap)
{
    using std::chrono::duration_cast;
    if (gap >= kDay)
        return TimelineModel::tr("%n days away", nullptr, int(gap / kDay));
    if (gap >= std::chrono::hours(1))
        return TimelineModel::tr("%n hours away", nullptr, int(duration_cast<std::chrono::hours>(gap).count()));
    return TimelineModel::tr("%n minutes away", nullptr, int(duration_cast<std::chrono::minutes>(gap).count()));
}

TimelineModel::Kind kindOf(const client::LiveRow& event)
{
    using domain::Kind;
    if (event.revenueMinor)
        return TimelineModel::Kind::Purchase;
    switch (event.kind) {
    case Kind::Exception: return TimelineModel::Kind::Exception;
    case Kind::Identify:
    case Kind::Alias: return TimelineModel::Kind::Identity;
    case Kind::Engagement:
    case Kind::Vitals:
    case Kind::Exposure:
    case Kind::Background: return TimelineModel::Kind::Background;
    default: return TimelineModel::Kind::Event;
    }
}

} // namespace

void TimelineModel::clear()
{
    beginResetModel();
    m_rows.clear();
    m_events = 0;
    m_last = {};
    endResetModel();
}

TimelineModel::Row TimelineModel::eventRow(const client::LiveRow& event) const
{
    Row row;
    row.kind = kindOf(event);
    row.time = QDateTime::fromMSecsSinceEpoch(toMs(event.at), m_zone).toString(QStringLiteral("HH:mm:ss"));
    row.title = LiveText::title(event);
    row.detail = LiveText::detail(event);
    row.icon = LiveText::icon(event);
    row.source = event.sourceId;
    row.at = event.at;
    return row;
}

void TimelineModel::appendBreaks(QList<Row>& rows, TimePoint at) const
{
    const TimePoint last = rows.isEmpty() ? m_last : rows.last().at;
    const auto dayOf = [this](TimePoint t) { return QDateTime::fromMSecsSinceEpoch(toMs(t), m_zone).date(); };
    const bool isFirst = m_rows.isEmpty() && rows.isEmpty();
    if (!isFirst && at - last >= kVisitGap)
        rows.append(
            {Kind::Gap, {}, gapText(std::chrono::duration_cast<std::chrono::milliseconds>(at - last)), {}, {}, {}, at});
    if (isFirst || dayOf(at) != dayOf(last))
        rows.append({Kind::Day, {}, QLocale().toString(dayOf(at), QLocale::LongFormat), {}, {}, {}, at});
}

void TimelineModel::append(const QList<client::LiveRow>& events)
{
    QList<Row> rows;
    for (const client::LiveRow& event : events) {
        appendBreaks(rows, event.at);
        rows.append(eventRow(event));
    }
    if (rows.isEmpty())
        return;
    const int first = int(m_rows.size());
    beginInsertRows({}, first, first + int(rows.size()) - 1);
    m_rows.append(rows);
    m_events += events.size();
    m_last = m_rows.last().at;
    endInsertRows();
}

int TimelineModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant TimelineModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows.at(index.row());
    switch (role) {
    case KindRole: return int(row.kind);
    case TimeRole: return row.time;
    case TitleRole: return row.title;
    case DetailRole: return row.detail;
    case IconRole: return row.icon;
    case SourceRole: return row.source;
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: {
        QStringList words{row.time, row.title, row.detail};
        words.removeAll(QString());
        return words.join(QStringLiteral(", "));
    }
    default: return {};
    }
}

CsvTable TimelineModel::table() const
{
    CsvTable table{
        {QStringLiteral("time"), QStringLiteral("what"), QStringLiteral("detail"), QStringLiteral("source_id")}, {}};
    for (const Row& row : m_rows) {
        if (row.kind != Kind::Day && row.kind != Kind::Gap)
            table.rows.append({client::toText(row.at), row.title, row.detail, row.source});
    }
    return table;
}

} // namespace sightglass::models
