// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/lookrow.h"

#include "theme/icons.h"
#include "theme/painting.h"

#include <QPainter>

namespace sightglass::gui {

LookRow::LookRow(const QString& iconName, Ink ink, const QString& title, const QString& text, QWidget* parent)
    : ThemedButton(parent)
    , m_icon(iconName)
    , m_ink(ink)
    , m_second(text)
{
    setText(title);
    setAccessibleName(tr("%1. %2").arg(title, text));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void LookRow::setFirst(bool first)
{
    m_first = first;
    updateGeometry();
    update();
}

QSize LookRow::sizeHint() const
{
    return {300, t().px(m_first ? 45 : 52)};
}
QSize LookRow::minimumSizeHint() const
{
    return {140, sizeHint().height()};
}

void LookRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (isHovered())
        theme::roundedBox(painter, QRectF(rect()).adjusted(6, 1, -6, 0), t().radius.chip, t().surface.hover);
    if (!m_first)
        theme::horizontalLine(painter, 13, width() - 13, 0, t().line.grid);
    const qreal top = m_first ? 2 : 9;
    const qreal side = t().px(18);
    theme::paintIcon(painter, QRectF(14, top + 1, side, side), m_icon, inkColor(t(), m_ink));
    QRectF line(14 + side + 11, top, width() - 39 - side, t().px(18));
    theme::drawLine(painter, line, text(), t().font(theme::Role::Label), t().text.text);
    line.translate(0, t().px(18));
    theme::drawNumber(painter, line, m_second, t().font(theme::Role::Small), t().text.text3, Qt::AlignLeft);
    if (showsRing())
        theme::roundedBox(painter, QRectF(rect()).adjusted(6, 1, -6, 0), t().radius.chip, QColor(), t().line.focus, 2);
}

} // namespace sightglass::gui
