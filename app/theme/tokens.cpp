// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/tokens.h"

#include "theme/fonts.h"
#include "theme/tokenreader.h"

#include <QApplication>
#include <QStyle>
#include <QWidget>

namespace sightglass::theme {

QFont Tokens::font(Role role) const
{
    return fontOf(role, textScale, preferSystemFonts);
}

int Tokens::lineHeight(Role role) const
{
    return px(lineHeightOf(role));
}

int Tokens::px(qreal pixels) const
{
    return qRound(pixels * textScale);
}

const Tokens& tokens(const QWidget* widget)
{
    if (widget != nullptr) {
        if (const auto* holder = dynamic_cast<const TokenHolder*>(widget->style()))
            return holder->currentTokens();
    }
    if (qApp != nullptr) {
        if (const auto* holder = dynamic_cast<const TokenHolder*>(QApplication::style()))
            return holder->currentTokens();
    }
    static const Tokens light = readTokens(false);
    return light;
}

} // namespace sightglass::theme
