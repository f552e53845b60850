// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/program.h"

#include "gui/firstrun/firstrun.h"
#include "gui/window/mainwindow.h"
#include "gui/window/tray.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QMessageBox>
#include <QPushButton>
#include <QSystemTrayIcon>
#include <QTimer>

#include <algorithm>

namespace sightglass::gui {

namespace {
constexpr int kHubStep = 1;
const QString kStoreName = QStringLiteral("sightglass.db");
} // namespace

Program::Program(HubHost* host, ConnectionKeeper& keeper, Preferences& preferences, QObject* parent)
    : QObject(parent)
    , m_host(host)
    , m_keeper(keeper)
    , m_preferences(preferences)
    , m_session(std::make_unique<Session>())
{
    if (host)
        connect(host, &HubHost::stateChanged, this, &Program::hostChanged);
}

Program::~Program()
{
    m_tray.reset();
    for (Further& further : m_further)
        further.window.reset();
    m_further.clear();
    delete m_assistant;
    delete m_window;
}

void Program::useConnection(const client::Connection& connection)
{
    m_given = connection;
}

void Program::begin()
{
    makeTray();
    // Data that are there already were set up by somebody, from the command line perhaps.
    const bool hasData = m_host && QFile::exists(QDir(m_host->dataDirectory()).filePath(kStoreName));
    if (!m_preferences.firstRunDone() && !m_given.isValid() && !hasData)
        return showAssistant(0);
    showWindow({});
    openHub();
}

void Program::openHub()
{
    if (m_given.isValid())
        openSessions(m_given, m_given.base.host());
    else if (m_keeper.hasRemote())
        openRemote();
    else if (m_host && m_host->state() == HubHost::State::Running)
        hostChanged(HubHost::State::Running);
    else if (m_host)
        m_host->start();
}

void Program::openRemote()
{
    m_keeper.load([this](const Expected<client::Connection>& kept) {
        if (kept) {
            openSessions(*kept, kept->base.host());
            return;
        }
        // The keychain may be locked: nothing is made anew, the person decides.
        auto* box = new QMessageBox(QMessageBox::NoIcon, tr("Sightglass"), tr("The token of the hub cannot be read."),
                                    QMessageBox::Close, m_window);
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->setInformativeText(kept.error().code == ErrorCode::NotFound
                                    ? tr("It is not in the keychain. Enter it again.")
                                    : tr("The keychain does not open. Unlock it and try again."));
        QAbstractButton* again = box->addButton(tr("Try again"), QMessageBox::AcceptRole);
        QAbstractButton* enter = box->addButton(tr("Enter it again…"), QMessageBox::ActionRole);
        connect(again, &QAbstractButton::clicked, this, &Program::openRemote);
        connect(enter, &QAbstractButton::clicked, this, [this] { showAssistant(kHubStep); });
        box->open();
    });
}

void Program::hostChanged(HubHost::State state)
{
    switch (state) {
    case HubHost::State::Running:
        if (!m_given.isValid() && !m_keeper.hasRemote())
            openSessions(m_host->connection(), tr("this computer"), true);
        break;
    case HubHost::State::Failed: {
        auto* box =
            new QMessageBox(QMessageBox::NoIcon, tr("Sightglass"), tr("The hub does not start."), QMessageBox::Close,
                            m_window ? static_cast<QWidget*>(m_window) : static_cast<QWidget*>(m_assistant));
        box->setAttribute(Qt::WA_DeleteOnClose);
        box->setInformativeText(
            tr("Another program may have its address, or its data. Settings has the address to listen on."));
        box->setDetailedText(m_host->problem());
        QAbstractButton* again = box->addButton(tr("Try again"), QMessageBox::AcceptRole);
        connect(again, &QAbstractButton::clicked, m_host, &HubHost::start);
        box->open();
        break;
    }
    default: break;
    }
}

void Program::showAssistant(int step)
{
    if (!m_assistant) {
        m_assistant = new FirstRun(*m_session, m_host, m_keeper, m_preferences);
        m_assistant->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_assistant, &FirstRun::hubChosen, this, &Program::openHub);
        connect(m_assistant, &FirstRun::closed, this, [this](const QString& page) {
            m_assistant->hide();
            m_assistant->deleteLater();
            showWindow(page);
            if (m_session->hub().contact() == client::Contact::None)
                openHub();
        });
        // The hub of this computer starts at once: finding it running costs nothing, and a data folder with projects
        // shows them.
        connect(m_session.get(), &Session::projectsLoaded, m_assistant, [this] {
            if (m_session->projectId().isEmpty() && m_session->projects().rowCount() > 0)
                m_session->selectProject(m_session->projects().projects().first().id);
        });
    }
    m_assistant->goTo(step);
    static_cast<QWidget*>(m_assistant)->show();
    m_assistant->raise();
}

void Program::showWindow(const QString& page)
{
    if (!m_window) {
        m_window = new MainWindow(*m_session, m_host, m_preferences);
        connectWindow(m_window);
    }
    if (!page.isEmpty())
        m_window->openPage(page);
    m_window->show();
    m_window->raise();
    m_window->activateWindow();
}

void Program::connectWindow(MainWindow* window)
{
    connect(window, &MainWindow::assistantRequested, this, [this] { showAssistant(kHubStep); });
    connect(window, &MainWindow::windowRequested, this,
            [this, window](const QString& page) { openWindow(*window, page); });
}

void Program::openSessions(const client::Connection& connection, const QString& name, bool isLocal)
{
    m_session->open(connection, name, isLocal);
    for (const Further& further : m_further)
        further.session->open(connection, name, isLocal);
}

MainWindow* Program::openWindow(MainWindow& from, const QString& page)
{
    constexpr int kBeside = 32;
    Session& shown = from.session();
    Further further{std::make_unique<Session>(), nullptr};
    Session& session = *further.session;
    // The project that the other window looks at, as soon as the hub has said which there are.
    connect(
        &session, &Session::projectsLoaded, &session,
        [&session, project = shown.projectId()] { session.selectProject(project); }, Qt::SingleShotConnection);
    further.window = std::make_unique<MainWindow>(session, m_host, m_preferences);
    MainWindow* window = further.window.get();
    connectWindow(window);
    connect(
        window, &MainWindow::closed, this, [this, window] { closeFurther(window); }, Qt::QueuedConnection);
    m_further.push_back(std::move(further));
    if (shown.hub().connection().isValid())
        session.open(shown.hub().connection(), shown.hubName(), shown.isLocal());
    window->openPage(page);
    window->setGeometry(from.geometry().translated(kBeside, kBeside));
    window->show();
    window->activateWindow();
    return window;
}

void Program::closeFurther(const MainWindow* window)
{
    const auto found = std::find_if(m_further.begin(), m_further.end(),
                                    [&](const Further& further) { return further.window.get() == window; });
    if (found == m_further.end())
        return;
    found->window.reset();
    m_further.erase(found);
}

void Program::makeTray()
{
    if (!QSystemTrayIcon::isSystemTrayAvailable())
        return;
    // With a tray the hub goes on when the window is closed.
    QApplication::setQuitOnLastWindowClosed(false);
    m_tray = std::make_unique<Tray>(*m_session, m_host);
    connect(m_tray.get(), &Tray::openRequested, this, &Program::showWindow);
    connect(m_tray.get(), &Tray::quitRequested, this, [] { QApplication::quit(); });
}

void Program::raise()
{
    if (m_assistant && m_assistant->isVisible()) {
        m_assistant->raise();
        m_assistant->activateWindow();
        return;
    }
    showWindow({});
}

} // namespace sightglass::gui
