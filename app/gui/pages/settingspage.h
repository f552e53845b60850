// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/pages/page.h"
#include "gui/window/hubhost.h"
#include "gui/window/preferences.h"
#include "gui/window/session.h"

namespace sightglass::gui {

class HubSettings;
class Notice;
class ProjectSettings;
class SettingsForm;
class TokensSettings;

/// Settings (ui README §12): search on top, plain groups. GUI thread; owned by the window.
class SettingsPage final : public Page
{
    Q_OBJECT

public:
    SettingsPage(Session& session, HubHost* host, Preferences& preferences, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Settings"); }
    [[nodiscard]] bool needsProject() const override { return false; }
    void refresh() override;
    void removeProject();

Q_SIGNALS:
    void moveRequested();

private:
    void search(const QString& words);

    Session& m_session;
    Preferences& m_preferences;
    ProjectSettings* m_project;
    HubSettings* m_hub;
    TokensSettings* m_tokens;
    Notice* m_fileNotice;
    QList<SettingsForm*> m_forms;
};

} // namespace sightglass::gui
