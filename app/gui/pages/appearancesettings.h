// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/pages/settingsform.h"
#include "gui/window/preferences.h"

namespace sightglass::gui {

/// How the window looks and which keys act. Takes effect at once. GUI thread; owned by Settings.
class AppearanceSettings final : public SettingsForm
{
    Q_OBJECT

public:
    explicit AppearanceSettings(Preferences& preferences, QWidget* parent = nullptr);
};

} // namespace sightglass::gui
