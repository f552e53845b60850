// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartwidget.h"
#include "charts/tablesource.h"

namespace sightglass::charts {

/// A period: the people in it by where they came from, and who did not come back.
struct LifecycleBar
{
    QString label;     ///< "23 Feb", below the axis where there is room.
    QString longLabel; ///< "Monday, 23 February 2026"
    qint64 fresh = 0;
    qint64 returning = 0;
    qint64 resurrecting = 0;
    qint64 dormant = 0;
};

/// How people move from period to period (spec metrics §8): new, returning and back again stacked above the line, gone
/// quiet hatched below it. Hover or ← → reads a period out. GUI thread; owned by its parent.
class LifecycleChart final : public ChartWidget, public TableSource
{
    Q_OBJECT

public:
    explicit LifecycleChart(QWidget* parent = nullptr);
    void setBars(const std::vector<LifecycleBar>& bars);
    [[nodiscard]] const std::vector<LifecycleBar>& bars() const { return m_bars; }
    [[nodiscard]] int current() const { return m_current; }
    void setStale(bool stale);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QString spokenSummary() const override;
    [[nodiscard]] ChartTable spokenTable() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void highlight(int bar);
    void paintLegend(QPainter& painter) const;
    void paintBar(QPainter& painter, const QRectF& area, int index, qreal unit, qreal zero) const;

    std::vector<LifecycleBar> m_bars;
    int m_current = -1;
    bool m_ring = false;
    bool m_isStale = false;
};

} // namespace sightglass::charts
