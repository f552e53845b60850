// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/accessibletable.h"

#include "charts/accessiblecell.h"

namespace sightglass::charts {

AccessibleTable::AccessibleTable(QAccessibleInterface* chart, const TableSource& source)
    : m_chart(chart)
    , m_source(source)
{
}

AccessibleTable::~AccessibleTable()
{
    for (const QAccessible::Id id : std::as_const(m_cells))
        QAccessible::deleteAccessibleInterface(id);
}

const ChartTable& AccessibleTable::numbers() const
{
    if (m_revision != m_source.numbersRevision()) {
        m_numbers = m_source.spokenTable();
        m_revision = m_source.numbersRevision();
    }
    return m_numbers;
}

bool AccessibleTable::hasCell(int row, int column) const
{
    return row >= -1 && row < rowCount() && column >= 0 && column < columnCount();
}

QString AccessibleTable::cellText(int row, int column) const
{
    if (!hasCell(row, column))
        return {};
    const ChartTable& table = numbers();
    return row < 0 ? table.head.at(column) : table.rows[static_cast<std::size_t>(row)].value(column);
}

QAccessibleInterface* AccessibleTable::cell(int row, int column) const
{
    if (!hasCell(row, column))
        return nullptr;
    const std::pair<int, int> place(row, column);
    if (const auto known = m_cells.constFind(place); known != m_cells.cend())
        return QAccessible::accessibleInterface(*known);
    auto* made = new AccessibleCell(this, row, column);
    m_cells.insert(place, QAccessible::registerAccessibleInterface(made));
    return made;
}

QAccessibleInterface* AccessibleTable::cellAt(int row, int column) const
{
    return row < 0 ? nullptr : cell(row, column);
}

QAccessibleInterface* AccessibleTable::child(int index) const
{
    const int columns = columnCount();
    return index < 0 || columns == 0 ? nullptr : cell(index / columns - 1, index % columns);
}

int AccessibleTable::indexOfChild(const QAccessibleInterface* child) const
{
    const auto* known = dynamic_cast<const AccessibleCell*>(child);
    return known != nullptr && known->parent() == this ? known->place(columnCount()) : -1;
}

QString AccessibleTable::text(QAccessible::Text kind) const
{
    return kind == QAccessible::Name ? m_chart->text(QAccessible::Name) : QString();
}

QAccessible::State AccessibleTable::state() const
{
    QAccessible::State state;
    state.readOnly = true;
    state.invisible = m_chart->state().invisible;
    return state;
}

void* AccessibleTable::interface_cast(QAccessible::InterfaceType type)
{
    return type == QAccessible::TableInterface ? static_cast<QAccessibleTableInterface*>(this) : nullptr;
}

} // namespace sightglass::charts
