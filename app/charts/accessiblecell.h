// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/accessibletable.h"

namespace sightglass::charts {

/// One cell of an AccessibleTable, which makes it and takes it away. Row -1 is the head. GUI thread.
class AccessibleCell final : public QAccessibleInterface, public QAccessibleTableCellInterface
{
public:
    AccessibleCell(const AccessibleTable* table, int row, int column);

    [[nodiscard]] int place(int columns) const { return (m_row + 1) * columns + m_column; }

    bool isValid() const override { return m_table->isValid() && m_table->hasCell(m_row, m_column); }
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    QAccessibleInterface* parent() const override;
    QAccessibleInterface* child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QString text(QAccessible::Text kind) const override;
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override { return m_table->rect(); }
    QAccessible::Role role() const override;
    QAccessible::State state() const override;
    void* interface_cast(QAccessible::InterfaceType type) override;

    int columnExtent() const override { return 1; }
    int rowExtent() const override { return 1; }
    int columnIndex() const override { return m_column; }
    int rowIndex() const override { return m_row; }
    QList<QAccessibleInterface*> columnHeaderCells() const override;
    QList<QAccessibleInterface*> rowHeaderCells() const override;
    bool isSelected() const override { return false; }
    QAccessibleInterface* table() const override { return parent(); }

private:
    const AccessibleTable* m_table;
    const int m_row;
    const int m_column;
};

} // namespace sightglass::charts
