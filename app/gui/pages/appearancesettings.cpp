// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/appearancesettings.h"

#include "gui/widgets/segmented.h"
#include "gui/widgets/switchbutton.h"

#include <QSpinBox>

namespace sightglass::gui {

namespace {
constexpr int kZoomStep = 10;
}

AppearanceSettings::AppearanceSettings(Preferences& preferences, QWidget* parent)
    : SettingsForm(tr("Appearance and keys"), parent)
{
    auto* theme = new Segmented({tr("As the system"), tr("Light"), tr("Dark")});
    theme->setObjectName(QStringLiteral("theme"));
    theme->setCurrent(int(preferences.theme()));
    auto* zoom = new QSpinBox;
    zoom->setRange(80, 200);
    zoom->setSingleStep(kZoomStep);
    zoom->setSuffix(QStringLiteral(" %"));
    zoom->setValue(preferences.textZoom());
    auto* motion = new SwitchButton(tr("Reduce motion"));
    motion->setChecked(preferences.lessMotion());
    auto* fonts = new SwitchButton(tr("Use the system's fonts"));
    fonts->setChecked(preferences.systemFonts());
    auto* letters = new SwitchButton(tr("Single letters act"));
    letters->setChecked(preferences.letterKeys());
    addSetting(tr("Theme"), {}, theme);
    addSetting(tr("Text size"), tr("Ctrl and plus, minus or 0 do the same."), zoom);
    addSetting(tr("Reduce motion"), tr("Nothing slides or fades; the glass moves in steps."), motion);
    addSetting(tr("Use the system's fonts"), tr("In place of Inter and Hack."), fonts);
    addSetting(tr("Single letters act"), tr("Such as W for 7 days or X to compare. Press ? to see them."), letters);
    connect(theme, &Segmented::chosen, &preferences,
            [&preferences](int mode) { preferences.setTheme(ThemeMode(mode)); });
    connect(zoom, &QSpinBox::valueChanged, &preferences, &Preferences::setTextZoom);
    connect(motion, &QAbstractButton::clicked, &preferences, &Preferences::setLessMotion);
    connect(fonts, &QAbstractButton::clicked, &preferences, &Preferences::setSystemFonts);
    connect(letters, &QAbstractButton::clicked, &preferences, &Preferences::setLetterKeys);
    connect(&preferences, &Preferences::appearanceChanged, zoom, [zoom, theme, &preferences] {
        const QSignalBlocker quiet(zoom);
        zoom->setValue(preferences.textZoom());
        theme->setCurrent(int(preferences.theme()));
    });
}

} // namespace sightglass::gui
