// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartmodel.h"
#include "charts/chartwidget.h"
#include "charts/tablesource.h"

namespace sightglass::charts {

/// Bars with three words below them: the last 30 minutes. Hover or ← → reads one out as a tool tip line above. GUI
/// thread; owned by its parent.
class BarsChart final : public ChartWidget, public TableSource
{
    Q_OBJECT

public:
    explicit BarsChart(QWidget* parent = nullptr);
    /// Uses the first series; `axisLabel`s of first, middle and last bucket are drawn below.
    void setModel(const ChartModel& model);
    [[nodiscard]] const ChartModel& model() const { return m_model; }
    [[nodiscard]] int highlighted() const { return m_hovered; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, 48}; }
    [[nodiscard]] QString spokenSummary() const override { return accessibleName(); }
    [[nodiscard]] ChartTable spokenTable() const override { return tableOf(m_model); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void highlight(int bar);
    [[nodiscard]] const std::vector<double>& values() const;

    ChartModel m_model;
    int m_hovered = -1;
};

} // namespace sightglass::charts
