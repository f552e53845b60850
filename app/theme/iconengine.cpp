// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/iconengine.h"

#include "theme/icons.h"
#include "theme/tokens.h"

#include <QPainter>

namespace sightglass::theme {
namespace {

QColor colorOf(QIcon::Mode mode)
{
    const Tokens& t = tokens();
    switch (mode) {
    case QIcon::Disabled: return t.text.disabled;
    case QIcon::Active: return t.text.text;
    case QIcon::Selected: return t.accent.accent;
    case QIcon::Normal: break;
    }
    return t.text.text2;
}

} // namespace

IconEngine::IconEngine(QString name)
    : m_name(std::move(name))
{
}

void IconEngine::paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State)
{
    paintIcon(*painter, rect, m_name, colorOf(mode));
}

QPixmap IconEngine::pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state)
{
    return scaledPixmap(size, mode, state, 1);
}

QPixmap IconEngine::scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal scale)
{
    // Qt hands over device pixels here and sets the ratio on the answer itself.
    QPixmap picture = iconPixmap(m_name, std::min(size.width(), size.height()) / scale, scale, colorOf(mode));
    return picture;
}

QList<QSize> IconEngine::availableSizes(QIcon::Mode, QIcon::State)
{
    return {QSize(14, 14), QSize(16, 16), QSize(18, 18), QSize(20, 20)};
}

QIconEngine* IconEngine::clone() const
{
    return new IconEngine(m_name);
}

} // namespace sightglass::theme
