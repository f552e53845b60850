// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/style/themecontroller.h"

#include "gui/style/sightglassstyle.h"
#include "gui/style/systemappearance.h"
#include "theme/tokenreader.h"

#include <algorithm>

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
#include <QPixmapCache>
#include <QWidget>

namespace sightglass::gui {
namespace {

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::WindowText).lightness() > palette.color(QPalette::Window).lightness();
}

// README §2: sizes are points for a 10 pt system font. Platforms without a say (offscreen) report odd sizes.
qreal systemPoints()
{
    const qreal points = QFontDatabase::systemFont(QFontDatabase::GeneralFont).pointSizeF();
    return points >= 8 && points <= 20 ? points : 10;
}

} // namespace

ThemeController::ThemeController(QApplication& app, QObject* parent)
    : QObject(parent)
    , m_app(app)
    , m_system(std::make_unique<SystemAppearance>())
    , m_systemPoints(QGuiApplication::platformName() == QLatin1StringView("offscreen") ? 10 : systemPoints())
    , m_platformDark(isDark(QApplication::palette()))
{
    QPixmapCache::setCacheLimit(20480);
    connect(m_system.get(), &SystemAppearance::changed, this, [this] { apply(); });
    apply();
}

ThemeController::~ThemeController() = default;

const theme::Tokens& ThemeController::tokens() const
{
    return m_style->currentTokens();
}

bool ThemeController::wantsDark() const
{
    if (m_mode != ThemeMode::System)
        return m_mode == ThemeMode::Dark;
    return m_system->prefersDark().value_or(m_platformDark);
}

void ThemeController::apply()
{
    theme::Tokens next = theme::readTokens(wantsDark());
    next.textScale = m_systemPoints / 10 * m_zoomPercent / 100;
    next.preferSystemFonts = m_preferSystemFonts;
    if (m_highContrast || m_system->wantsHighContrast())
        theme::applyHighContrast(next);
    if (m_reducedMotion || m_system->wantsLessMotion())
        theme::applyReducedMotion(next);
    const QFont body = next.font(theme::Role::Body);
    if (m_style == nullptr) {
        m_style = new SightglassStyle(std::move(next));
        QApplication::setStyle(m_style);
    } else {
        m_style->setTokens(std::move(next));
    }
    QApplication::setPalette(m_style->standardPalette());
    QApplication::setFont(body);
    QEvent changed(QEvent::StyleChange);
    for (QWidget* widget : QApplication::allWidgets()) {
        QCoreApplication::sendEvent(widget, &changed);
        widget->updateGeometry();
        widget->update();
    }
    Q_EMIT themeChanged();
}

void ThemeController::setMode(ThemeMode mode)
{
    m_mode = mode;
    apply();
}

void ThemeController::setTextZoom(int percent)
{
    m_zoomPercent = std::clamp(percent, 80, 200);
    apply();
}

void ThemeController::setHighContrast(bool on)
{
    m_highContrast = on;
    apply();
}

void ThemeController::setReducedMotion(bool on)
{
    m_reducedMotion = on;
    apply();
}

void ThemeController::setPreferSystemFonts(bool on)
{
    m_preferSystemFonts = on;
    apply();
}

} // namespace sightglass::gui
