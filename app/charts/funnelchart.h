// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartwidget.h"
#include "charts/tablesource.h"

#include <optional>

namespace sightglass::charts {

/// A step of a funnel as it is drawn.
struct FunnelBar
{
    QString name;
    qint64 count = 0;
    qint64 lost = 0;                ///< Who took the step before, but not this one.
    std::optional<double> share;    ///< Of those who started, 0–1.
    std::optional<double> stepRate; ///< Of the step before.
    QString time;                   ///< Median from the step before, as it reads; may be empty.
};

/// A bar of the chart, or the hatched loss above it.
struct FunnelPart
{
    int step = -1; ///< From 0; below: none.
    bool isLost = false;
    bool operator==(const FunnelPart&) const = default;
};

/// A funnel (ui README §6 "Funnel step"): a bar for each step, the loss hatched above it, flow between them; below the
/// axis count and share, and in the gap how many went on and how long it took. Each bar and each loss can be chosen: by
/// a click, or with ← → ↑ ↓ and Enter. GUI thread; owned by its parent.
class FunnelChart final : public ChartWidget, public TableSource
{
    Q_OBJECT

public:
    explicit FunnelChart(QWidget* parent = nullptr);

    /// `unit` says who is counted: "people", "visits".
    void setBars(const std::vector<FunnelBar>& bars, const QString& unit);
    [[nodiscard]] const std::vector<FunnelBar>& bars() const { return m_bars; }
    [[nodiscard]] FunnelPart chosen() const { return m_chosen; }
    /// Does not emit.
    void setChosen(FunnelPart part);
    /// Old numbers stay at 60 % while new ones are on their way.
    void setStale(bool stale);
    /// Empty when the part is not drawn.
    [[nodiscard]] QRectF rectOf(FunnelPart part) const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QString spokenSummary() const override;
    [[nodiscard]] ChartTable spokenTable() const override;

Q_SIGNALS:
    void partChosen(const sightglass::charts::FunnelPart& part);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] QRectF column(int step) const;
    [[nodiscard]] qreal heightOf(qint64 count) const;
    [[nodiscard]] FunnelPart partAt(const QPointF& at) const;
    [[nodiscard]] QString wordsOf(FunnelPart part) const;
    void paintFlow(QPainter& painter, int step) const;
    void paintBar(QPainter& painter, int step) const;
    void paintWords(QPainter& painter, int step) const;
    void setCursorPart(FunnelPart part);
    void choose(FunnelPart part);

    std::vector<FunnelBar> m_bars;
    QString m_unit;
    FunnelPart m_chosen;
    FunnelPart m_hovered;
    FunnelPart m_cursor; ///< Of the keyboard.
    bool m_ring = false;
    bool m_isStale = false;
};

} // namespace sightglass::charts
