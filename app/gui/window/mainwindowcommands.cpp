// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/activitypage.h"
#include "gui/pages/connectpage.h"
#include "gui/pages/funnelspage.h"
#include "gui/pages/livepage.h"
#include "gui/pages/overviewpage.h"
#include "gui/pages/peoplepage.h"
#include "gui/pages/personpage.h"
#include "gui/pages/settingspage.h"
#include "gui/pages/sourcespage.h"
#include "gui/widgets/headerbar.h"
#include "gui/widgets/sidebar.h"
#include "gui/window/commands.h"
#include "gui/window/mainwindow.h"

#include <QApplication>
#include <QMenu>
#include <QMessageBox>

/// The part of MainWindow that lists pages and commands; the rest hosts them.
namespace sightglass::gui {

namespace {
constexpr int kZoomStep = 10;
constexpr int kMostNumbered = 9;
} // namespace

void MainWindow::addPages()
{
    addPage(new OverviewPage(m_session, m_preferences));
    addPage(new LivePage(m_session));
    addPage(new FunnelsPage(m_session, m_preferences));
    addPage(new ActivityPage(m_session));
    addPage(new PeopleListPage(m_session));
    addPage(new PersonPage(m_session));
    auto* sources = new SourcesPage(m_session);
    addPage(sources);
    addPage(new ConnectPage(m_session));
    auto* settings = new SettingsPage(m_session, m_host, m_preferences);
    addPage(settings);
    connect(settings, &SettingsPage::moveRequested, this, &MainWindow::assistantRequested);
    connect(m_commands->find(QStringLiteral("remove-project")), &QAction::triggered, settings,
            &SettingsPage::removeProject);
    connect(m_commands->find(QStringLiteral("add-source")), &QAction::triggered, sources, &SourcesPage::addSource);
}

void MainWindow::addCommands()
{
    using Menu = Commands::Menu;
    const auto nothing = [] {};
    if (m_host) {
        m_commands->add(Menu::Hub, QStringLiteral("start-hub"), tr("Start the hub"), QStringLiteral("play"), {},
                        [this] { m_host->start(); });
        m_commands->add(Menu::Hub, QStringLiteral("stop-hub"), tr("Stop the hub"), QStringLiteral("pause"), {},
                        [this] { m_host->stop(); });
    }
    m_commands->add(Menu::Hub, QStringLiteral("other-hub"), tr("Use another hub…"), QStringLiteral("hub"), {},
                    [this] { Q_EMIT assistantRequested(); });
    m_commands->addSeparator(Menu::Hub);
    m_commands->add(Menu::Hub, QStringLiteral("new-window"), tr("New window"), QStringLiteral("layers"),
                    {QStringLiteral("Ctrl+N")}, [this] { Q_EMIT windowRequested(currentPage()->sidebarPlace()); });
    m_commands->add(Menu::Hub, QStringLiteral("close"), tr("Close the window"), QStringLiteral("close"),
                    {QStringLiteral("Ctrl+W")}, [this] { close(); });
    m_commands->add(Menu::Hub, QStringLiteral("quit"), tr("Quit"), {}, {QStringLiteral("Ctrl+Q")},
                    [] { QApplication::quit(); });
    m_commands->add(Menu::Project, QStringLiteral("add-project"), tr("Add a project…"), QStringLiteral("plus"), {},
                    [this] { addProject(); });
    m_commands->add(Menu::Project, QStringLiteral("rename-project"), tr("Rename this project…"), QStringLiteral("edit"),
                    {}, [this] {
                        openPage(QStringLiteral("settings"));
                        if (auto* field = findChild<QWidget*>(QStringLiteral("project-name")))
                            field->setFocus(Qt::ShortcutFocusReason);
                    });
    m_commands->add(Menu::Project, QStringLiteral("remove-project"), tr("Remove this project…"),
                    QStringLiteral("delete"), {}, nothing);
    m_commands->addSeparator(Menu::Project);
    m_commands->add(Menu::Project, QStringLiteral("add-source"), tr("Add a source…"), QStringLiteral("sources"), {},
                    nothing);
    addGoCommands();
    addViewCommands();
    m_commands->add(Menu::Help, QStringLiteral("keys"), tr("Keys of this page"), QStringLiteral("keyboard"),
                    {QStringLiteral("?")}, [this] { openKeys(); });
    m_commands->add(Menu::Help, QStringLiteral("define"), tr("What does this number mean?"), QStringLiteral("help"),
                    {QStringLiteral("F1")}, [this] { explainNumber(); });
    m_commands->add(Menu::Help, QStringLiteral("about"), tr("About Sightglass"), QStringLiteral("info"), {}, [this] {
        QMessageBox::about(this, tr("About Sightglass"),
                           tr("Sightglass %1\nSee what flows.\n\nFree software under the GNU General Public License, "
                              "version 3 or later.")
                               .arg(QApplication::applicationVersion()));
    });
    m_commands->fill(menuBar());
    m_commands->setLetterKeysEnabled(m_preferences.letterKeys());
    auto* more = new QMenu(this);
    for (const Menu menu : {Menu::Project, Menu::View, Menu::Help, Menu::Hub}) {
        more->addActions(m_commands->in(menu));
        more->addSeparator();
    }
    m_header->setMoreMenu(more);
}

void MainWindow::addGoCommands()
{
    using Menu = Commands::Menu;
    const auto place = [this](const char* id, const QString& text, const QString& icon, const QStringList& keys) {
        const QString page = QString::fromLatin1(id);
        m_commands->add(Menu::Go, QStringLiteral("go-") + page, text, icon, keys, [this, page] { openPage(page); });
    };
    m_commands->add(Menu::Go, QStringLiteral("jump"), tr("Search or jump to…"), QStringLiteral("search"),
                    {QStringLiteral("Ctrl+K")}, [this] { openPalette(); });
    m_commands->addSeparator(Menu::Go);
    place("overview", tr("Overview"), QStringLiteral("overview"), {QStringLiteral("Ctrl+1"), QStringLiteral("G, O")});
    place("live", tr("Live"), QStringLiteral("live"), {QStringLiteral("Ctrl+2"), QStringLiteral("G, L")});
    place("funnels", tr("Funnels"), QStringLiteral("funnels"), {QStringLiteral("Ctrl+3"), QStringLiteral("G, U")});
    place("activity", tr("Activity"), QStringLiteral("chart"), {QStringLiteral("Ctrl+4"), QStringLiteral("G, T")});
    place("people", tr("People"), QStringLiteral("people"), {QStringLiteral("Ctrl+5"), QStringLiteral("G, P")});
    place("sources", tr("Sources"), QStringLiteral("sources"), {QStringLiteral("Ctrl+6"), QStringLiteral("G, S")});
    place("connect", tr("Connect a source"), QStringLiteral("connected"), {});
    place("settings", tr("Settings"), QStringLiteral("settings"), {QStringLiteral("Ctrl+,"), QStringLiteral("Ctrl+7")});
    m_commands->addSeparator(Menu::Go);
    m_commands->add(Menu::Go, QStringLiteral("back"), tr("Back"), QStringLiteral("back"), {QStringLiteral("Alt+Left")},
                    [this] { go(-1); });
    m_commands->add(Menu::Go, QStringLiteral("forward"), tr("Forward"), QStringLiteral("forward"),
                    {QStringLiteral("Alt+Right")}, [this] { go(1); });
}

void MainWindow::addViewCommands()
{
    using Menu = Commands::Menu;
    m_commands->add(Menu::View, QStringLiteral("refresh"), tr("Ask again"), QStringLiteral("refresh"),
                    {QStringLiteral("F5")}, [this] {
                        m_session.hub().tryNow();
                        currentPage()->refresh();
                    });
    m_commands->add(Menu::View, QStringLiteral("export"), tr("Export what this page shows…"), QStringLiteral("export"),
                    {QStringLiteral("Ctrl+E")}, [this] { exportPage(); });
    m_commands->add(Menu::View, QStringLiteral("sidebar"), tr("Fold the sidebar"), QStringLiteral("sidebar"),
                    {QStringLiteral("Ctrl+B")}, [this] { setFolded(!m_sidebar->isFolded(), true); });
    m_commands->add(Menu::View, QStringLiteral("menu"), tr("Menu bar"), {}, {QStringLiteral("Ctrl+M")}, [this] {
        menuBar()->setVisible(!menuBar()->isVisible());
        m_preferences.setValue(QStringLiteral("window/menu"), menuBar()->isVisible());
    });
    m_commands->add(Menu::View, QStringLiteral("full-screen"), tr("Full screen"), {}, {QStringLiteral("F11")},
                    [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    m_commands->add(Menu::View, QStringLiteral("next-part"), tr("Next part of the window"), {}, {QStringLiteral("F6")},
                    [this] { focusNextPart(); });
    m_commands->addSeparator(Menu::View);
    m_commands->add(Menu::View, QStringLiteral("larger"), tr("Larger text"), QStringLiteral("plus"),
                    {QStringLiteral("Ctrl++"), QStringLiteral("Ctrl+=")}, [this] { zoom(kZoomStep); });
    m_commands->add(Menu::View, QStringLiteral("smaller"), tr("Smaller text"), {}, {QStringLiteral("Ctrl+-")},
                    [this] { zoom(-kZoomStep); });
    m_commands->add(Menu::View, QStringLiteral("usual"), tr("Usual text"), {}, {QStringLiteral("Ctrl+0")},
                    [this] { zoom(0); });
    const auto theme = [this](const char* id, const QString& text, const QString& icon, ThemeMode mode) {
        m_commands->add(Menu::View, QString::fromLatin1(id), text, icon, {},
                        [this, mode] { m_preferences.setTheme(mode); });
    };
    m_commands->addSeparator(Menu::View);
    theme("theme-system", tr("Theme as the system"), QStringLiteral("settings"), ThemeMode::System);
    theme("theme-light", tr("Light theme"), QStringLiteral("sun"), ThemeMode::Light);
    theme("theme-dark", tr("Dark theme"), QStringLiteral("moon"), ThemeMode::Dark);
}

void MainWindow::openProjectMenu()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    int number = 0;
    for (const client::ProjectInfo& project : m_session.projects().projects()) {
        ++number;
        QAction* action = menu->addAction(project.demo ? tr("%1 (demo)").arg(project.name) : project.name);
        action->setCheckable(true);
        action->setChecked(project.id == m_session.projectId());
        if (number <= kMostNumbered)
            action->setText(QStringLiteral("&%1  %2").arg(number).arg(action->text()));
        connect(action, &QAction::triggered, this, [this, id = project.id] { m_session.selectProject(id); });
    }
    menu->addSeparator();
    for (const char* id : {"add-project", "rename-project", "remove-project"})
        menu->addAction(m_commands->find(QString::fromLatin1(id)));
    const QWidget* anchor = m_sidebar->projectButton();
    menu->popup(anchor->mapToGlobal(QPoint(4, anchor->height())));
}

QList<PaletteEntry> MainWindow::paletteEntries()
{
    QList<PaletteEntry> out;
    const QString go = QStringLiteral("command-go-");
    const auto add = [&](const QString& group, QAction* action) {
        if (action->isSeparator() || action->objectName() == QStringLiteral("command-jump"))
            return;
        QString text = action->text();
        out.append({group,
                    text.remove(QLatin1Char('&')),
                    {},
                    keysText(action->shortcuts().value(0)),
                    action->property("icon-name").toString(),
                    [action] { action->trigger(); }});
        const QString page = action->objectName().mid(go.size());
        if (action->objectName().startsWith(go))
            out.last().actElsewhere = [this, page] { Q_EMIT windowRequested(page); };
    };
    for (QAction* action : m_commands->in(Commands::Menu::Go))
        add(tr("Go to"), action);
    for (const client::ProjectInfo& project : m_session.projects().projects())
        out.append(
            {tr("Projects"), project.name, project.timezone, {}, QStringLiteral("layers"), [this, id = project.id] {
                 m_session.selectProject(id);
             }});
    const QString doing = QCoreApplication::translate("sightglass::gui::PaletteModel", "Do");
    for (const PageKey& key : currentPage()->keys()) {
        for (QAction* action : currentPage()->actions()) {
            if (action->text() == key.text)
                out.append({doing, key.text, currentPage()->title(), key.keys, QStringLiteral("arrow-right"),
                            [action] { action->trigger(); }});
        }
    }
    for (const Commands::Menu menu :
         {Commands::Menu::Project, Commands::Menu::View, Commands::Menu::Help, Commands::Menu::Hub}) {
        for (QAction* action : m_commands->in(menu))
            add(doing, action);
    }
    return out;
}

} // namespace sightglass::gui
