// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/monthgrid.h"

#include "theme/painting.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

namespace sightglass::gui {
namespace {

constexpr int kWeeks = 6;

// Some locales number their days in the narrow form; a letter reads better.
QString weekday(int day)
{
    const QString narrow = QLocale().dayName(day, QLocale::NarrowFormat);
    return narrow.isEmpty() || narrow.at(0).isDigit() ? QLocale().dayName(day, QLocale::ShortFormat).left(1) : narrow;
}

} // namespace

MonthGrid::MonthGrid(QWidget* parent)
    : ThemedWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void MonthGrid::setMonth(const QDate& anyDay)
{
    m_month = QDate(anyDay.year(), anyDay.month(), 1);
    setAccessibleName(QLocale().toString(m_month, QStringLiteral("MMMM yyyy")));
    update();
}

void MonthGrid::setSpan(const QDate& from, const QDate& to)
{
    m_from = from;
    m_to = to;
    m_cursor = to;
    update();
}

void MonthGrid::setCompared(const QDate& from, const QDate& to)
{
    m_comparedFrom = from;
    m_comparedTo = to;
    update();
}

void MonthGrid::setLastDay(const QDate& last)
{
    m_last = last;
}

QSize MonthGrid::sizeHint() const
{
    return {t().px(26) * 7, t().px(24) * (kWeeks + 1)};
}

QDate MonthGrid::firstShown() const
{
    const int first = static_cast<int>(QLocale().firstDayOfWeek());
    return m_month.addDays(-((m_month.dayOfWeek() - first + 7) % 7));
}

QRectF MonthGrid::cellRect(int index) const
{
    const qreal wide = t().px(26);
    const qreal high = t().px(24);
    const int column = layoutDirection() == Qt::RightToLeft ? 6 - index % 7 : index % 7;
    return {column * wide, (index / 7 + 1) * high, wide, high};
}

void MonthGrid::paintDay(QPainter& painter, const QDate& day, const QRectF& cell) const
{
    const bool edge = day == m_from || day == m_to;
    const bool inside = m_from.isValid() && day >= m_from && day <= m_to;
    const bool off = m_last.isValid() && day > m_last;
    if (inside)
        painter.fillRect(theme::snapped(painter, cell), t().surface.selected);
    if (edge)
        theme::roundedBox(painter, cell, t().radius.chip, t().accent.accent);
    const QColor ink = edge                             ? t().text.onAccent
                       : off                            ? t().text.disabled
                       : day.month() == m_month.month() ? t().text.text
                                                        : t().text.text3;
    const QFont font = t().font(edge ? theme::Role::CaptionStrong : theme::Role::Caption);
    theme::drawNumber(painter, cell, QString::number(day.day()), font, ink, Qt::AlignHCenter);
    if (m_comparedFrom.isValid() && day >= m_comparedFrom && day <= m_comparedTo)
        theme::horizontalLine(painter, cell.left() + 6, cell.right() - 6, cell.bottom() - 4, t().chart.compare);
    if (hasFocus() && day == m_cursor)
        theme::roundedBox(painter, cell, t().radius.chip, QColor(), t().line.focus, 2);
}

void MonthGrid::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QDate first = firstShown();
    for (int column = 0; column < 7; ++column) {
        const QRectF head = cellRect(column).translated(0, -t().px(24));
        theme::drawLine(painter, head, weekday(first.addDays(column).dayOfWeek()), t().font(theme::Role::Caption),
                        t().text.text3, Qt::AlignHCenter, Qt::ElideNone);
    }
    for (int i = 0; i < kWeeks * 7; ++i) {
        const QDate day = first.addDays(i);
        if (day.month() == m_month.month())
            paintDay(painter, day, cellRect(i));
    }
}

void MonthGrid::mouseReleaseEvent(QMouseEvent* event)
{
    const QDate first = firstShown();
    for (int i = 0; i < kWeeks * 7; ++i) {
        const QDate day = first.addDays(i);
        if (cellRect(i).contains(event->position()) && day.month() == m_month.month() &&
            !(m_last.isValid() && day > m_last)) {
            m_cursor = day;
            Q_EMIT dayClicked(day);
            return;
        }
    }
}

void MonthGrid::keyPressEvent(QKeyEvent* event)
{
    if (!m_cursor.isValid())
        m_cursor = m_month;
    const int forward = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Left: m_cursor = m_cursor.addDays(-forward); break;
    case Qt::Key_Right: m_cursor = m_cursor.addDays(forward); break;
    case Qt::Key_Up: m_cursor = m_cursor.addDays(-7); break;
    case Qt::Key_Down: m_cursor = m_cursor.addDays(7); break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space: Q_EMIT dayClicked(m_cursor); return;
    default: ThemedWidget::keyPressEvent(event); return;
    }
    if (m_last.isValid() && m_cursor > m_last)
        m_cursor = m_last;
    if (m_cursor.month() != m_month.month())
        setMonth(m_cursor);
    Q_EMIT hoverChanged(m_cursor);
    update();
}

} // namespace sightglass::gui
