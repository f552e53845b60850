// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/livetable.h"

#include <QDateTime>

namespace sightglass::models {

namespace {

/// ISO 8601 in UTC; "" for a time that never was.
QString utcText(qint64 ms)
{
    return ms > 0 ? QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs) : QString();
}

} // namespace

CsvTable liveTable(const LiveFilter& rows)
{
    CsvTable table{{QStringLiteral("time"), QStringLiteral("what"), QStringLiteral("detail"), QStringLiteral("events"),
                    QStringLiteral("who"), QStringLiteral("place"), QStringLiteral("source"),
                    QStringLiteral("sent as")},
                   {}};
    for (int row = 0; row < rows.rowCount(); ++row) {
        const QModelIndex index = rows.index(row, 0);
        const auto text = [&](int role) { return index.data(role).toString(); };
        table.rows.append({utcText(index.data(LiveModel::AtRole).toLongLong()), text(LiveModel::TitleRole),
                           text(LiveModel::DetailRole), text(LiveModel::CountRole), text(LiveModel::WhoRole),
                           text(LiveModel::PlaceRole), text(LiveModel::SourceRole), text(LiveModel::ProtocolRole)});
    }
    return table;
}

CsvTable sourcesTable(const SourcesModel& sources)
{
    const QString between = QStringLiteral("; ");
    CsvTable table{{QStringLiteral("source"), QStringLiteral("id"), QStringLiteral("hosts"),
                    QStringLiteral("write key"), QStringLiteral("last event"), QStringLiteral("sent as"),
                    QStringLiteral("refused"), QStringLiteral("reasons")},
                   {}};
    for (int row = 0; row < sources.rowCount(); ++row) {
        const QModelIndex index = sources.index(row);
        const auto text = [&](int role) { return index.data(role).toString(); };
        const auto list = [&](int role) { return index.data(role).toStringList().join(between); };
        table.rows.append(
            {text(Qt::DisplayRole), text(SourcesModel::IdRole), list(SourcesModel::HostsRole),
             text(SourcesModel::WriteKeyRole), utcText(index.data(SourcesModel::LastEventRole).toLongLong()),
             list(SourcesModel::ProtocolsRole), text(SourcesModel::RefusedRole), list(SourcesModel::ReasonsRole)});
    }
    return table;
}

} // namespace sightglass::models
