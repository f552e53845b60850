// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/firstrun/connectionkeeper.h"
#include "gui/firstrun/firstrun.h"
#include "gui/window/hubhost.h"
#include "gui/window/mainwindow.h"
#include "gui/window/preferences.h"
#include "gui/window/session.h"

#include <QPointer>

#include <memory>

namespace sightglass::gui {

class Tray;

/// What `sightglass` does between main() and the windows: which hub, assistant or window, tray, and when to leave. GUI
/// thread; owned by main, which also owns host, keeper and preferences.
class Program final : public QObject
{
    Q_OBJECT

public:
    Program(HubHost* host, ConnectionKeeper& keeper, Preferences& preferences, QObject* parent = nullptr);
    ~Program() override;

    /// A hub named on the command line: used for this time only.
    void useConnection(const client::Connection& connection);
    void begin();
    /// Another instance was started: come to the front.
    void raise();

    [[nodiscard]] Session& session() { return *m_session; }
    [[nodiscard]] MainWindow* window() const { return m_window; }
    [[nodiscard]] FirstRun* assistant() const { return m_assistant; }

private:
    void openHub();
    void openRemote();
    void hostChanged(HubHost::State state);
    void showAssistant(int step);
    void showWindow(const QString& page);
    void makeTray();

    HubHost* m_host;
    ConnectionKeeper& m_keeper;
    Preferences& m_preferences;
    client::Connection m_given;
    std::unique_ptr<Session> m_session;
    QPointer<MainWindow> m_window;
    QPointer<FirstRun> m_assistant;
    std::unique_ptr<Tray> m_tray;
};

} // namespace sightglass::gui
