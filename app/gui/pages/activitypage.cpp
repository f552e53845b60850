// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/activitypage.h"

#include "charts/lifecyclechart.h"
#include "gui/pages/answerstack.h"
#include "gui/pages/pageframe.h"
#include "gui/pages/reportbar.h"
#include "gui/widgets/label.h"
#include "gui/widgets/panel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QTableWidget>
#include <QVBoxLayout>

namespace sightglass::gui {

namespace {

constexpr int kTableRowHeight = 32;
constexpr int kMostTableRows = 12;

enum FigureAt { kDaily, kWeekly, kMonthly, kSteady };

QString fixedShare(const std::optional<double>& rate)
{
    return rate ? QLocale().toString(*rate * 100, 'f', 1) + QLatin1Char('%') : QStringLiteral("–");
}

} // namespace

ActivityPage::ActivityPage(Session& session, QWidget* parent)
    : Page(QStringLiteral("activity"), parent)
    , m_session(session)
    , m_bar(new ReportBar(session, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_bar->bar()->intervalButton()->hide(); // The hub answers day by day.
    m_bar->bar()->compareButton()->hide();
    column->addWidget(m_bar->bar());
    auto* content = new QWidget;
    auto* parts = new QVBoxLayout(content);
    parts->setContentsMargins(0, 0, 0, 0);
    parts->setSpacing(16);
    parts->addWidget(makeFigures());
    parts->addWidget(makeMoves());
    parts->addStretch();
    m_stack = new AnswerStack(LoadingPlaceholder::Shape::Chart, content);
    m_stack->setObjectName(QStringLiteral("activity-answer"));
    makeScrolledContent(column)->addWidget(m_stack, 1);
    connect(m_bar, &ReportBar::scopeChanged, this, &ActivityPage::ask);
    connect(m_stack, &AnswerStack::againRequested, this, &ActivityPage::ask);
    connect(m_stack, &AnswerStack::cancelled, this, [this] { m_pending.cancel(); });
    connect(&m_session, &Session::contactChanged, this, [this](client::Contact contact) {
        if (contact == client::Contact::Connected && isVisible())
            ask();
    });
    m_bar->offerKeys([this](const QString& keys, const QString& text, std::function<void()> act) {
        addKey(keys, text, std::move(act));
    });
}

QWidget* ActivityPage::makeFigures()
{
    auto* panel = new Panel;
    panel->setAccessibleName(tr("Active people"));
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(16, 12, 16, 12);
    row->setSpacing(24);
    const auto add = [&](const QString& name, const QString& note, const char* id) {
        auto* cell = new QVBoxLayout;
        cell->setSpacing(1);
        cell->addWidget(new Label(name, theme::Role::CaptionMedium, Ink::Text2));
        auto* value = new Label(QStringLiteral("–"), theme::Role::Figure);
        value->setObjectName(QString::fromLatin1(id));
        cell->addWidget(value);
        auto* words = new Label(note, theme::Role::Caption, Ink::Text3);
        words->setWordWrap(true);
        cell->addWidget(words);
        cell->addStretch();
        row->addLayout(cell, 1);
        m_figures.append(value);
    };
    add(tr("Active that day"), tr("on the last day"), "activity-daily");
    add(tr("Active in 7 days"), tr("ending with the last day"), "activity-weekly");
    add(tr("Active in 30 days"), tr("ending with the last day"), "activity-monthly");
    add(tr("Stickiness"), tr("mean active a day of all who were active"), "activity-steady");
    panel->setContent(box);
    return panel;
}

QWidget* ActivityPage::makeMoves()
{
    auto* panel = new Panel;
    panel->setTitle(tr("How people come and go"));
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(14, 4, 14, 8);
    column->setSpacing(12);
    auto* words = new Label(tr("Day by day. New: never seen before. Returning: here the day before, too. Back again: "
                               "here earlier, but not the day before. Gone quiet: here the day before, not this day."),
                            theme::Role::Small, Ink::Text2);
    words->setWordWrap(true);
    m_chart = new charts::LifecycleChart;
    m_chart->setObjectName(QStringLiteral("activity-chart"));
    m_chart->setMinimumHeight(m_chart->sizeHint().height());
    m_table = new QTableWidget;
    m_table->setObjectName(QStringLiteral("activity-table"));
    m_table->setAccessibleName(tr("How people come and go"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    column->addWidget(words);
    column->addWidget(m_chart);
    column->addWidget(m_table);
    panel->setContent(box);
    return panel;
}

void ActivityPage::ask()
{
    if (!isVisible() || m_session.projectId().isEmpty())
        return;
    const models::Scope scope = m_bar->scope();
    m_pending.cancel();
    client::Question question;
    question.kind = QStringLiteral("activity");
    question.period = models::periodOf(scope.from, scope.to, scope.zone);
    question.filters = scope.filters;
    m_stack->showLoading();
    m_chart->setStale(true);
    m_pending =
        m_session.hub().activity(scope.project, question, this, [this](const Expected<client::Activity>& answer) {
            if (answer)
                take(*answer);
            else
                m_stack->showError(answer.error());
        });
}

void ActivityPage::take(const client::Activity& answer)
{
    m_answer = answer;
    const bool isAnybody = std::any_of(answer.periods.begin(), answer.periods.end(),
                                       [](const auto& period) { return period.active() > 0 || period.dormant > 0; });
    if (!isAnybody && answer.isCookieless)
        m_stack->showEmpty(tr("People cannot be told apart here"),
                           tr("Visitors of this project have no id that lasts longer than a day, so nobody can be seen "
                              "to come back. Overview counts them day by day."));
    else if (!isAnybody)
        m_stack->showEmpty(tr("Nobody was active in these days"), m_bar->filters().isEmpty()
                                                                      ? tr("Choose more days.")
                                                                      : tr("Take a filter away, or choose more days."));
    else
        m_stack->showContent();
    showFigures();
    showMoves();
    Q_EMIT costChanged();
}

void ActivityPage::showFigures()
{
    const QLocale locale;
    const bool isKnown = !m_answer.days.isEmpty();
    const client::ActiveDay last = isKnown ? m_answer.days.last() : client::ActiveDay();
    const auto count = [&](qint64 number) { return isKnown ? locale.toString(number) : QStringLiteral("–"); };
    m_figures.at(kDaily)->setText(count(last.dau));
    m_figures.at(kWeekly)->setText(count(last.wau));
    m_figures.at(kMonthly)->setText(count(last.mau));
    m_figures.at(kSteady)->setText(fixedShare(m_answer.stickiness));
}

void ActivityPage::showMoves()
{
    const QLocale locale;
    std::vector<charts::LifecycleBar> bars;
    for (const client::LifecyclePeriod& period : std::as_const(m_answer.periods))
        bars.push_back({locale.toString(period.date, QStringLiteral("d MMM")),
                        locale.toString(period.date, QLocale::LongFormat), period.fresh, period.returning,
                        period.resurrecting, period.dormant});
    m_chart->setBars(bars);
    const charts::ChartTable numbers = m_chart->spokenTable();
    m_table->setColumnCount(int(numbers.head.size()) + 1);
    m_table->setHorizontalHeaderLabels(numbers.head + QStringList{tr("Active")});
    m_table->setRowCount(int(numbers.rows.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const auto put = [&](int at, const QString& text) {
            auto* item = new QTableWidgetItem(text);
            item->setTextAlignment((at == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
            m_table->setItem(m_table->rowCount() - 1 - row, at, item); // the latest on top
        };
        const QStringList& cells = numbers.rows[std::size_t(row)];
        for (int at = 0; at < cells.size(); ++at)
            put(at, cells.at(at));
        put(int(cells.size()), QLocale().toString(m_answer.periods.at(row).active()));
    }
    for (int at = 0; at < m_table->columnCount(); ++at)
        m_table->horizontalHeaderItem(at)->setTextAlignment((at == 0 ? Qt::AlignLeft : Qt::AlignRight) |
                                                            Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    fitTable();
}

void ActivityPage::fitTable()
{
    m_table->setFixedHeight(
        theme::tokens(this).px(kTableRowHeight) * (std::min(m_table->rowCount(), kMostTableRows) + 1) + 2);
}

void ActivityPage::changeEvent(QEvent* event)
{
    Page::changeEvent(event);
    if (event->type() != QEvent::StyleChange || m_table == nullptr)
        return;
    m_chart->setMinimumHeight(m_chart->sizeHint().height());
    fitTable();
}

QString ActivityPage::cost() const
{
    if (!m_stack->isContentShown())
        return {};
    const QLocale locale;
    return tr("%1 ms").arg(locale.toString(qlonglong(m_answer.stats.elapsedMs))) + QStringLiteral(" · ") +
           tr("%1 rows read").arg(locale.toString(m_answer.stats.rowsScanned));
}

models::CsvTable ActivityPage::table() const
{
    if (!m_stack->isContentShown())
        return {};
    models::CsvTable table{{QStringLiteral("date"), QStringLiteral("new"), QStringLiteral("returning"),
                            QStringLiteral("resurrecting"), QStringLiteral("dormant")},
                           {}};
    for (const client::LifecyclePeriod& period : m_answer.periods)
        table.rows.append({period.date.toString(Qt::ISODate), QString::number(period.fresh),
                           QString::number(period.returning), QString::number(period.resurrecting),
                           QString::number(period.dormant)});
    return table;
}

} // namespace sightglass::gui
