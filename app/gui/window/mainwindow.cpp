// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/mainwindow.h"

#include "gui/pages/page.h"
#include "gui/pages/tableexport.h"
#include "gui/widgets/button.h"
#include "gui/widgets/emptystate.h"
#include "gui/widgets/glasswidget.h"
#include "gui/widgets/headerbar.h"
#include "gui/widgets/notice.h"
#include "gui/widgets/numberhelp.h"
#include "gui/widgets/sidebar.h"
#include "gui/widgets/statusline.h"
#include "gui/widgets/toast.h"
#include "gui/window/commands.h"
#include "gui/window/keyssheet.h"
#include "gui/window/projectdialog.h"
#include "theme/icons.h"
#include "theme/tokens.h"

#include <QCloseEvent>
#include <QCursor>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace sightglass::gui {

namespace {
constexpr int kFoldBelow = 1'040;
constexpr int kGlassSeconds = 60;
} // namespace

MainWindow::MainWindow(Session& session, HubHost* host, Preferences& preferences, QWidget* parent)
    : QMainWindow(parent)
    , m_session(session)
    , m_host(host)
    , m_preferences(preferences)
    , m_commands(new Commands(this))
    , m_sidebar(new Sidebar)
    , m_header(new HeaderBar)
    , m_offline(new OfflineStrip)
    , m_stack(new QStackedWidget)
    , m_status(new StatusLine)
    , m_toast(nullptr)
{
    setObjectName(QStringLiteral("main-window"));
    setWindowTitle(tr("Sightglass"));
    setWindowIcon(theme::applicationIcon());
    setMinimumSize(960, 600);
    resize(1280, 800);
    build();
    m_toast = new Toast(this);
    addCommands();
    addPages();
    connectSession();
    restore();
    openPage(m_preferences.value(QStringLiteral("window/page"), QStringLiteral("overview")));
    showContact();
    showProject();
}

MainWindow::~MainWindow() = default;

void MainWindow::build()
{
    auto* central = new QWidget;
    auto* rows = new QVBoxLayout(central);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(0);
    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    // In a box of its own, so that its room goes with it.
    m_strip = new QWidget;
    auto* strip = new QVBoxLayout(m_strip);
    strip->setContentsMargins(20, 4, 20, 4);
    strip->addWidget(m_offline);
    right->addWidget(m_header);
    right->addWidget(m_strip);
    m_noProject = makeNoProject();
    m_stack->addWidget(m_noProject);
    right->addWidget(m_stack, 1);
    columns->addWidget(m_sidebar);
    columns->addLayout(right, 1);
    rows->addLayout(columns, 1);
    rows->addWidget(m_status);
    setCentralWidget(central);
    m_strip->hide();
    m_sidebar->setGroups({{{},
                           {{QStringLiteral("overview"), tr("Overview"), QStringLiteral("overview")},
                            {QStringLiteral("live"), tr("Live"), QStringLiteral("live")}}},
                          {tr("Understand"),
                           {{QStringLiteral("funnels"), tr("Funnels"), QStringLiteral("funnels")},
                            {QStringLiteral("activity"), tr("Activity"), QStringLiteral("chart")},
                            {QStringLiteral("people"), tr("People"), QStringLiteral("people")}}},
                          {tr("Set up"),
                           {{QStringLiteral("sources"), tr("Sources"), QStringLiteral("sources")},
                            {QStringLiteral("settings"), tr("Settings"), QStringLiteral("settings")}}}});
    connect(m_sidebar, &Sidebar::activated, this, [this](const QString& id) { openPage(id); });
    connect(m_sidebar, &Sidebar::glassClicked, this, [this] { openPage(QStringLiteral("live")); });
    connect(m_sidebar, &Sidebar::projectClicked, this, &MainWindow::openProjectMenu);
    connect(m_header, &HeaderBar::backRequested, this, [this] { go(-1); });
    connect(m_header, &HeaderBar::forwardRequested, this, [this] { go(1); });
    connect(m_header, &HeaderBar::placeClicked, this, [this] { openPage(currentPage()->sidebarPlace()); });
    connect(m_header, &HeaderBar::searchRequested, this, &MainWindow::openPalette);
    connect(m_header, &HeaderBar::helpRequested, this, &MainWindow::openKeys);
    connect(m_offline, &OfflineStrip::tryNow, this, [this] { m_session.hub().tryNow(); });
}

void MainWindow::connectSession()
{
    connect(&m_session, &Session::contactChanged, this, &MainWindow::showContact);
    connect(&m_session, &Session::projectChanged, this, &MainWindow::showProject);
    connect(&m_session, &Session::projectsLoaded, this, &MainWindow::projectsLoaded);
    connect(&m_session, &Session::realtimeChanged, this, [this] {
        const int now = m_session.realtime().currentVisitors;
        m_sidebar->setBadge(QStringLiteral("live"), now > 0 ? BadgeKind::Live : BadgeKind::None,
                            QLocale().toString(now));
    });
    connect(&m_session, &Session::placeRequested, this, &MainWindow::openPage);
    connect(&m_session, &Session::said, this,
            [this](const QString& icon, const QString& text, const std::function<void()>& undo) {
                if (undo)
                    m_toast->showText(icon, text, undo);
                else
                    m_toast->showText(icon, text);
            });
    connect(&m_session.flow(), &models::FlowMeter::ticked, this, &MainWindow::showFlow);
    connect(&m_session.sources(), &models::SourcesModel::unknownSendersChanged, this, [this] {
        const bool any = !m_session.sources().unknownSenders().isEmpty();
        m_sidebar->setBadge(QStringLiteral("sources"), any ? BadgeKind::Dot : BadgeKind::None);
    });
    connect(&m_preferences, &Preferences::letterKeysChanged, this, [this](bool on) {
        m_commands->setLetterKeysEnabled(on);
        for (Page* page : std::as_const(m_pages))
            page->setLetterKeysEnabled(on);
    });
}

void MainWindow::addPage(Page* page)
{
    m_pages.insert(page->id(), page);
    if (!m_page)
        m_page = page;
    m_stack->addWidget(page);
    page->setLetterKeysEnabled(m_preferences.letterKeys());
    connect(page, &Page::headerChanged, this, [this, page] {
        if (page == currentPage())
            showHeader();
    });
    connect(page, &Page::costChanged, this, [this, page] {
        if (page == currentPage())
            m_status->setCost(page->cost());
    });
}

QWidget* MainWindow::makeNoProject()
{
    auto* empty = new EmptyState;
    empty->setObjectName(QStringLiteral("no-project"));
    empty->setText(tr("No project yet"), tr("A project is what you want to see numbers of: a site, an app, a shop. Its "
                                            "sources send events, and the window shows what flows."));
    auto* add = new Button(tr("Add a project"), ButtonKind::Primary);
    add->setObjectName(QStringLiteral("add-first-project"));
    add->setIconName(QStringLiteral("plus"));
    connect(add, &QPushButton::clicked, this, &MainWindow::addProject);
    empty->setButtons({add});
    return empty;
}

void MainWindow::placePage()
{
    const bool hasNone = m_session.areProjectsLoaded() && m_session.projects().rowCount() == 0;
    m_stack->setCurrentWidget(hasNone && m_page->needsProject() ? m_noProject : m_page);
}

void MainWindow::openPage(const QString& id, const QString& detail)
{
    Page* page = m_pages.value(id);
    if (!page)
        return;
    if (m_place < 0 || m_history.at(m_place) != id) {
        m_history = m_history.mid(0, m_place + 1);
        m_history.append(id);
        m_place = int(m_history.size()) - 1;
    }
    showPage(page);
    page->setDetail(detail);
}

void MainWindow::go(int step)
{
    const int place = m_place + step;
    if (place < 0 || place >= m_history.size())
        return;
    m_place = place;
    showPage(m_pages.value(m_history.at(place)));
}

void MainWindow::showPage(Page* page)
{
    m_page = page;
    placePage();
    m_sidebar->setCurrent(page->sidebarPlace());
    showHeader();
    page->refresh();
    m_preferences.setValue(QStringLiteral("window/page"), page->sidebarPlace());
}

void MainWindow::showHeader()
{
    m_header->setTitle(m_page->title(), m_page->subtitle(), m_page->place());
    m_header->setPageActions(m_page->makeActions());
    m_header->setCanGo(m_place > 0, m_place + 1 < m_history.size());
    m_status->setCost(m_page->cost());
}

void MainWindow::projectsLoaded()
{
    placePage();
    if (!m_session.projectId().isEmpty() || m_session.projects().rowCount() == 0)
        return;
    const QString last = m_preferences.value(QStringLiteral("window/project"));
    m_session.selectProject(m_session.projects().find(last) ? last : m_session.projects().projects().first().id);
}

void MainWindow::showProject()
{
    placePage();
    const client::ProjectInfo& project = m_session.project();
    if (project.id.isEmpty()) {
        m_sidebar->setProject(tr("No project"),
                              m_session.hubName().isEmpty() ? QString() : tr("on %1").arg(m_session.hubName()));
        return;
    }
    m_preferences.setValue(QStringLiteral("window/project"), project.id);
    m_sidebar->setProject(project.name, project.demo ? tr("Demo, on %1").arg(m_session.hubName())
                                                     : tr("on %1").arg(m_session.hubName()));
    setWindowTitle(tr("%1 – Sightglass").arg(project.name));
    std::vector<GlassSample> samples;
    const auto& seconds = m_session.flow().seconds();
    for (auto it = seconds.end() - kGlassSeconds; it != seconds.end(); ++it)
        samples.push_back({it->stored, it->refused});
    m_sidebar->glass()->setSamples(samples);
    m_page->refresh();
}

void MainWindow::showContact()
{
    using client::Contact;
    const Contact contact = m_session.hub().contact();
    const QString hub = m_session.hubName().isEmpty() ? tr("the hub") : m_session.hubName();
    const bool isLost = contact == Contact::Lost || contact == Contact::Refused;
    m_sidebar->setContact(contact == Contact::Connected);
    m_strip->setVisible(contact == Contact::Lost);
    if (contact == Contact::Connected)
        m_status->setContact(ContactState::Connected, tr("Connected to %1").arg(hub));
    else if (contact == Contact::Refused)
        m_status->setContact(ContactState::Offline, tr("%1 does not know this token").arg(hub));
    else if (isLost)
        m_status->setContact(ContactState::Offline,
                             tr("%1 does not answer").arg(m_session.isLocal() ? tr("The hub") : hub));
    else
        m_status->setContact(ContactState::Connecting, tr("Looking for %1").arg(hub));
    m_status->setFacts({m_session.hub().connection().display()});
    showFlow();
}

void MainWindow::showFlow()
{
    const bool isConnected = m_session.hub().contact() == client::Contact::Connected;
    if (m_session.hub().contact() == client::Contact::Lost) {
        const QDateTime last = m_session.lastContact();
        m_offline->setState(m_session.isLocal() ? tr("The hub") : m_session.hubName(),
                            last.isValid() ? QLocale().toString(last.time(), QStringLiteral("HH:mm"))
                                           : tr("no time yet"),
                            int(m_session.hub().untilNextAttempt().count() / 1000));
    }
    if (!isConnected)
        return m_sidebar->setFlowText(tr("no contact"));
    const auto& newest = m_session.flow().seconds().back();
    m_sidebar->glass()->push({newest.stored, newest.refused});
    m_sidebar->setFlowText(tr("%1 a minute").arg(QLocale().toString(m_session.flow().storedLastMinute())));
}

void MainWindow::setFolded(bool folded, bool isByHand)
{
    m_sidebar->setFolded(folded);
    if (isByHand) {
        m_isFoldedByHand = folded;
        m_preferences.setValue(QStringLiteral("window/folded"), folded);
    }
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    foldToFit();
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        foldToFit();
}

// Larger text needs more of the window: then the rail applies earlier (ui README §11 "200 %").
void MainWindow::foldToFit()
{
    setFolded(width() < theme::tokens(this).px(kFoldBelow) || m_isFoldedByHand, false);
}

void MainWindow::zoom(int by)
{
    m_preferences.setTextZoom(by == 0 ? 100 : m_preferences.textZoom() + by);
}

void MainWindow::restore()
{
    m_isFoldedByHand = m_preferences.value(QStringLiteral("window/folded")) == QStringLiteral("true");
    const QByteArray geometry = m_preferences.bytes(QStringLiteral("window/geometry"));
    if (!geometry.isEmpty())
        restoreGeometry(geometry);
    menuBar()->setVisible(m_preferences.value(QStringLiteral("window/menu")) == QStringLiteral("true"));
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_preferences.setValue(QStringLiteral("window/geometry"), saveGeometry());
    QMainWindow::closeEvent(event);
    Q_EMIT closed();
}

void MainWindow::focusNextPart()
{
    const QList<QWidget*> parts{m_sidebar, m_header, m_stack, m_status};
    int current = 0;
    for (int i = 0; i < parts.size(); ++i) {
        if (parts.at(i)->isAncestorOf(focusWidget()))
            current = i;
    }
    QWidget* next = parts.at((current + 1) % parts.size());
    QWidget* first = next->nextInFocusChain();
    while (first && first != next &&
           (!next->isAncestorOf(first) || !(first->focusPolicy() & Qt::TabFocus) || !first->isVisible()))
        first = first->nextInFocusChain();
    if (first && first != next)
        first->setFocus(Qt::TabFocusReason);
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    // A lone Alt shows the menu bar, as ui README §5 says for Linux.
    if (event->key() == Qt::Key_Alt && event->modifiers() == Qt::AltModifier)
        menuBar()->setVisible(!menuBar()->isVisible());
    QMainWindow::keyPressEvent(event);
}

void MainWindow::openKeys()
{
    auto* sheet = new KeysSheet(currentPage()->title(), currentPage()->keys(), m_commands->all(), this);
    sheet->open();
}

void MainWindow::exportPage()
{
    const models::CsvTable table = currentPage()->table();
    if (table.rows.isEmpty())
        return m_toast->showText(QStringLiteral("info"), tr("This page shows no numbers to export"));
    const QString name = currentPage()->title() + QStringLiteral(" ") + m_session.project().name;
    exportTable(this, name, table, [this](const QString& icon, const QString& text) { m_toast->showText(icon, text); });
}

void MainWindow::explainNumber()
{
    QWidget* underPointer = childAt(mapFromGlobal(QCursor::pos()));
    for (QWidget* candidate : {underPointer, focusWidget()}) {
        const QString metric = metricOf(candidate);
        if (!metric.isEmpty())
            return NumberHelp::open({metric}, candidate);
    }
    const QStringList all = metricsBelow(currentPage());
    if (all.isEmpty())
        return m_toast->showText(QStringLiteral("info"), tr("This page shows no numbers"));
    NumberHelp::open(all, m_header);
}

void MainWindow::addProject()
{
    auto* dialog = new ProjectDialog(m_session, this);
    connect(dialog, &ProjectDialog::added, this, [this](const client::ProjectInfo& project) {
        m_session.projects().put(project);
        m_session.selectProject(project.id);
        openPage(QStringLiteral("sources"));
    });
    dialog->open();
}

void MainWindow::openPalette()
{
    new CommandPalette(paletteEntries(), this);
}

} // namespace sightglass::gui
