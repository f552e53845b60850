// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/switchbutton.h"

#include "theme/painting.h"

#include <QPainter>

namespace sightglass::gui {

SwitchButton::SwitchButton(const QString& name, QWidget* parent)
    : ThemedButton(parent)
{
    setCheckable(true);
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize SwitchButton::sizeHint() const
{
    return {t().px(34), t().px(24)};
}

void SwitchButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const qreal high = t().px(18);
    const qreal wide = t().px(30);
    const QRectF box((width() - wide) / 2, (height() - high) / 2, wide, high);
    const qreal knob = high - 4;
    if (isChecked()) {
        theme::roundedBox(painter, box, high / 2, isEnabled() ? t().accent.accent : t().surface.pressed);
        theme::roundedBox(painter, QRectF(box.right() - knob - 2, box.top() + 2, knob, knob), knob / 2,
                          isEnabled() ? t().text.onAccent : t().text.disabled);
    } else {
        theme::roundedBox(painter, box, high / 2, isHovered() ? t().surface.hover : t().surface.panel, t().line.field);
        theme::roundedBox(painter, QRectF(box.left() + 2, box.top() + 2, knob, knob), knob / 2,
                          isEnabled() ? t().line.field : t().text.disabled);
    }
    if (showsRing())
        theme::roundedBox(painter, rect(), height() / 2.0, QColor(), t().line.focus, 2);
}

} // namespace sightglass::gui
