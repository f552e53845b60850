// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/palettehints.h"

#include "theme/painting.h"

#include <QPainter>

namespace sightglass::gui {

namespace {

constexpr qreal kBetweenCaps = 6;
constexpr qreal kBetweenHints = 18;

/// "Ctrl+K" is two caps, "G O" as well; the plus of "Ctrl++" is one.
QStringList capsOf(const QString& keys)
{
    QStringList caps;
    for (const QString& chord : keys.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const bool isPlus = chord.endsWith(QLatin1Char('+'));
        caps += (isPlus ? chord.chopped(1) : chord).split(QLatin1Char('+'), Qt::SkipEmptyParts);
        if (isPlus)
            caps += QStringLiteral("+");
    }
    return caps;
}

} // namespace

qreal drawKeyCaps(QPainter& painter, const QRectF& rect, const QString& keys, const theme::Tokens& t)
{
    QStringList caps = capsOf(keys);
    QRectF room = rect;
    while (!caps.isEmpty())
        room.setRight(room.right() - theme::drawKeyCap(painter, room, caps.takeLast(), t) - kBetweenCaps);
    return rect.right() - room.right();
}

PaletteHints::PaletteHints(QWidget* parent)
    : ThemedWidget(parent)
    , m_hints{{{QStringLiteral("↑"), QStringLiteral("↓")}, tr("choose")},
              {{tr("Enter")}, tr("open")},
              {{tr("Ctrl Enter")}, tr("new window")},
              {{QStringLiteral(">")}, tr("actions")}}
{
    QStringList spoken;
    for (const Hint& hint : m_hints)
        spoken.append(hint.keys.join(QLatin1Char(' ')) + QLatin1Char(' ') + hint.text);
    setAccessibleName(spoken.join(QStringLiteral(", ")));
}

void PaletteHints::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    theme::horizontalLine(painter, 0, width(), 0, t().line.line);
    const QFont font = t().font(theme::Role::Caption);
    qreal x = 18;
    for (const Hint& hint : m_hints) {
        for (const QString& key : hint.keys) {
            const qreal cap = theme::keyCapWidth(key, t());
            theme::drawKeyCap(painter, QRectF(x, 0, cap, height()), key, t());
            x += cap + kBetweenCaps;
        }
        const qreal words = QFontMetricsF(font).horizontalAdvance(hint.text);
        theme::drawLine(painter, QRectF(x, 0, words + 2, height()), hint.text, font, t().text.text2, Qt::AlignLeft,
                        Qt::ElideNone);
        x += words + kBetweenHints;
    }
}

} // namespace sightglass::gui
