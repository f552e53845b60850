// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartwidget.h"

#include <vector>

namespace sightglass::charts {

/// Paints a sparkline into `rect`: 1.5 px line, optional area, a dot at the newest value.
void paintSparkline(QPainter& painter, const QRectF& rect, const std::vector<double>& values, const QColor& line,
                    const QColor& area = QColor(), const QColor& dotGround = QColor());

/// The same as a widget, 58×18. GUI thread; owned by its parent.
class Sparkline final : public ChartWidget
{
    Q_OBJECT

public:
    explicit Sparkline(QWidget* parent = nullptr);
    void setValues(const std::vector<double>& values, const QString& name);
    [[nodiscard]] QSize sizeHint() const override { return {58, 18}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<double> m_values;
};

} // namespace sightglass::charts
