// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/fonts.h"

#include <algorithm>

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QHash>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace sightglass::theme {
namespace {

enum class Family { Text, Display, Mono };

struct TypeRow
{
    Role role;
    qreal points;
    int weight;
    int line;
    Family family;
    qreal spacing; // px
};

// README §2, the table of type. FigureUnit is the 15 px unit behind a figure.
constexpr std::array kTypes{
    TypeRow{Role::Caption, 8.25, 400, 16, Family::Text, 0},
    TypeRow{Role::CaptionMedium, 8.25, 500, 16, Family::Text, 0},
    TypeRow{Role::CaptionStrong, 8.25, 600, 16, Family::Text, 0},
    TypeRow{Role::Small, 9, 400, 16, Family::Text, 0},
    TypeRow{Role::SmallMedium, 9, 500, 16, Family::Text, 0},
    TypeRow{Role::Body, 9.75, 400, 20, Family::Text, 0},
    TypeRow{Role::Label, 9.75, 500, 20, Family::Text, 0},
    TypeRow{Role::Strong, 9.75, 600, 20, Family::Text, 0},
    TypeRow{Role::Lead, 11.25, 400, 24, Family::Text, 0},
    TypeRow{Role::LeadStrong, 11.25, 600, 24, Family::Text, 0},
    TypeRow{Role::Title, 12, 600, 24, Family::Display, -0.1},
    TypeRow{Role::Heading, 16.5, 600, 28, Family::Display, -0.2},
    TypeRow{Role::Figure, 16.5, 600, 28, Family::Display, -0.2},
    TypeRow{Role::FigureUnit, 11.25, 600, 28, Family::Display, 0},
    TypeRow{Role::FigureLarge, 33, 600, 52, Family::Display, -0.8},
    TypeRow{Role::Wall, 99, 600, 132, Family::Display, -2},
    TypeRow{Role::Mono, 9, 400, 18, Family::Mono, 0},
    TypeRow{Role::MonoStrong, 9, 700, 18, Family::Mono, 0},
};

const TypeRow& rowOf(Role role)
{
    return *std::find_if(kTypes.begin(), kTypes.end(), [role](const TypeRow& row) { return row.role == role; });
}

QStringList familiesOf(Family family, bool preferSystem)
{
    const QString general = QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
    if (family == Family::Mono) {
        const QString fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont).family();
        return preferSystem ? QStringList{fixed} : QStringList{u"Hack"_s, fixed};
    }
    if (preferSystem)
        return {general};
    if (family == Family::Display)
        return {u"Inter Display"_s, u"Inter"_s, general};
    return {u"Inter"_s, general};
}

qreal widestDigit(const QFont& font)
{
    static QHash<QString, qreal> cache;
    const QString key = font.key();
    const auto found = cache.constFind(key);
    if (found != cache.constEnd())
        return *found;
    const QFontMetricsF metrics(font);
    qreal widest = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        widest = std::max(widest, metrics.horizontalAdvance(QChar(digit)));
    cache.insert(key, widest);
    return widest;
}

} // namespace

QFont fontOf(Role role, qreal scale, bool preferSystem)
{
    constexpr qreal kSmallestPoints = 8.25; // 11 px
    const TypeRow& row = rowOf(role);
    QFont font;
    font.setFamilies(familiesOf(row.family, preferSystem));
    font.setPointSizeF(std::max(row.points * scale, kSmallestPoints));
    font.setWeight(static_cast<QFont::Weight>(row.weight));
    // Without hinting glyphs keep their drawn widths, so that text does not change its length between scales.
    font.setHintingPreference(QFont::PreferNoHinting);
    if (row.spacing != 0)
        font.setLetterSpacing(QFont::AbsoluteSpacing, row.spacing * scale);
    if (row.family == Family::Mono)
        font.setStyleHint(QFont::Monospace);
    return font;
}

qreal lineHeightOf(Role role)
{
    return rowOf(role).line;
}

void drawFigures(QPainter& painter, QPointF baseline, QStringView text)
{
    const QFontMetricsF metrics(painter.font());
    const qreal cell = widestDigit(painter.font());
    for (const QChar c : text) {
        const qreal own = metrics.horizontalAdvance(c);
        const qreal width = c.isDigit() ? cell : own;
        painter.drawText(QPointF(baseline.x() + (width - own) / 2, baseline.y()), QString(c));
        baseline.rx() += width;
    }
}

qreal figuresWidth(const QFont& font, QStringView text)
{
    const QFontMetricsF metrics(font);
    const qreal cell = widestDigit(font);
    qreal width = 0;
    for (const QChar c : text)
        width += c.isDigit() ? cell : metrics.horizontalAdvance(c);
    return width;
}

} // namespace sightglass::theme
