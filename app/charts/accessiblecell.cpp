// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/accessiblecell.h"

namespace sightglass::charts {

AccessibleCell::AccessibleCell(const AccessibleTable* table, int row, int column)
    : m_table(table)
    , m_row(row)
    , m_column(column)
{
}

QAccessibleInterface* AccessibleCell::parent() const
{
    return const_cast<AccessibleTable*>(m_table); // Qt asks const cells for interfaces that are not.
}

QString AccessibleCell::text(QAccessible::Text kind) const
{
    return kind == QAccessible::Name ? m_table->cellText(m_row, m_column) : QString();
}

QAccessible::Role AccessibleCell::role() const
{
    return m_row < 0 ? QAccessible::ColumnHeader : QAccessible::Cell;
}

QAccessible::State AccessibleCell::state() const
{
    return m_table->state();
}

void* AccessibleCell::interface_cast(QAccessible::InterfaceType type)
{
    return type == QAccessible::TableCellInterface ? static_cast<QAccessibleTableCellInterface*>(this) : nullptr;
}

QList<QAccessibleInterface*> AccessibleCell::columnHeaderCells() const
{
    return m_row < 0 ? QList<QAccessibleInterface*>() : QList<QAccessibleInterface*>{m_table->cell(-1, m_column)};
}

QList<QAccessibleInterface*> AccessibleCell::rowHeaderCells() const
{
    return m_row < 0 || m_column == 0 ? QList<QAccessibleInterface*>()
                                      : QList<QAccessibleInterface*>{m_table->cell(m_row, 0)};
}

} // namespace sightglass::charts
