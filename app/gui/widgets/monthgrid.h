// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/themedwidget.h"

#include <QDate>

namespace sightglass::gui {

/// One month of days, the locale's first weekday first. Two clicks choose a span; arrows move, Enter takes an end. Days
/// after the last allowed one are off; compared days are underlined in grey. GUI thread; owned by the range popup.
class MonthGrid final : public ThemedWidget
{
    Q_OBJECT

public:
    explicit MonthGrid(QWidget* parent = nullptr);
    void setMonth(const QDate& anyDay);
    [[nodiscard]] QDate month() const { return m_month; }
    void setSpan(const QDate& from, const QDate& to);
    void setCompared(const QDate& from, const QDate& to);
    void setLastDay(const QDate& last);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void dayClicked(const QDate& day);
    void hoverChanged(const QDate& day);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] QDate firstShown() const;
    [[nodiscard]] QRectF cellRect(int index) const;
    void paintDay(QPainter& painter, const QDate& day, const QRectF& cell) const;

    QDate m_month;
    QDate m_from, m_to;
    QDate m_comparedFrom, m_comparedTo;
    QDate m_last;
    QDate m_cursor;
};

} // namespace sightglass::gui
