// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/peoplemodel.h"

#include "client/question.h"
#include "models/metrictext.h"
#include "models/plaintip.h"

#include <QDateTime>
#include <QLocale>

namespace sightglass::models {

namespace {

enum Column { kName, kPlace, kWhen, kFirstCount, kSecondCount };

} // namespace

PeopleModel::PeopleModel(Kind kind, QObject* parent)
    : QAbstractTableModel(parent)
    , m_kind(kind)
{
}

void PeopleModel::clear()
{
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

void PeopleModel::append(const QList<client::PersonRow>& rows)
{
    if (rows.isEmpty())
        return;
    const int first = int(m_rows.size());
    beginInsertRows({}, first, first + int(rows.size()) - 1);
    m_rows.append(rows);
    endInsertRows();
}

QString PeopleModel::name(const client::PersonRow& person)
{
    constexpr qsizetype kShown = 8;
    if (!person.userId.isEmpty())
        return person.userId;
    if (person.anonymousId.isEmpty())
        return tr("Unknown visitor %1").arg(person.id.right(4));
    return tr("Visitor %1")
        .arg(person.anonymousId.size() > kShown + 4 ? person.anonymousId.left(kShown) + QStringLiteral("…")
                                                    : person.anonymousId);
}

QString PeopleModel::place(const client::PersonRow& person)
{
    return person.country.isEmpty() ? QString() : MetricText::propertyValue(QStringLiteral("country"), person.country);
}

int PeopleModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int PeopleModel::columnCount(const QModelIndex& parent) const
{
    if (parent.isValid())
        return 0;
    return m_kind == Kind::Funnel ? kFirstCount + 1 : kSecondCount + 1;
}

QString PeopleModel::cell(const client::PersonRow& person, int column) const
{
    const QLocale locale;
    switch (column) {
    case kName: return name(person);
    case kPlace: return place(person);
    case kWhen: {
        const QDateTime when = QDateTime::fromMSecsSinceEpoch(toMs(person.at), m_zone);
        return locale.toString(when.date(), QLocale::ShortFormat) + QLatin1Char(' ') +
               when.toString(QStringLiteral("HH:mm"));
    }
    case kFirstCount: return locale.toString(m_kind == Kind::Funnel ? person.steps : person.visits);
    default: return locale.toString(person.events);
    }
}

QVariant PeopleModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const client::PersonRow& person = m_rows.at(index.row());
    if (role == IdRole)
        return person.id;
    if (role == Qt::TextAlignmentRole)
        return int((index.column() >= kFirstCount ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && index.column() == kName)
        return plainTip(person.userId.isEmpty() ? person.anonymousId : person.userId);
    return role == Qt::DisplayRole ? cell(person, index.column()) : QVariant();
}

QVariant PeopleModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section >= kFirstCount ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case kName: return tr("Person");
    case kPlace: return tr("Place");
    case kWhen: return m_kind == Kind::Funnel ? tr("Last step at") : tr("Last seen");
    case kFirstCount: return m_kind == Kind::Funnel ? tr("Steps taken") : tr("Visits");
    default: return tr("Events");
    }
}

CsvTable PeopleModel::table() const
{
    const bool isFunnel = m_kind == Kind::Funnel;
    CsvTable table{{QStringLiteral("id"), QStringLiteral("user_id"), QStringLiteral("anonymous_id"),
                    QStringLiteral("country"), isFunnel ? QStringLiteral("at") : QStringLiteral("last_seen")},
                   {}};
    if (isFunnel)
        table.head.append(QStringLiteral("steps"));
    else
        table.head.append({QStringLiteral("visits"), QStringLiteral("events")});
    for (const client::PersonRow& row : m_rows) {
        QStringList cells{row.id, row.userId, row.anonymousId, row.country, client::toText(row.at)};
        if (isFunnel)
            cells.append(QString::number(row.steps));
        else
            cells.append({QString::number(row.visits), QString::number(row.events)});
        table.rows.append(cells);
    }
    return table;
}

} // namespace sightglass::models
