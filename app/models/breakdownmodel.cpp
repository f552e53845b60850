// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/breakdownmodel.h"

#include "models/metrictext.h"

#include <QLocale>

namespace sightglass::models {

void BreakdownModel::setBreakdown(const client::Breakdown& breakdown, const QString& property,
                                  const QStringList& metrics)
{
    beginResetModel();
    m_breakdown = breakdown;
    m_property = property;
    m_metrics = metrics;
    endResetModel();
}

double BreakdownModel::number(int row, const QString& metric) const
{
    return m_breakdown.rows.at(row).metrics.value(metric).drawn().value_or(0);
}

int BreakdownModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_breakdown.rows.size());
}

int BreakdownModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 1 + int(m_metrics.size());
}

QVariant BreakdownModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const client::BreakdownRow& row = m_breakdown.rows.at(index.row());
    if (role == ValueRole)
        return row.value ? QVariant(*row.value) : QVariant();
    if (role == Qt::TextAlignmentRole)
        return int(index.column() == 0 ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
    if (index.column() == 0)
        return role == Qt::DisplayRole || role == SortRole ? MetricText::propertyValue(m_property, row.value)
                                                           : QVariant();
    const QString metric = m_metrics.at(index.column() - 1);
    if (role == SortRole)
        return number(index.row(), metric);
    return role == Qt::DisplayRole ? MetricText::value(metric, row.metrics.value(metric)) : QVariant();
}

QVariant BreakdownModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(section == 0 ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return section == 0 ? MetricText::property(m_property) : MetricText::label(m_metrics.value(section - 1));
}

CsvTable BreakdownModel::table() const
{
    CsvTable table{QStringList{m_property} + m_metrics, {}};
    for (const client::BreakdownRow& row : m_breakdown.rows) {
        QStringList cells{row.value.value_or(QString())};
        for (const QString& metric : m_metrics) {
            const std::optional<double> number = row.metrics.value(metric).drawn();
            cells.append(number ? plainNumber(*number) : QString());
        }
        table.rows.append(cells);
    }
    return table;
}

} // namespace sightglass::models
