// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/overviewpage.h"

#include "charts/mainchart.h"
#include "gui/pages/breakdownwindow.h"
#include "gui/pages/morning.h"
#include "gui/pages/needslook.h"
#include "gui/pages/overviewchart.h"
#include "gui/pages/pageframe.h"
#include "gui/pages/reportbar.h"
#include "gui/widgets/button.h"
#include "gui/widgets/figurerow.h"
#include "gui/widgets/numberhelp.h"
#include "models/metrictext.h"
#include "models/overviewtable.h"
#include "theme/tokens.h"

#include <QClipboard>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLocale>
#include <QMenu>
#include <QVBoxLayout>

namespace sightglass::gui {

namespace {
constexpr int kPanelHeight = 294;
constexpr int kFourColumnsFrom = 1'400;
constexpr int kTwoColumnsBelow = 900;
constexpr int kOneColumnBelow = 620;
constexpr int kHighestChart = 320;
} // namespace

OverviewPage::OverviewPage(Session& session, Preferences& preferences, QWidget* parent)
    : Page(QStringLiteral("overview"), parent)
    , m_session(session)
    , m_data(session.hub())
    , m_bar(new ReportBar(session, this))
    , m_morning(new Morning(session, preferences, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar->bar());
    QVBoxLayout* content = makeScrolledContent(column);
    content->addWidget(m_morning->line());
    content->addWidget(makeChartPanel());
    m_grid = new QGridLayout;
    m_grid->setSpacing(16);
    makePanels();
    content->addLayout(m_grid);
    content->addStretch();
    arrange();
    connectData();
    setupKeys();
    showFigures();
}

QWidget* OverviewPage::makeChartPanel()
{
    auto* panel = new Panel;
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_figures = new FigureRow;
    m_figures->setObjectName(QStringLiteral("figures"));
    m_chart = new charts::MainChart;
    m_chart->setObjectName(QStringLiteral("main-chart"));
    column->addWidget(m_figures);
    column->addWidget(m_chart);
    column->addStretch();
    panel->setContent(box);
    return panel;
}

void OverviewPage::makePanels()
{
    const auto add = [this](const QString& id, const QList<ReportPanel::Tab>& tabs) {
        auto* report = new ReportPanel(m_data, id, tabs, this);
        connect(report, &ReportPanel::filterRequested, m_bar, &ReportBar::addFilter);
        connect(report, &ReportPanel::allRequested, this, [this](const QString& property, const QString& metric) {
            auto* window = new BreakdownWindow(m_session, m_bar->scope(), property, metric, this->window());
            connect(window, &BreakdownWindow::filterRequested, m_bar, &ReportBar::addFilter);
            window->show();
        });
        m_panels.append(report->panel());
        m_reports.append(report);
    };
    add(QStringLiteral("pages"), {{tr("Pages"), QStringLiteral("page"), tr("All pages")},
                                  {tr("Entry"), QStringLiteral("entry_page"), tr("All entry pages")},
                                  {tr("Exit"), QStringLiteral("exit_page"), tr("All exit pages")}});
    add(QStringLiteral("sources"), {{tr("Sources"), QStringLiteral("source"), tr("All sources")},
                                    {tr("Channels"), QStringLiteral("channel"), tr("All channels")},
                                    {tr("Campaigns"), QStringLiteral("utm_campaign"), tr("All campaigns")}});
    m_look = new NeedsLook(m_session);
    m_panels.append(m_look);
    add(QStringLiteral("places"), {{tr("Countries"), QStringLiteral("country"), tr("All countries")},
                                   {tr("Languages"), QStringLiteral("language"), tr("All languages")}});
    add(QStringLiteral("devices"), {{tr("Browsers"), QStringLiteral("browser"), tr("All browsers")},
                                    {tr("Systems"), QStringLiteral("os"), tr("All systems")},
                                    {tr("Devices"), QStringLiteral("device"), tr("All devices")}});
    add(QStringLiteral("events"), {{tr("Events"), QStringLiteral("event"), tr("All events")},
                                   {tr("Hosts"), QStringLiteral("hostname"), tr("All hosts")}});
}

void OverviewPage::connectData()
{
    connect(m_bar, &ReportBar::scopeChanged, this, &OverviewPage::ask);
    connect(m_figures, &FigureRow::chosen, this, &OverviewPage::showChart);
    connect(m_figures, &FigureRow::added, this, &OverviewPage::toggleSecond);
    connect(m_figures, &FigureRow::menuRequested, this, &OverviewPage::openFigureMenu);
    connect(&m_data, &models::OverviewData::figuresChanged, this, &OverviewPage::showFigures);
    connect(&m_data, &models::OverviewData::seriesChanged, this, [this] {
        showFigures();
        showChart();
    });
    connect(&m_data, &models::OverviewData::loadingChanged, this, [this](bool isLoading) {
        m_chart->setStale(isLoading);
        Q_EMIT costChanged();
    });
    connect(&m_data, &models::OverviewData::failed, this, [this](const Error& error) {
        if (error.code != ErrorCode::Unavailable) // The offline strip says that.
            Q_EMIT m_session.said(QStringLiteral("error"), errorText(error), {});
    });
    connect(m_chart, &charts::MainChart::rangeDragged, this, &OverviewPage::dragged);
    connect(m_chart, &charts::MainChart::bucketOpened, this, &OverviewPage::openBucket);
    connect(m_chart, &charts::MainChart::backRequested, this, [this] { m_bar->choosePeriod(QStringLiteral("28d")); });
    connect(&m_session, &Session::contactChanged, this, [this](client::Contact contact) {
        if (contact == client::Contact::Connected && isVisible())
            refresh();
    });
}

void OverviewPage::setupKeys()
{
    m_bar->offerKeys([this](const QString& keys, const QString& text, std::function<void()> act) {
        addKey(keys, text, std::move(act));
    });
    addKey(QStringLiteral("X"), tr("Compare"), [this] { m_bar->toggleCompare(); });
    addKey(QStringLiteral("I"), tr("Interval"), [this] { m_bar->nextInterval(); });
    addKey(QStringLiteral("V"), tr("Table or chart"), [this] { m_chart->setTableShown(!m_chart->isTableShown()); });
}

void OverviewPage::ask()
{
    if (isVisible() && !m_session.projectId().isEmpty())
        m_data.ask(m_bar->scope());
}

void OverviewPage::refresh()
{
    ask();
    m_morning->refresh();
}

void OverviewPage::showFigures()
{
    m_figures->setFigures(figuresOf(m_data));
    if (m_figures->current().isEmpty())
        m_figures->setCurrent(models::OverviewData::metrics().first());
}

void OverviewPage::showChart()
{
    const QString metric = m_figures->current();
    if (m_second == metric)
        m_second.clear();
    m_figures->setAdded(m_second);
    setMetric(m_chart, metric);
    m_chart->setModel(chartOf(m_data, metric, m_second), m_bar->span(), isAdditive(metric));
}

void OverviewPage::toggleSecond(const QString& metric)
{
    m_second = m_second == metric || metric == m_figures->current() ? QString() : metric;
    showChart();
}

void OverviewPage::openFigureMenu(const QString& metric, const QPoint& at)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (metric != m_figures->current()) {
        QAction* second =
            menu->addAction(m_second == metric ? tr("Take the second line away") : tr("Add as second line"));
        connect(second, &QAction::triggered, this, [this, metric] { toggleSecond(metric); });
    }
    QAction* copy = menu->addAction(tr("Copy the number"));
    connect(copy, &QAction::triggered, this, [this, metric] {
        if (const client::Figure* figure = m_data.figures().find(metric))
            QGuiApplication::clipboard()->setText(models::MetricText::value(metric, figure->now));
    });
    QAction* define = menu->addAction(tr("What does this number mean?"));
    connect(define, &QAction::triggered, this, [this, metric] { NumberHelp::open({metric}, m_figures->card(metric)); });
    menu->popup(at);
}

models::CsvTable OverviewPage::table() const
{
    if (m_data.figures().figures.isEmpty())
        return {};
    QStringList panels;
    for (const ReportPanel* report : m_reports) {
        if (report->panel()->isVisible())
            panels.append(report->id());
    }
    return models::overviewTable(m_data, panels);
}

QString OverviewPage::cost() const
{
    if (m_data.isLoading() || m_data.answered() == 0)
        return {};
    const QLocale locale;
    return tr("%n reports", nullptr, m_data.answered()) + QStringLiteral(" · ") +
           tr("%1 ms").arg(locale.toString(qlonglong(m_data.cost().elapsedMs))) + QStringLiteral(" · ") +
           tr("%1 rows read").arg(locale.toString(m_data.cost().rowsScanned));
}

void OverviewPage::dragged(int first, int last)
{
    const auto& buckets = m_data.series().buckets;
    if (first < 0 || last >= buckets.size() || first > last)
        return;
    const auto day = [&](int bucket) {
        return QDateTime::fromMSecsSinceEpoch(toMs(buckets.at(bucket).start), m_data.scope().zone).date();
    };
    m_bar->setRange({QStringLiteral("custom"), {}, day(first), day(last)});
}

void OverviewPage::openBucket(int bucket)
{
    dragged(bucket, bucket);
}

void OverviewPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    arrange();
}

void OverviewPage::changeEvent(QEvent* event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_grid != nullptr)
        arrange();
}

void OverviewPage::arrange()
{
    const theme::Tokens& t = theme::tokens(this);
    m_chart->setFixedHeight(std::min(t.px(m_chart->sizeHint().height()), kHighestChart));
    for (QWidget* panel : std::as_const(m_panels))
        panel->setFixedHeight(t.px(kPanelHeight));
    int columns = width() >= t.px(kFourColumnsFrom) ? 4 : 3;
    if (width() < t.px(kTwoColumnsBelow))
        columns = width() < t.px(kOneColumnBelow) ? 1 : 2;
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (int i = 0; i < m_panels.size(); ++i) {
        m_grid->removeWidget(m_panels.at(i));
        m_grid->addWidget(m_panels.at(i), i / columns, i % columns);
    }
    for (int column = 0; column < 4; ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
}

} // namespace sightglass::gui
