// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartmodel.h"

class QWidget;

namespace sightglass::charts {

/// A widget that paints numbers and can tell them: a sentence and a table, which become its accessible children (ui
/// README §10). Inherit beside QWidget; the interface is made when assistive technology asks. GUI thread.
class TableSource
{
public:
    TableSource();
    virtual ~TableSource();
    TableSource(const TableSource&) = delete;
    TableSource& operator=(const TableSource&) = delete;

    /// "Visitors, 28 days, 112,386, up 12.4 %, most on Sunday 8 March"
    [[nodiscard]] virtual QString spokenSummary() const = 0;
    [[nodiscard]] virtual ChartTable spokenTable() const = 0;
    /// A table widget that shows the numbers now, in place of the spoken one.
    [[nodiscard]] virtual QWidget* tableInSight() const { return nullptr; }
    /// Grows with every change, so that a reader's copy knows when it is old.
    [[nodiscard]] int numbersRevision() const { return m_revision; }

protected:
    void numbersChanged() { ++m_revision; }

private:
    int m_revision = 0;
};

} // namespace sightglass::charts
