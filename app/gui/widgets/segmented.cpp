// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/segmented.h"

#include "theme/painting.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace sightglass::gui {

Segmented::Segmented(const QStringList& choices, QWidget* parent)
    : ThemedWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setChoices(choices);
}

void Segmented::setChoices(const QStringList& choices)
{
    m_segments.clear();
    for (const QString& choice : choices)
        m_segments.push_back({choice, {}});
    m_current = 0;
    describe();
    themeChanged();
}

void Segmented::setCount(int index, const QString& count)
{
    m_segments.at(static_cast<std::size_t>(index)).count = count;
    themeChanged();
}

void Segmented::setCurrent(int index)
{
    m_current = index;
    describe();
    update();
}

void Segmented::describe()
{
    const auto at = static_cast<std::size_t>(m_current);
    setAccessibleDescription(at < m_segments.size() ? tr("%1 chosen").arg(m_segments[at].text) : QString());
}

qreal Segmented::widthOf(const Segment& segment) const
{
    QFont font = t().font(theme::Role::SmallMedium);
    font.setWeight(QFont::DemiBold);
    const qreal text = std::ceil(QFontMetricsF(font).horizontalAdvance(segment.text));
    return text + 20 + (segment.count.isEmpty() ? 0 : std::ceil(theme::figuresWidth(font, segment.count)) + 8);
}

QSize Segmented::sizeHint() const
{
    qreal width = 2;
    for (const Segment& segment : m_segments)
        width += widthOf(segment);
    return {qRound(width), t().px(26)};
}

int Segmented::at(const QPointF& position) const
{
    qreal x = 1;
    for (std::size_t i = 0; i < m_segments.size(); ++i) {
        x += widthOf(m_segments[i]);
        if (position.x() < x)
            return static_cast<int>(i);
    }
    return -1;
}

void Segmented::choose(int index)
{
    if (index < 0 || index >= static_cast<int>(m_segments.size()) || index == m_current)
        return;
    setCurrent(index);
    Q_EMIT chosen(index);
}

void Segmented::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRectF box = rect();
    theme::roundedBox(painter, box, t().radius.control, t().surface.sunken, t().line.lineStrong);
    QPainterPath inside;
    inside.addRoundedRect(box.adjusted(1, 1, -1, -1), t().radius.control - 1, t().radius.control - 1);
    painter.setRenderHint(QPainter::Antialiasing);
    qreal x = 1;
    for (std::size_t i = 0; i < m_segments.size(); ++i) {
        const Segment& segment = m_segments[i];
        const QRectF cell(x, 1, widthOf(segment), box.height() - 2);
        x += cell.width();
        const bool on = static_cast<int>(i) == m_current;
        if (on || static_cast<int>(i) == m_hovered) {
            QPainterPath part;
            part.addRect(cell);
            painter.fillPath(inside.intersected(part), !on        ? t().surface.hover
                                                       : t().dark ? t().surface.pressed
                                                                  : t().surface.panel);
        }
        if (i + 1 < m_segments.size())
            theme::verticalLine(painter, cell.right() - 1, 1, box.height() - 1, t().line.line);
        QFont font = t().font(theme::Role::SmallMedium);
        if (on)
            font.setWeight(QFont::DemiBold);
        const qreal count = segment.count.isEmpty() ? 0 : theme::figuresWidth(font, segment.count) + 8;
        theme::drawLine(painter, cell.adjusted(0, 0, -count, 0), segment.text, font,
                        on ? t().text.text : t().text.text2, Qt::AlignHCenter, Qt::ElideNone);
        if (count > 0)
            theme::drawNumber(painter, cell.adjusted(0, 0, -9, 0), segment.count, font, t().mark.text);
    }
    if (m_ring)
        theme::roundedBox(painter, box, t().radius.control, QColor(), t().line.focus, 2);
}

void Segmented::mousePressEvent(QMouseEvent* event)
{
    choose(at(event->position()));
}

void Segmented::mouseMoveEvent(QMouseEvent* event)
{
    m_hovered = at(event->position());
    update();
}

void Segmented::leaveEvent(QEvent*)
{
    m_hovered = -1;
    update();
}

void Segmented::keyPressEvent(QKeyEvent* event)
{
    const int forward = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    if (event->key() == Qt::Key_Right)
        choose(m_current + forward);
    else if (event->key() == Qt::Key_Left)
        choose(m_current - forward);
    else
        ThemedWidget::keyPressEvent(event);
}

void Segmented::focusInEvent(QFocusEvent* event)
{
    m_ring = event->reason() != Qt::MouseFocusReason;
    update();
}

void Segmented::focusOutEvent(QFocusEvent*)
{
    m_ring = false;
    update();
}

} // namespace sightglass::gui
