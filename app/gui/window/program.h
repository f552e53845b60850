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
#include <vector>

namespace sightglass::gui {

class Tray;

/// What `sightglass` does between main() and the windows: which hub, assistant or windows, tray, and when to leave. The
/// first window and the tray share a session; every further window (Ctrl+N) has one of its own, so that it can look at
/// another project. GUI thread; owned by main, which also owns host, keeper and preferences.
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
    /// Another window on what `from` looks at; it and its session go when it is closed.
    MainWindow* openWindow(MainWindow& from, const QString& page);
    [[nodiscard]] int furtherWindows() const { return int(m_further.size()); }
    [[nodiscard]] FirstRun* assistant() const { return m_assistant; }

private:
    void openHub();
    void openRemote();
    void hostChanged(HubHost::State state);
    void showAssistant(int step);
    void showWindow(const QString& page);
    void makeTray();
    /// Every session goes to this hub.
    void openSessions(const client::Connection& connection, const QString& name, bool isLocal = false);
    void connectWindow(MainWindow* window);

    HubHost* m_host;
    ConnectionKeeper& m_keeper;
    Preferences& m_preferences;
    client::Connection m_given;
    std::unique_ptr<Session> m_session;
    struct Further
    {
        std::unique_ptr<Session> session; ///< Outlives its window.
        std::unique_ptr<MainWindow> window;
    };
    void closeFurther(const MainWindow* window);

    QPointer<MainWindow> m_window;
    std::vector<Further> m_further;
    QPointer<FirstRun> m_assistant;
    std::unique_ptr<Tray> m_tray;
};

} // namespace sightglass::gui
