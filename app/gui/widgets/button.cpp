// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/button.h"

#include "theme/icons.h"
#include "theme/painting.h"

#include <QPainter>
#include <QShortcut>

namespace sightglass::gui {

Button::Button(const QString& text, ButtonKind kind, QWidget* parent)
    : QPushButton(text, parent)
{
    setButtonKind(this, kind);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Button::setIconName(const QString& name)
{
    setIcon(theme::icon(name));
}

void Button::setKey(const QString& caption)
{
    setKeyHint(this, caption);
    setShortcut(QKeySequence(caption));
}

IconButton::IconButton(const QString& iconName, const QString& name, QWidget* parent)
    : QPushButton(parent)
{
    setIcon(theme::icon(iconName));
    setButtonKind(this, ButtonKind::Quiet);
    setAccessibleName(name);
    setToolTip(name);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize IconButton::sizeHint() const
{
    const int side = theme::tokens(this).px(28);
    return {side, side};
}

LinkButton::LinkButton(const QString& text, QWidget* parent)
    : QPushButton(text, parent)
{
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize LinkButton::sizeHint() const
{
    const theme::Tokens& t = theme::tokens(this);
    return {qRound(QFontMetricsF(t.font(theme::Role::Small)).horizontalAdvance(text())) + 6, t.px(24)};
}

void LinkButton::paintEvent(QPaintEvent*)
{
    const theme::Tokens& t = theme::tokens(this);
    QPainter painter(this);
    QFont font = t.font(theme::Role::Small);
    font.setUnderline(underMouse());
    theme::drawLine(painter, rect(), text(), font, underMouse() ? t.accent.hover : t.accent.accent);
    if (hasFocus())
        theme::roundedBox(painter, rect(), t.radius.chip, QColor(), t.line.focus, 2);
}

} // namespace sightglass::gui
