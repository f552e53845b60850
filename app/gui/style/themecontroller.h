// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <memory>

#include <QObject>
#include <QPointer>

class QApplication;

namespace sightglass::gui {

class SightglassStyle;
class SystemAppearance;

enum class ThemeMode { System, Light, Dark };

/// Chooses the theme and installs it: setting or system's wish for light or dark, high contrast, less motion, text
/// zoom, own or system's fonts. One per application, made after QApplication and before the first window; applying the
/// first theme is part of construction. Thread: GUI. Errors: none; without a desktop portal the platform's palette
/// decides.
class ThemeController final : public QObject
{
    Q_OBJECT

public:
    explicit ThemeController(QApplication& app, QObject* parent = nullptr);
    ~ThemeController() override;

    void setMode(ThemeMode mode);
    [[nodiscard]] ThemeMode mode() const { return m_mode; }
    /// 80 to 200; other values are brought into that range.
    void setTextZoom(int percent);
    [[nodiscard]] int textZoom() const { return m_zoomPercent; }
    void setHighContrast(bool on);
    void setReducedMotion(bool on);
    void setPreferSystemFonts(bool on);
    [[nodiscard]] const theme::Tokens& tokens() const;

Q_SIGNALS:
    /// After style, palette and font are the new ones and every widget was told to lay out again.
    void themeChanged();

private:
    void apply();
    [[nodiscard]] bool wantsDark() const;

    QApplication& m_app;
    QPointer<SightglassStyle> m_style;
    std::unique_ptr<SystemAppearance> m_system;
    qreal m_systemPoints = 10;
    bool m_platformDark = false;
    ThemeMode m_mode = ThemeMode::System;
    int m_zoomPercent = 100;
    bool m_highContrast = false;
    bool m_reducedMotion = false;
    bool m_preferSystemFonts = false;
};

} // namespace sightglass::gui
