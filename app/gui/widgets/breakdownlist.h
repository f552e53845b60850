// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/tablesource.h"
#include "gui/widgets/themedwidget.h"

#include <vector>

namespace sightglass::gui {

struct BreakdownRow
{
    QString key; ///< What is filtered by; the caller's.
    QString label;
    QString value;   ///< Formatted.
    QString share;   ///< "38.4%", or empty.
    double part = 0; ///< 0–1, length of the bar.
    QString icon;    ///< Optional.
    bool operator==(const BreakdownRow&) const = default;
};

/// Rows of 28 with a bar behind the label. Click filters, right click excludes, double click opens, Ctrl+C copies;
/// arrows or J K move, Enter filters, Alt+Enter excludes. Paints all rows itself; those that do not fit are not shown.
/// Told to assistive technology as a table. GUI thread; owned by its panel.
class BreakdownList final : public ThemedWidget, public charts::TableSource
{
    Q_OBJECT

public:
    explicit BreakdownList(QWidget* parent = nullptr);
    void setRows(const std::vector<BreakdownRow>& rows);
    [[nodiscard]] const std::vector<BreakdownRow>& rows() const { return m_rows; }
    [[nodiscard]] int currentRow() const { return m_current; }
    void setCurrentRow(int row);
    /// Old numbers stay at 60 % while new ones are on their way.
    void setStale(bool stale);
    [[nodiscard]] QRectF rowRect(int row) const;
    /// 0 when no row has a share, so that bars reach further.
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QString spokenSummary() const override;
    [[nodiscard]] charts::ChartTable spokenTable() const override;
    /// For a menu: puts the row on the clipboard.
    void copyRow(int row) const;

Q_SIGNALS:
    void filterRequested(int row);
    void excludeRequested(int row);
    void opened(int row);
    void menuRequested(int row, const QPoint& globalPosition);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void paintRow(QPainter& painter, int row) const;
    [[nodiscard]] int rowAt(const QPointF& position) const;
    void move(int by);

    std::vector<BreakdownRow> m_rows;
    int m_current = -1;
    int m_hovered = -1;
    int m_pressed = -1;
    bool m_stale = false;
    bool m_ring = false;
    bool m_hasShares = false;
};

} // namespace sightglass::gui
