// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/style/controlkinds.h"
#include "gui/style/stylepainting.h"
#include "theme/icons.h"
#include "theme/painting.h"

#include <QFontMetricsF>
#include <QStyleOptionButton>

using namespace Qt::StringLiterals;

namespace sightglass::gui {
namespace {

struct ButtonInk
{
    QColor fill, border, text;
};

ButtonInk strongInk(const QStyleOption& o, const theme::Tokens& t, const QColor& rest, const QColor& over,
                    const QColor& down)
{
    if (!is(o, QStyle::State_Enabled))
        return {t.surface.pressed, QColor(), t.text.disabled};
    const QColor fill = is(o, QStyle::State_Sunken) ? down : is(o, QStyle::State_MouseOver) ? over : rest;
    return {fill, QColor(), t.text.onAccent};
}

ButtonInk plainInk(const QStyleOption& o, const theme::Tokens& t, bool quiet)
{
    if (!is(o, QStyle::State_Enabled))
        return {QColor(), quiet ? QColor() : t.line.line, t.text.disabled};
    const bool down = is(o, QStyle::State_Sunken) || is(o, QStyle::State_On);
    const QColor ground = down                             ? t.surface.pressed
                          : is(o, QStyle::State_MouseOver) ? t.surface.hover
                          : quiet                          ? QColor()
                                                           : t.surface.panel;
    const QColor text = quiet && !down && !is(o, QStyle::State_MouseOver) ? t.text.text2 : t.text.text;
    return {ground, quiet ? QColor() : t.line.lineStrong, text};
}

ButtonInk inkOf(const QStyleOption& o, const theme::Tokens& t, ButtonKind kind)
{
    switch (kind) {
    case ButtonKind::Primary: return strongInk(o, t, t.accent.accent, t.accent.hover, t.accent.pressed);
    case ButtonKind::Danger:
        return strongInk(o, t, t.state.negative, theme::mixed(t.state.negative, t.text.text, 0.15),
                         theme::mixed(t.state.negative, t.text.text, 0.3));
    case ButtonKind::Quiet: return plainInk(o, t, true);
    case ButtonKind::Plain: break;
    }
    return plainInk(o, t, false);
}

theme::Role labelRole(ControlSize size)
{
    return size == ControlSize::Small ? theme::Role::SmallMedium : theme::Role::Label;
}

} // namespace

void StylePainter::pushButtonBevel(const QStyleOptionButton& option) const
{
    const ButtonInk ink = inkOf(option, tokens, buttonKind(widget));
    // The ring needs 4 px around the control; the widget has them (see sizeFromContents), so it never covers a
    // neighbour.
    const bool ring = is(option, QStyle::State_HasFocus) && is(option, QStyle::State_KeyboardFocusChange);
    const QRectF box = option.rect;
    theme::roundedBox(painter, box, tokens.radius.control, ink.fill, ink.border);
    if (ring) {
        const QColor gap = buttonKind(widget) == ButtonKind::Primary ? tokens.text.onAccent : tokens.surface.panel;
        theme::roundedBox(painter, box, tokens.radius.control, QColor(), tokens.line.focus, 2);
        theme::roundedBox(painter, box.adjusted(2, 2, -2, -2), tokens.radius.control - 2, QColor(), gap, 1);
    }
}

void StylePainter::pushButtonLabel(const QStyleOptionButton& option) const
{
    const ControlSize size = controlSize(widget);
    const ButtonKind kind = buttonKind(widget);
    const ButtonInk ink = inkOf(option, tokens, kind);
    const QFont font = tokens.font(labelRole(size));
    QString text = option.text;
    text.remove(u'&');
    const QString keys = keyHint(widget);
    const qreal side = option.icon.isNull() ? 0 : tokens.px(16);
    const qreal gap = side > 0 && !text.isEmpty() ? 6 : 0;
    const qreal textWidth = text.isEmpty() ? 0 : std::ceil(QFontMetricsF(font).horizontalAdvance(text)) + 1;
    const qreal keyWidth = keys.isEmpty() ? 0 : theme::keyCapWidth(keys, tokens) + 8;
    const qreal menuWidth = option.features.testFlag(QStyleOptionButton::HasMenu) ? tokens.px(18) : 0;
    const QRectF inside = QRectF(option.rect).adjusted(6, 0, -6, 0);
    qreal x = std::max(inside.left(), inside.center().x() - (side + gap + textWidth + keyWidth + menuWidth) / 2);
    const bool strong = kind == ButtonKind::Primary || kind == ButtonKind::Danger;
    if (side > 0) {
        const QRectF place(x, inside.center().y() - side / 2, side, side);
        const QColor color = strong || !is(option, QStyle::State_Enabled) ? ink.text : tokens.text.text2;
        if (const QString name = option.icon.name(); !name.isEmpty())
            theme::paintIcon(painter, place, name, color);
        else
            option.icon.paint(&painter, place.toRect());
        x += side + gap;
    }
    theme::drawLine(painter, QRectF(x, inside.top(), std::min(textWidth, inside.right() - x), inside.height()), text,
                    font, ink.text);
    x += textWidth + keyWidth;
    if (!keys.isEmpty())
        theme::drawKeyCap(painter, QRectF(inside.left(), inside.top(), x - inside.left(), inside.height()), keys,
                          tokens, strong ? tokens.text.onAccent : QColor());
    if (menuWidth > 0)
        theme::paintIcon(painter, QRectF(x + 4, inside.center().y() - 7, 14, 14), u"chevron-down"_s, ink.text);
}

void StylePainter::toolButton(const QStyleOptionToolButton& option) const
{
    const ButtonInk ink = plainInk(option, tokens, true);
    theme::roundedBox(painter, option.rect, tokens.radius.control, ink.fill);
    if (is(option, QStyle::State_HasFocus) && is(option, QStyle::State_KeyboardFocusChange))
        theme::roundedBox(painter, option.rect, tokens.radius.control, QColor(), tokens.line.focus, 2);
    const qreal side = tokens.px(18);
    const bool textOnly = option.icon.isNull() || option.toolButtonStyle == Qt::ToolButtonTextOnly;
    QRectF inside = option.rect;
    if (!textOnly) {
        const bool alone = option.toolButtonStyle == Qt::ToolButtonIconOnly || option.text.isEmpty();
        const QRectF place(alone ? inside.center().x() - side / 2 : inside.left() + 6, inside.center().y() - side / 2,
                           side, side);
        const QColor color = is(option, QStyle::State_Enabled) ? tokens.text.text2 : tokens.text.disabled;
        if (const QString name = option.icon.name(); !name.isEmpty())
            theme::paintIcon(painter, place, name, color);
        else
            option.icon.paint(&painter, place.toRect());
        if (alone)
            return;
        inside.setLeft(place.right() + 6);
    }
    theme::drawLine(painter, inside, option.text, tokens.font(theme::Role::Label), ink.text,
                    textOnly ? Qt::AlignHCenter : Qt::AlignLeft);
}

void StylePainter::checkMark(const QStyleOption& option) const
{
    const bool on = is(option, QStyle::State_On) || is(option, QStyle::State_NoChange);
    const bool enabled = is(option, QStyle::State_Enabled);
    const QRectF box = option.rect;
    const QColor hover = is(option, QStyle::State_MouseOver) ? tokens.surface.hover : tokens.surface.panel;
    if (on) {
        theme::roundedBox(painter, box, tokens.radius.chip, enabled ? tokens.accent.accent : tokens.surface.pressed);
        const QColor ink = enabled ? tokens.text.onAccent : tokens.text.disabled;
        if (is(option, QStyle::State_NoChange))
            theme::horizontalLine(painter, box.left() + 4, box.right() - 4, box.center().y(), ink);
        else
            theme::paintIcon(painter, box.adjusted(2, 2, -2, -2), u"check"_s, ink);
    } else {
        theme::roundedBox(painter, box, tokens.radius.chip, enabled ? hover : QColor(),
                          enabled ? tokens.line.field : tokens.line.lineStrong, 1.5);
    }
    if (is(option, QStyle::State_HasFocus) && is(option, QStyle::State_KeyboardFocusChange))
        theme::roundedBox(painter, box.adjusted(-3, -3, 3, 3), tokens.radius.control, QColor(), tokens.line.focus, 2);
}

void StylePainter::radioMark(const QStyleOption& option) const
{
    const bool enabled = is(option, QStyle::State_Enabled);
    const QRectF box = option.rect;
    if (is(option, QStyle::State_On))
        theme::roundedBox(painter, box, box.width() / 2, tokens.dark ? tokens.text.onAccent : tokens.surface.panel,
                          enabled ? tokens.accent.accent : tokens.text.disabled, 5);
    else
        theme::roundedBox(painter, box, box.width() / 2,
                          is(option, QStyle::State_MouseOver) ? tokens.surface.hover : tokens.surface.panel,
                          enabled ? tokens.line.field : tokens.line.lineStrong, 1.5);
    if (is(option, QStyle::State_HasFocus) && is(option, QStyle::State_KeyboardFocusChange))
        theme::roundedBox(painter, box.adjusted(-3, -3, 3, 3), box.width(), QColor(), tokens.line.focus, 2);
}

} // namespace sightglass::gui
