// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartwidget.h"
#include "charts/tablesource.h"

#include <vector>

namespace sightglass::charts {

/// Paints a sparkline into `rect`: 1.5 px line, optional area, a dot at the newest value.
void paintSparkline(QPainter& painter, const QRectF& rect, const std::vector<double>& values, const QColor& line,
                    const QColor& area = QColor(), const QColor& dotGround = QColor());

/// The numbers of a sparkline: a row each, by their labels or else by their place.
[[nodiscard]] ChartTable trendTable(const QString& name, const std::vector<double>& values, const QStringList& labels,
                                    const ValueFormat& format = formatCount);

/// The same as a widget, 58×18. GUI thread; owned by its parent.
class Sparkline final : public ChartWidget, public TableSource
{
    Q_OBJECT

public:
    explicit Sparkline(QWidget* parent = nullptr);
    void setValues(const std::vector<double>& values, const QString& name);
    [[nodiscard]] QSize sizeHint() const override { return {58, 18}; }
    [[nodiscard]] QString spokenSummary() const override { return accessibleName(); }
    [[nodiscard]] ChartTable spokenTable() const override { return trendTable(accessibleName(), m_values, {}); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<double> m_values;
};

} // namespace sightglass::charts
