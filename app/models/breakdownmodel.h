// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/figures.h"
#include "models/csvtable.h"

#include <QAbstractTableModel>

namespace sightglass::models {

/// All rows of a breakdown as a table: value, each metric, share of the first. Sorts by numbers. GUI thread.
class BreakdownModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Roles { SortRole = Qt::UserRole, ValueRole };

    using QAbstractTableModel::QAbstractTableModel;

    void setBreakdown(const client::Breakdown& breakdown, const QString& property, const QStringList& metrics);
    /// Property and metrics by their names, numbers plain, for saving.
    [[nodiscard]] CsvTable table() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] double number(int row, const QString& metric) const;
    client::Breakdown m_breakdown;
    QString m_property;
    QStringList m_metrics;
};

} // namespace sightglass::models
