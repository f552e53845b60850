// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/window/hubhost.h"
#include "gui/window/session.h"

#include <QMenu>
#include <QSystemTrayIcon>

namespace sightglass::gui {

/// The tray icon: visitors now in words, open, the hub's start and stop, quit (ui README §12 "Tray"). GUI thread; owned
/// by the program.
class Tray final : public QObject
{
    Q_OBJECT

public:
    Tray(Session& session, HubHost* host, QObject* parent = nullptr);
    [[nodiscard]] QMenu& menu() { return m_menu; }
    /// A brass dot for "needs a look", a gap in the ring without contact.
    [[nodiscard]] QIcon icon() const;

Q_SIGNALS:
    void openRequested(const QString& page);
    void quitRequested();

private:
    void show();

    Session& m_session;
    HubHost* m_host;
    QMenu m_menu;
    QSystemTrayIcon m_icon;
    QAction* m_visitors;
    QAction* m_look;
    QAction* m_hub = nullptr;
};

} // namespace sightglass::gui
