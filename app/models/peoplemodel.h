// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/peoplefigures.h"
#include "models/csvtable.h"

#include <QAbstractTableModel>
#include <QTimeZone>

namespace sightglass::models {

/// A list of people as it came, page by page. GUI thread.
class PeopleModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum class Kind {
        Funnel, ///< Who stands behind a step: when they took their deepest step, and how many it took.
        Seen    ///< Everybody: when last seen, visits, events.
    };
    enum Roles { IdRole = Qt::UserRole };

    explicit PeopleModel(Kind kind, QObject* parent = nullptr);

    void clear();
    void append(const QList<client::PersonRow>& rows);
    /// Times are shown in it.
    void setZone(const QTimeZone& zone) { m_zone = zone; }
    [[nodiscard]] const QList<client::PersonRow>& people() const { return m_rows; }
    /// Ids and plain numbers, for saving.
    [[nodiscard]] CsvTable table() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// "mara.lindqvist", "Visitor 8f41…", "Unknown visitor"
    [[nodiscard]] static QString name(const client::PersonRow& person);
    /// "Norway", or "".
    [[nodiscard]] static QString place(const client::PersonRow& person);

private:
    [[nodiscard]] QString cell(const client::PersonRow& person, int column) const;

    const Kind m_kind;
    QTimeZone m_zone{"UTC"};
    QList<client::PersonRow> m_rows;
};

} // namespace sightglass::models
