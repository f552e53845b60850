// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/tablesource.h"
#include "gui/widgets/themedwidget.h"

#include <optional>
#include <vector>

namespace sightglass::gui {

/// A number as it is shown: parts of digits and units ("3" "m" " 12" "s"); units are smaller.
struct FigurePart
{
    QString text;
    bool unit = false;
};

struct Figure
{
    QString id;
    QString label;
    std::vector<FigurePart> value;       ///< Empty is "–".
    std::optional<double> changePercent; ///< Against the comparison; none shows nothing.
    bool goodWhenUp = true;
    std::vector<double> trend;    ///< Sparkline; empty leaves it out.
    QString definition;           ///< Tool tip: what the number means.
    QStringList trendLabels = {}; ///< What each value of it stands for, for those who cannot see it.
    charts::ValueFormat format = charts::formatCount; ///< How a value of the trend reads.
};

/// Splits a formatted value into digits and units: "41.3%", "3m 12s".
[[nodiscard]] std::vector<FigurePart> figureParts(QStringView text);

/// One figure of a row of figures, which is a tab on the chart. 92 high, 68 without sparkline. Shift with a click,
/// Enter or Space asks for it as second line. GUI thread; owned by its row.
class FigureCard final : public ThemedButton, public charts::TableSource
{
    Q_OBJECT

public:
    explicit FigureCard(QWidget* parent = nullptr);
    void setFigure(const Figure& figure);
    [[nodiscard]] const Figure& figure() const { return m_figure; }
    void setPlace(bool first, bool last);
    /// Drawn as second line.
    void setAdded(bool added);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QString spokenSummary() const override { return accessibleName(); }
    [[nodiscard]] charts::ChartTable spokenTable() const override;

Q_SIGNALS:
    void addRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void describe();
    void paintValue(QPainter& painter, const QRectF& line) const;
    void paintChange(QPainter& painter, const QRectF& line) const;

    Figure m_figure;
    bool m_first = false;
    bool m_last = false;
    bool m_added = false;
};

} // namespace sightglass::gui
