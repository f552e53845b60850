// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/window/hubhost.h"
#include "gui/window/palette.h"
#include "gui/window/preferences.h"
#include "gui/window/session.h"

#include <QHash>
#include <QMainWindow>

class QStackedWidget;

namespace sightglass::gui {

class Commands;
class HeaderBar;
class OfflineStrip;
class Page;
class Sidebar;
class StatusLine;
class Toast;

/// The window: sidebar, header, pages, status line, menus. It hosts pages and knows where one is; what is on a page is
/// the page's. GUI thread; owned by the program.
class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    /// `host` may be null: the hub lives elsewhere. Session, host and preferences outlive the window.
    MainWindow(Session& session, HubHost* host, Preferences& preferences, QWidget* parent = nullptr);
    ~MainWindow() override;

    void openPage(const QString& id, const QString& detail = {});
    [[nodiscard]] Page* currentPage() const { return m_page; }
    [[nodiscard]] Session& session() { return m_session; }
    [[nodiscard]] Page* page(const QString& id) const { return m_pages.value(id); }

Q_SIGNALS:
    /// The assistant that finds a hub.
    void assistantRequested();
    /// Another window on the same hub and project, at this page.
    void windowRequested(const QString& page);
    void closed();

protected:
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void build();
    QWidget* makeNoProject();
    void addPages();
    void addPage(Page* page);
    void addCommands();
    void addGoCommands();
    void addViewCommands();
    void connectSession();
    void showPage(Page* page);
    /// The current page, or what stands for it while the hub has no project.
    void placePage();
    void showHeader();
    void go(int step);
    void showContact();
    void showProject();
    void showFlow();
    void openProjectMenu();
    void addProject();
    void openPalette();
    void openKeys();
    void exportPage();
    /// What the number under the pointer, else the focused one, means; else all of this page.
    void explainNumber();
    void projectsLoaded();
    void setFolded(bool folded, bool isByHand);
    void foldToFit();
    void focusNextPart();
    void zoom(int by);
    void restore();
    [[nodiscard]] QList<PaletteEntry> paletteEntries();

    Session& m_session;
    HubHost* m_host;
    Preferences& m_preferences;
    Commands* m_commands;
    Sidebar* m_sidebar;
    HeaderBar* m_header;
    OfflineStrip* m_offline;
    QWidget* m_strip = nullptr;
    QStackedWidget* m_stack;
    QWidget* m_noProject = nullptr;
    Page* m_page = nullptr;
    StatusLine* m_status;
    Toast* m_toast;
    QHash<QString, Page*> m_pages;
    QStringList m_history;
    int m_place = -1;
    bool m_isFoldedByHand = false;
};

} // namespace sightglass::gui
