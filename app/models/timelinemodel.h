// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/liverow.h"
#include "models/csvtable.h"

#include <QAbstractListModel>
#include <QTimeZone>

namespace sightglass::models {

/// What one person did, oldest first, with a row for each day and for each gap that parts two visits (openmetrics
/// §13.3). Grows page by page. GUI thread.
class TimelineModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum class Kind { Day, Gap, Event, Identity, Exception, Purchase, Background };
    enum Roles {
        KindRole = Qt::UserRole,
        TimeRole, ///< "09:12:30"
        TitleRole,
        DetailRole,
        IconRole,
        SourceRole ///< Id of the source.
    };

    using QAbstractListModel::QAbstractListModel;

    void clear();
    void setZone(const QTimeZone& zone) { m_zone = zone; }
    void append(const QList<client::LiveRow>& events);
    [[nodiscard]] qsizetype events() const { return m_events; }
    [[nodiscard]] CsvTable table() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Row
    {
        Kind kind = Kind::Event;
        QString time, title, detail, icon, source;
        TimePoint at{};
    };
    [[nodiscard]] Row eventRow(const client::LiveRow& event) const;
    void appendBreaks(QList<Row>& rows, TimePoint at) const;

    QTimeZone m_zone{"UTC"};
    QList<Row> m_rows;
    qsizetype m_events = 0;
    TimePoint m_last{};
};

} // namespace sightglass::models
