// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/tablesource.h"

#include <QAccessibleWidget>

namespace sightglass::charts {

/// A painted chart for assistive technology: two children, a sentence and a table of its numbers (ui README §10). A
/// chart that is a button as well (the glass, a figure) stays one. Made by Qt when it is asked for; lives as long as
/// its widget. GUI thread.
class AccessibleChart final : public QAccessibleWidget
{
public:
    AccessibleChart(QWidget* widget, const TableSource& source);
    ~AccessibleChart() override;

    QAccessibleInterface* child(int index) const override;
    int childCount() const override { return kChildren; }
    int indexOfChild(const QAccessibleInterface* child) const override;
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    QAccessible::State state() const override;
    QStringList actionNames() const override;
    void doAction(const QString& name) override;

    [[nodiscard]] QString summary() const { return m_source.spokenSummary(); }
    static constexpr int kChildren = 2;

private:
    const TableSource& m_source;
    QAccessible::Id m_sentence;
    QAccessible::Id m_table;
};

/// Makes Qt ask for accessible charts; once is enough, more does no harm.
void installAccessibleCharts();

} // namespace sightglass::charts
