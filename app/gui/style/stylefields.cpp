// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/style/controlkinds.h"
#include "gui/style/stylepainting.h"
#include "theme/icons.h"
#include "theme/painting.h"

#include <QPainter>
#include <QStyleOptionComboBox>
#include <QStyleOptionProgressBar>
#include <QStyleOptionSlider>

using namespace Qt::StringLiterals;

namespace sightglass::gui {
void StylePainter::fieldFrame(const QStyleOption& option, bool focused) const
{
    const bool enabled = is(option, QStyle::State_Enabled);
    QColor line = enabled ? tokens.line.field : tokens.line.line;
    if (isFaulty(widget))
        line = tokens.state.negative;
    else if (focused)
        line = tokens.line.focus;
    theme::roundedBox(painter, option.rect, tokens.radius.control,
                      enabled ? tokens.surface.panel : tokens.surface.sunken, line, focused ? 2 : 1);
}

void StylePainter::comboBox(const QStyleOptionComboBox& option) const
{
    if (option.editable) {
        fieldFrame(option, is(option, QStyle::State_HasFocus));
    } else {
        const bool focused = is(option, QStyle::State_HasFocus) && is(option, QStyle::State_KeyboardFocusChange);
        const QColor ground = is(option, QStyle::State_Sunken) || is(option, QStyle::State_On) ? tokens.surface.pressed
                              : is(option, QStyle::State_MouseOver)                            ? tokens.surface.hover
                                                                                               : tokens.surface.panel;
        theme::roundedBox(painter, option.rect, tokens.radius.control,
                          is(option, QStyle::State_Enabled) ? ground : QColor(),
                          focused                             ? tokens.line.focus
                          : is(option, QStyle::State_Enabled) ? tokens.line.lineStrong
                                                              : tokens.line.line,
                          focused ? 2 : 1);
    }
    const bool mirrored = option.direction == Qt::RightToLeft;
    const qreal side = tokens.px(16);
    const QRectF rect = option.rect;
    const QRectF arrow(mirrored ? rect.left() + 7 : rect.right() - side - 7, rect.center().y() - side / 2, side, side);
    theme::paintIcon(painter, arrow, u"chevron-down"_s,
                     is(option, QStyle::State_Enabled) ? tokens.text.text3 : tokens.text.disabled);
}

void StylePainter::comboLabel(const QStyleOptionComboBox& option) const
{
    if (option.editable)
        return;
    QRectF rect = QRectF(option.rect).adjusted(10, 0, -tokens.px(16) - 10, 0);
    if (option.direction == Qt::RightToLeft)
        rect = QRectF(option.rect).adjusted(tokens.px(16) + 10, 0, -10, 0);
    if (!option.currentIcon.isNull()) {
        const qreal side = tokens.px(16);
        option.currentIcon.paint(&painter, QRectF(rect.left(), rect.center().y() - side / 2, side, side).toRect());
        rect.setLeft(rect.left() + side + 6);
    }
    theme::drawLine(painter, rect, option.currentText, tokens.font(theme::Role::Label),
                    is(option, QStyle::State_Enabled) ? tokens.text.text : tokens.text.disabled,
                    option.direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft);
}

/// A field like any other, with two arrows at its end.
void StylePainter::spinBox(const QStyleOptionSpinBox& option) const
{
    fieldFrame(option, is(option, QStyle::State_HasFocus));
    const auto arrow = [&](QStyle::SubControl part, QAbstractSpinBox::StepEnabledFlag step, bool isUp) {
        const QRectF place = style->subControlRect(QStyle::CC_SpinBox, &option, part, widget);
        const bool isOn = is(option, QStyle::State_Enabled) && option.stepEnabled.testFlag(step);
        const bool isNear = isOn && option.activeSubControls.testFlag(part);
        const qreal side = tokens.px(12);
        painter.save();
        painter.translate(place.center());
        if (isUp)
            painter.rotate(180);
        theme::paintIcon(painter, QRectF(-side / 2, -side / 2, side, side), u"chevron-down"_s,
                         isNear ? tokens.text.text
                         : isOn ? tokens.text.text3
                                : tokens.text.disabled);
        painter.restore();
    };
    arrow(QStyle::SC_SpinBoxUp, QAbstractSpinBox::StepUpEnabled, true);
    arrow(QStyle::SC_SpinBoxDown, QAbstractSpinBox::StepDownEnabled, false);
}

void StylePainter::scrollBar(const QStyleOptionSlider& option) const
{
    if (option.maximum <= option.minimum)
        return;
    const QRectF slider = style->subControlRect(QStyle::CC_ScrollBar, &option, QStyle::SC_ScrollBarSlider, widget);
    const bool near = is(option, QStyle::State_MouseOver) || is(option, QStyle::State_Sunken);
    const qreal thick = near ? 10 : 6;
    QRectF thumb = slider;
    if (option.orientation == Qt::Vertical)
        thumb = QRectF(slider.right() - thick, slider.top() + 1, thick - 1, slider.height() - 2);
    else
        thumb = QRectF(slider.left() + 1, slider.bottom() - thick, slider.width() - 2, thick - 1);
    theme::roundedBox(painter, thumb, thick / 2,
                      is(option, QStyle::State_Sunken) ? tokens.line.field : tokens.line.lineStrong);
}

void StylePainter::progress(const QStyleOption& option) const
{
    const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(&option);
    if (bar == nullptr)
        return;
    const QRectF track(bar->rect.left(), bar->rect.center().y() - 2, bar->rect.width(), 4);
    theme::roundedBox(painter, track, 2, tokens.surface.pressed);
    const qreal span = std::max(1, bar->maximum - bar->minimum);
    const qreal part = std::clamp((bar->progress - bar->minimum) / span, 0.0, 1.0);
    theme::roundedBox(painter, QRectF(track.topLeft(), QSizeF(track.width() * part, 4)), 2, tokens.accent.accent);
}

} // namespace sightglass::gui
