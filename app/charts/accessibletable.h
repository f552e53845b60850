// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/tablesource.h"

#include <QAccessible>
#include <QHash>

namespace sightglass::charts {

/// A table source's numbers for assistive technology: a head and cells that are text. Read when asked and again after
/// the numbers have changed. Lives in Qt's cache of accessible interfaces; made and taken away by AccessibleChart,
/// which outlives it. GUI thread.
class AccessibleTable final : public QAccessibleInterface, public QAccessibleTableInterface
{
public:
    AccessibleTable(QAccessibleInterface* chart, const TableSource& source);
    ~AccessibleTable() override;

    /// Row -1 is the head.
    [[nodiscard]] QString cellText(int row, int column) const;
    [[nodiscard]] bool hasCell(int row, int column) const;
    [[nodiscard]] QAccessibleInterface* cell(int row, int column) const;

    bool isValid() const override { return m_chart->isValid(); }
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    QAccessibleInterface* parent() const override { return m_chart; }
    /// The head's cells, then those of the rows.
    QAccessibleInterface* child(int index) const override;
    int childCount() const override { return (rowCount() + 1) * columnCount(); }
    int indexOfChild(const QAccessibleInterface* child) const override;
    QString text(QAccessible::Text kind) const override;
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override { return m_chart->rect(); }
    QAccessible::Role role() const override { return QAccessible::Table; }
    QAccessible::State state() const override;
    void* interface_cast(QAccessible::InterfaceType type) override;

    QAccessibleInterface* caption() const override { return nullptr; }
    QAccessibleInterface* summary() const override { return nullptr; }
    QAccessibleInterface* cellAt(int row, int column) const override;
    QString columnDescription(int column) const override { return cellText(-1, column); }
    QString rowDescription(int row) const override { return cellText(row, 0); }
    int columnCount() const override { return static_cast<int>(numbers().head.size()); }
    int rowCount() const override { return static_cast<int>(numbers().rows.size()); }
    int selectedCellCount() const override { return 0; }
    QList<QAccessibleInterface*> selectedCells() const override { return {}; }
    int selectedColumnCount() const override { return 0; }
    int selectedRowCount() const override { return 0; }
    QList<int> selectedColumns() const override { return {}; }
    QList<int> selectedRows() const override { return {}; }
    bool isColumnSelected(int) const override { return false; }
    bool isRowSelected(int) const override { return false; }
    bool selectRow(int) override { return false; }
    bool selectColumn(int) override { return false; }
    bool unselectRow(int) override { return false; }
    bool unselectColumn(int) override { return false; }
    void modelChange(QAccessibleTableModelChangeEvent*) override {}

private:
    [[nodiscard]] const ChartTable& numbers() const;

    QAccessibleInterface* m_chart;
    const TableSource& m_source;
    mutable ChartTable m_numbers;
    mutable int m_revision = -1;
    mutable QHash<std::pair<int, int>, QAccessible::Id> m_cells;
};

} // namespace sightglass::charts
