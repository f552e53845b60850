// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/funnelspage.h"

#include "gui/pages/answerstack.h"
#include "gui/pages/funnelsteppopup.h"
#include "gui/pages/funnelsteps.h"
#include "gui/pages/pageframe.h"
#include "gui/pages/peoplepanel.h"
#include "gui/pages/reportbar.h"
#include "gui/widgets/button.h"
#include "gui/widgets/sentence.h"
#include "models/metrictext.h"
#include "theme/tokens.h"

#include <QCursor>
#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QMenu>
#include <QVBoxLayout>

namespace sightglass::gui {

using models::FunnelDefinition;

namespace {

constexpr int kPeopleHeight = 320;
const QString kUnit = QStringLiteral("unit");
const QString kOrder = QStringLiteral("order");
const QString kWindow = QStringLiteral("window");

} // namespace

FunnelsPage::FunnelsPage(Session& session, Preferences& preferences, QWidget* parent)
    : Page(QStringLiteral("funnels"), parent)
    , m_session(session)
    , m_preferences(preferences)
    , m_bar(new ReportBar(session, this))
    , m_people(new PeoplePanel(session, models::PeopleModel::Kind::Funnel))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_bar->bar()->intervalButton()->hide();
    m_bar->bar()->compareButton()->hide();
    column->addWidget(m_bar->bar());
    QVBoxLayout* content = makeScrolledContent(column);
    content->addWidget(makeFunnelPanel());
    m_people->setObjectName(QStringLiteral("funnel-people"));
    m_people->setTabs({tr("Reached this step"), tr("Left before it")});
    m_people->setFixedHeight(theme::tokens(this).px(kPeopleHeight));
    content->addWidget(m_people);
    content->addStretch();
    connect(m_bar, &ReportBar::scopeChanged, this, &FunnelsPage::ask);
    connect(m_people, &PeoplePanel::answered, this, &Page::costChanged);
    connect(m_people, &Panel::tabChosen, this, [this](int tab) { choose({m_chart->chosen().step, tab == 1}); });
    connect(&m_session, &Session::contactChanged, this, [this](client::Contact contact) {
        if (contact == client::Contact::Connected && isVisible())
            refresh();
    });
    setupKeys();
    showFunnel();
    showTooFew();
}

QWidget* FunnelsPage::makeFunnelPanel()
{
    auto* panel = new Panel;
    panel->setAccessibleName(tr("Funnel"));
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(14);
    auto* head = new QHBoxLayout;
    head->setSpacing(14);
    m_sentence = new Sentence;
    m_sentence->setObjectName(QStringLiteral("funnel-sentence"));
    m_add = new Button(tr("Step"), ButtonKind::Quiet);
    m_add->setObjectName(QStringLiteral("funnel-add-step"));
    m_add->setIconName(QStringLiteral("plus"));
    m_add->setAccessibleName(tr("Add a step"));
    head->addWidget(m_sentence, 1);
    head->addWidget(m_add, 0, Qt::AlignTop);
    m_steps = new FunnelSteps;
    m_chart = new charts::FunnelChart;
    m_chart->setObjectName(QStringLiteral("funnel-chart"));
    m_stack = new AnswerStack(LoadingPlaceholder::Shape::Chart, m_chart);
    m_stack->setObjectName(QStringLiteral("funnel-answer"));
    m_stack->setMinimumHeight(m_chart->sizeHint().height());
    column->addLayout(head);
    column->addWidget(m_steps);
    column->addWidget(m_stack, 1);
    panel->setContent(box);
    connect(m_sentence, &Sentence::activated, this, &FunnelsPage::openChoice);
    connect(m_add, &QPushButton::clicked, this, [this] { editStep(-1); });
    connect(m_steps, &FunnelSteps::editRequested, this, &FunnelsPage::editStep);
    connect(m_chart, &charts::FunnelChart::partChosen, this, &FunnelsPage::choose);
    connect(m_stack, &AnswerStack::againRequested, this, &FunnelsPage::ask);
    connect(m_stack, &AnswerStack::cancelled, this, [this] { m_pending.cancel(); });
    return panel;
}

void FunnelsPage::changeEvent(QEvent* event)
{
    Page::changeEvent(event);
    if (event->type() != QEvent::StyleChange || m_stack == nullptr)
        return;
    m_people->setFixedHeight(theme::tokens(this).px(kPeopleHeight));
    m_stack->setMinimumHeight(m_chart->sizeHint().height());
}

void FunnelsPage::setupKeys()
{
    m_bar->offerKeys([this](const QString& keys, const QString& text, std::function<void()> act) {
        addKey(keys, text, std::move(act));
    });
    addKey(QStringLiteral("+"), tr("Add a step"), [this] {
        if (m_add->isEnabled())
            editStep(-1);
    });
}

QString FunnelsPage::keptUnder() const
{
    const QString hub = m_session.isLocal() ? QStringLiteral("here") : m_session.hub().connection().display();
    return QStringLiteral("funnel/%1/%2").arg(hub, m_session.projectId());
}

void FunnelsPage::refresh()
{
    ask();
}

void FunnelsPage::setFunnel(const FunnelDefinition& funnel)
{
    m_funnel = funnel;
    m_preferences.setValue(keptUnder(), funnel.toText());
    m_chart->setChosen({});
    showFunnel();
    ask();
}

client::Question FunnelsPage::question(const QString& kind) const
{
    const models::Scope scope = m_bar->scope();
    client::Question question;
    question.kind = kind;
    question.period = models::periodOf(scope.from, scope.to, scope.zone);
    question.filters = scope.filters;
    question.members = m_funnel.members();
    return question;
}

void FunnelsPage::ask()
{
    if (!isVisible() || m_session.projectId().isEmpty())
        return;
    if (m_loaded != keptUnder()) {
        m_loaded = keptUnder();
        m_funnel = FunnelDefinition::fromText(m_preferences.value(m_loaded));
        m_chart->setBars({}, {});
        m_chart->setChosen({});
        showFunnel();
    }
    m_pending.cancel();
    if (!m_funnel.isComplete())
        return showTooFew();
    m_stack->showLoading();
    m_chart->setStale(true);
    m_pending = m_session.hub().funnel(m_session.projectId(), question(QStringLiteral("funnel")), this,
                                       [this](const Expected<client::Funnel>& answer) {
                                           if (answer)
                                               return take(*answer);
                                           m_stack->showError(answer.error());
                                           choose({});
                                           Q_EMIT costChanged();
                                       });
}

void FunnelsPage::take(const client::Funnel& answer)
{
    m_answer = answer;
    std::vector<charts::FunnelBar> bars;
    for (qsizetype i = 0; i < answer.steps.size(); ++i) {
        const client::FunnelStep& step = answer.steps.at(i);
        QString time;
        if (step.medianMs)
            time = models::MetricText::number(QStringLiteral("visit_duration"), *step.medianMs / 1000);
        bars.push_back({m_funnel.steps.value(i).text, step.count, step.dropOff, step.overallRate, step.stepRate, time});
    }
    m_chart->setBars(bars, unit());
    if (bars.empty() || bars.front().count == 0)
        m_stack->showEmpty(tr("Nobody took the first step in these days"),
                           tr("Choose more days, another first step, or take a filter away."));
    else
        m_stack->showContent();
    choose(m_chart->chosen());
    Q_EMIT costChanged();
}

QString FunnelsPage::unit() const
{
    return m_funnel.isByVisit ? tr("visits") : tr("people");
}

void FunnelsPage::showFunnel()
{
    showSentence();
    m_steps->setSteps(m_funnel.steps);
    m_steps->setChosen(m_chart->chosen().step);
    m_add->setEnabled(m_funnel.steps.size() < FunnelDefinition::kMostSteps);
}

void FunnelsPage::showSentence()
{
    //: %1 is "people" or "visits", %2 "in this order", %3 "7 days". Each can be clicked.
    m_sentence->setSentence(tr("Of %1 that started, how many took every step %2 within %3 of the first?"),
                            {{unit(), kUnit, Ink::Accent},
                             {FunnelDefinition::orderText(m_funnel.order), kOrder, Ink::Accent},
                             {FunnelDefinition::windowText(m_funnel.window), kWindow, Ink::Accent}});
}

void FunnelsPage::showTooFew()
{
    auto* add = new Button(m_funnel.steps.isEmpty() ? tr("Choose the first step") : tr("Choose the next step"),
                           ButtonKind::Primary);
    add->setObjectName(QStringLiteral("funnel-begin"));
    add->setIconName(QStringLiteral("plus"));
    connect(add, &QPushButton::clicked, this, [this] { editStep(-1); });
    if (m_funnel.steps.isEmpty())
        m_stack->showEmpty(tr("No funnel yet"),
                           tr("A funnel shows how many people go from one step to the next, where the others leave, "
                              "and who they are. A step is a page or an event."),
                           {add});
    else
        m_stack->showEmpty(tr("One more step"), tr("A funnel has at least two."), {add});
    m_people->hide();
    Q_EMIT costChanged();
}

void FunnelsPage::choose(const charts::FunnelPart& part)
{
    charts::FunnelPart shown = part;
    if (shown.step <= 0)
        shown.isLost = false; // nobody leaves before the first step
    m_chart->setChosen(shown);
    m_steps->setChosen(shown.step);
    m_people->setVisible(m_stack->isContentShown());
    m_people->setCurrentTab(shown.isLost ? 1 : 0);
    if (shown.step < 0) {
        m_people->setTitle(tr("People"));
        m_people->setTabs({});
        return m_people->showNothing(
            tr("Choose a bar, or the loss above it"),
            tr("The people who took that step, or who left before it, are listed here. From there their timelines "
               "open."));
    }
    m_people->setTitle(tr("Step %1, %2").arg(shown.step + 1).arg(m_funnel.steps.value(shown.step).text));
    m_people->setTabs(shown.step == 0 ? QStringList() : QStringList{tr("Reached this step"), tr("Left before it")});
    m_people->setCurrentTab(shown.isLost ? 1 : 0);
    askPeople();
}

void FunnelsPage::askPeople()
{
    const charts::FunnelPart part = m_chart->chosen();
    client::Question asked = question(QStringLiteral("funnel_people"));
    asked.members.insert(QStringLiteral("step"), part.step + 1);
    asked.members.insert(QStringLiteral("outcome"),
                         part.isLost ? QStringLiteral("dropped") : QStringLiteral("converted"));
    const client::FunnelStep step = m_answer.steps.value(part.step);
    const qint64 counted = part.isLost ? step.dropOff : step.count;
    m_people->setCounted(m_funnel.isByVisit ? 0 : counted);
    if (counted > 0)
        m_people->setEmptyText(tr("Nobody of them can be listed"),
                               tr("They are counted, but nothing is kept that tells one from another."));
    else if (part.isLost)
        m_people->setEmptyText(tr("Nobody left here"), tr("Whoever took the step before took this one, too."));
    else
        m_people->setEmptyText(tr("Nobody came this far"), {});
    m_people->ask(asked);
}

void FunnelsPage::editStep(int step)
{
    const bool isNew = step < 0 || step >= m_funnel.steps.size();
    auto* popup = new FunnelStepPopup(m_session, m_bar->scope(),
                                      isNew ? models::FunnelCondition() : m_funnel.steps.at(step), window());
    connect(popup, &FunnelStepPopup::chosen, this, [this, step, isNew](const models::FunnelCondition& chosen) {
        FunnelDefinition changed = m_funnel;
        if (isNew)
            changed.steps.append(chosen);
        else
            changed.steps[step] = chosen;
        setFunnel(changed);
    });
    connect(popup, &FunnelStepPopup::removed, this, [this, step] {
        FunnelDefinition changed = m_funnel;
        changed.steps.removeAt(step);
        setFunnel(changed);
    });
    connect(popup, &FunnelStepPopup::moved, this, [this, step](int by) {
        FunnelDefinition changed = m_funnel;
        if (step + by < 0 || step + by >= changed.steps.size())
            return;
        changed.steps.swapItemsAt(step, step + by);
        setFunnel(changed);
    });
    QWidget* anchor = m_add;
    if (!isNew)
        anchor = m_steps->card(step);
    popup->openBelow(anchor, isNew ? Qt::AlignRight : Qt::AlignLeft);
}

void FunnelsPage::addChoice(QMenu* menu, const QString& text, bool isOn, const FunnelDefinition& then)
{
    QAction* action = menu->addAction(text);
    action->setCheckable(true);
    action->setChecked(isOn);
    connect(action, &QAction::triggered, this, [this, then] { setFunnel(then); });
}

void FunnelsPage::openChoice(const QString& target)
{
    auto* menu = new QMenu(m_sentence);
    menu->setObjectName(QStringLiteral("funnel-choice"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    FunnelDefinition then = m_funnel;
    if (target == kUnit) {
        then.isByVisit = false;
        addChoice(menu, tr("people"), !m_funnel.isByVisit, then);
        then.isByVisit = true;
        addChoice(menu, tr("visits"), m_funnel.isByVisit, then);
    }
    for (const QString& order : target == kOrder ? FunnelDefinition::orders() : QStringList()) {
        then.order = order;
        addChoice(menu, FunnelDefinition::orderText(order), order == m_funnel.order, then);
    }
    for (const QString& window : target == kWindow ? FunnelDefinition::windows() : QStringList()) {
        then.window = window;
        addChoice(menu, FunnelDefinition::windowText(window), window == m_funnel.window, then);
    }
    const QPoint pointer = QCursor::pos();
    const QRect sentence(m_sentence->mapToGlobal(QPoint()), m_sentence->size());
    menu->popup(QPoint(sentence.contains(pointer) ? pointer.x() - 20 : sentence.left(), sentence.bottom() + 4));
}

QString FunnelsPage::cost() const
{
    if (!m_stack->isContentShown() || m_answer.steps.isEmpty())
        return {};
    const QLocale locale;
    return tr("funnel over %1 %2").arg(locale.toString(m_answer.steps.first().count), unit()) + QStringLiteral(" · ") +
           tr("%1 ms").arg(locale.toString(qlonglong(m_answer.stats.elapsedMs))) + QStringLiteral(" · ") +
           tr("%1 rows read").arg(locale.toString(m_answer.stats.rowsScanned));
}

models::CsvTable FunnelsPage::table() const
{
    if (m_people->isVisible() && m_people->model().rowCount() > 0)
        return m_people->model().table();
    if (!m_stack->isContentShown())
        return {};
    models::CsvTable table{{QStringLiteral("step"), QStringLiteral("count"), QStringLiteral("overall_rate"),
                            QStringLiteral("step_rate"), QStringLiteral("drop_off"), QStringLiteral("median_time_ms")},
                           {}};
    const auto number = [](const std::optional<double>& value) {
        return value ? models::plainNumber(*value) : QString();
    };
    for (qsizetype i = 0; i < m_answer.steps.size(); ++i) {
        const client::FunnelStep& step = m_answer.steps.at(i);
        table.rows.append({FunnelDefinition::conditionText(m_funnel.steps.value(i)), QString::number(step.count),
                           number(step.overallRate), number(step.stepRate), QString::number(step.dropOff),
                           number(step.medianMs)});
    }
    return table;
}

} // namespace sightglass::gui
