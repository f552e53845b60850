// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QProxyStyle>

namespace sightglass::gui {

/// The look of every standard widget, painted from the tokens over Fusion's behaviour. Holds the tokens of the
/// application: change them with `setTokens`, which also sets palette and font. Owned by the QApplication after
/// `ThemeController` installs it. GUI thread. Source: README §3 and §6 of the design of the window.
class SightglassStyle final : public QProxyStyle, public theme::TokenHolder
{
    Q_OBJECT

public:
    explicit SightglassStyle(theme::Tokens tokens);

    [[nodiscard]] const theme::Tokens& currentTokens() const override { return m_tokens; }
    void setTokens(theme::Tokens tokens) { m_tokens = std::move(tokens); }

    [[nodiscard]] QPalette standardPalette() const override;
    void polish(QWidget* widget) override;
    void polish(QPalette& palette) override;
    void polish(QApplication* app) override { QProxyStyle::polish(app); }
    void unpolish(QWidget* widget) override;
    void unpolish(QApplication* app) override { QProxyStyle::unpolish(app); }

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption* option, const QWidget* widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                         const QWidget* widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                           const QWidget* widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override;
    QIcon standardIcon(StandardPixmap pixmap, const QStyleOption* option, const QWidget* widget) const override;

private:
    theme::Tokens m_tokens;
};

} // namespace sightglass::gui
