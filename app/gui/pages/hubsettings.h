// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/pages/settingsform.h"
#include "gui/window/hubhost.h"
#include "gui/window/preferences.h"
#include "gui/window/session.h"

class QLineEdit;

namespace sightglass::gui {

class Label;
class Segmented;

/// The hub: where it is, the address it listens on, durability, where its data lives, demo data. What a file or
/// variable pins says so. GUI thread; owned by Settings.
class HubSettings final : public SettingsForm
{
    Q_OBJECT

public:
    /// `host` is null when the hub lives elsewhere.
    HubSettings(Session& session, HubHost* host, Preferences& preferences, QWidget* parent = nullptr);
    void refresh();

Q_SIGNALS:
    void moveRequested(); ///< Another hub: the assistant's second step.

private:
    void buildHere();
    void showDemo();
    void show(const QJsonObject& answer);
    void changeSetting(const QString& key, const QJsonValue& value);
    void listenOn(const QString& typed);

    Session& m_session;
    HubHost* m_host;
    Preferences& m_preferences;
    Label* m_where;
    QLineEdit* m_listen = nullptr;
    Segmented* m_durability;
    Label* m_durabilityFrom;
    QLineEdit* m_proxies;
    QWidget* m_demo;
};

} // namespace sightglass::gui
