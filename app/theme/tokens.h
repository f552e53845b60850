// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

#include <QColor>
#include <QFont>

class QWidget;

namespace sightglass::theme {

struct SurfaceColors
{
    QColor window, sidebar, panel, sunken, raised, hover, pressed, selected, scrim, shadow, toast;
};

struct LineColors
{
    QColor line, lineStrong, field, grid, focus;
};

struct TextColors
{
    QColor text, text2, text3, disabled, onAccent, onToast;
};

struct AccentColors
{
    QColor accent, hover, pressed, tint;
};

struct MarkColors
{
    QColor text, line, tint;
};

struct StateColors
{
    QColor positive, positiveTint, negative, negativeTint, warning, warningTint, info, infoTint;
};

struct LevelColors
{
    QColor fatal, error, warning, info, debug;
};

struct ChartColors
{
    QColor compare, area, weekend, crosshair, bar, barHover;
};

struct CodeColors
{
    QColor background, text, keyword, string, number, comment, failing;
};

/// What a text is for; sizes, weights and line heights of each are in tokens.json.
enum class Role {
    Caption,
    CaptionMedium,
    CaptionStrong,
    Small,
    SmallMedium,
    Body,
    Label,
    Strong,
    Lead,
    LeadStrong,
    Title,
    Heading,
    Figure,
    FigureUnit,
    FigureLarge,
    Wall,
    Mono,
    MonoStrong
};

/// Corner radii, logical pixels (README §2).
struct Radii
{
    qreal bar = 2, cell = 3, chip = 4, control = 6, panel = 8, popup = 10;
};

/// Durations, milliseconds; all zero when motion is reduced.
struct Motion
{
    int quick = 90, base = 160, slow = 240;
};

/// Every colour, radius, duration and font of one theme. A value: made from tokens.json by `readTokens`, held by the
/// application's style, reached with `tokens(widget)`. Thread: any for reading; the style's copy belongs to the GUI
/// thread. Units: logical pixels at 96 dpi; colours as QColor. Source: resources/theme/tokens.json.
struct Tokens
{
    bool dark = false;
    bool highContrast = false;
    bool reducedMotion = false;
    bool preferSystemFonts = false;
    qreal textScale = 1; ///< system font size / 10 pt, times text zoom (0.8 to 2)

    SurfaceColors surface;
    LineColors line;
    TextColors text;
    AccentColors accent;
    MarkColors mark;
    StateColors state;
    LevelColors level;
    ChartColors chart;
    CodeColors code;
    std::array<QColor, 8> series;
    QColor seriesOther;
    std::array<QColor, 8> heat;
    std::array<QColor, 8> heatText;
    Radii radius;
    Motion motion;

    /// The font of a role with text zoom applied; never below 11 px.
    [[nodiscard]] QFont font(Role role) const;
    /// Line height of a role in logical pixels with text zoom applied.
    [[nodiscard]] int lineHeight(Role role) const;
    /// A height or width that has to grow with text: `pixels` times text zoom, rounded.
    [[nodiscard]] int px(qreal pixels) const;
    /// Series colours repeat after eight.
    [[nodiscard]] QColor seriesColor(int index) const
    {
        return series[static_cast<std::size_t>(index) % series.size()];
    }
};

/// Implemented by the application's style, so that painters below the style's own library reach the tokens.
class TokenHolder
{
public:
    virtual ~TokenHolder() = default;
    [[nodiscard]] virtual const Tokens& currentTokens() const = 0;
};

/// The tokens of the style of `widget`, else of the application's style, else the light ones.
[[nodiscard]] const Tokens& tokens(const QWidget* widget = nullptr);

} // namespace sightglass::theme
