// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/firstrun/firstrun.h"

#include "gui/firstrun/eventstep.h"
#include "gui/firstrun/hubstep.h"
#include "gui/firstrun/interestsstep.h"
#include "gui/firstrun/projectstep.h"
#include "gui/widgets/button.h"
#include "gui/widgets/label.h"
#include "gui/widgets/portholewidget.h"
#include "gui/widgets/stepthread.h"
#include "theme/icons.h"
#include "theme/tokens.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace sightglass::gui {

namespace {
constexpr int kSideWidth = 420;
constexpr int kContentWidth = 668;
constexpr int kFootHeight = 84;
} // namespace

FirstRun::FirstRun(Session& session, HubHost* host, ConnectionKeeper& keeper, Preferences& preferences, QWidget* parent)
    : QWidget(parent)
    , m_preferences(preferences)
    , m_steps(new QStackedWidget)
    , m_interests(new InterestsStep)
    , m_hub(new HubStep(host, keeper))
    , m_project(new ProjectStep(session, host, preferences))
    , m_event(new EventStep(session))
{
    setObjectName(QStringLiteral("first-run"));
    setWindowTitle(tr("Sightglass"));
    setWindowIcon(theme::applicationIcon());
    setMinimumSize(960, 600);
    resize(1280, 800);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_side = makeSide();
    row->addWidget(m_side);
    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    for (Step* step : std::initializer_list<Step*>{m_interests, m_hub, m_project, m_event})
        addStep(step);
    right->addWidget(m_steps, 1);
    right->addWidget(makeFoot());
    row->addLayout(right, 1);
    connect(m_event, &EventStep::arrived, this, [this] { m_porthole->setQuarters(4); });
    show(0);
}

void FirstRun::addStep(Step* step)
{
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(40, 84, 40, 20);
    step->setMaximumWidth(kContentWidth);
    row->addStretch(0);
    row->addWidget(step, 1);
    row->addStretch(0);
    scroll->setWidget(box);
    box->setAutoFillBackground(false); // setWidget() has switched it on.
    scroll->viewport()->setAutoFillBackground(false);
    m_steps->addWidget(scroll);
    connect(step, &Step::completeChanged, this, &FirstRun::showButtons);
    connect(step, &Step::finished, this, &FirstRun::stepFinished);
}

QWidget* FirstRun::makeSide()
{
    auto* side = new QWidget;
    side->setFixedWidth(kSideWidth);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(48, 72, 48, 40);
    m_porthole = new PortholeWidget;
    m_porthole->setObjectName(QStringLiteral("porthole"));
    auto* name = new Label(QStringLiteral("Sightglass"), theme::Role::Figure);
    name->setAlignment(Qt::AlignHCenter);
    auto* line = new Label(tr("See what flows."), theme::Role::Lead, Ink::Text2);
    line->setAlignment(Qt::AlignHCenter);
    m_list = new StepList(
        {tr("What you want to see"), tr("Where the hub lives"), tr("Your first project"), tr("The first event")});
    column->addWidget(m_porthole, 0, Qt::AlignHCenter);
    column->addSpacing(16);
    column->addWidget(name);
    column->addWidget(line);
    column->addStretch();
    column->addWidget(m_list);
    connect(m_list, &StepList::stepClicked, this, &FirstRun::goTo);
    return side;
}

QWidget* FirstRun::makeFoot()
{
    auto* foot = new QWidget;
    foot->setObjectName(QStringLiteral("foot"));
    foot->setFixedHeight(kFootHeight);
    auto* outer = new QHBoxLayout(foot);
    outer->setContentsMargins(40, 0, 40, 0);
    auto* inner = new QWidget;
    inner->setMaximumWidth(kContentWidth);
    auto* row = new QHBoxLayout(inner);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(12);
    m_foot = new Label({}, theme::Role::Small, Ink::Text2);
    m_foot->setWordWrap(true);
    m_leave = new Button(tr("Leave this for later"), ButtonKind::Quiet);
    m_leave->setObjectName(QStringLiteral("first-leave"));
    m_back = new Button(tr("Back"), ButtonKind::Quiet);
    m_continue = new Button(tr("Continue"), ButtonKind::Primary);
    m_continue->setObjectName(QStringLiteral("first-continue"));
    for (Button* button : {m_leave, m_back, m_continue})
        button->setControl(ControlSize::Large);
    row->addWidget(m_foot, 1);
    row->addWidget(m_leave);
    row->addWidget(m_back);
    row->addWidget(m_continue);
    outer->addStretch(0);
    outer->addWidget(inner, 1);
    outer->addStretch(0);
    connect(m_leave, &QPushButton::clicked, this, [this] { finish(QStringLiteral("overview")); });
    connect(m_back, &QPushButton::clicked, this, [this] { show(step() - 1); });
    connect(m_continue, &QPushButton::clicked, this, [this] {
        Step* const all[] = {m_interests, m_hub, m_project, m_event};
        all[step()]->proceed();
    });
    return foot;
}

int FirstRun::step() const
{
    return m_steps->currentIndex();
}

void FirstRun::goTo(int step)
{
    show(std::clamp(step, 0, m_steps->count() - 1));
}

void FirstRun::show(int index)
{
    m_steps->setCurrentIndex(index);
    m_list->setCurrent(index);
    m_porthole->setQuarters(index + (m_event->hasArrived() ? 1 : 0));
    Step* const all[] = {m_interests, m_hub, m_project, m_event};
    all[index]->entered();
    showButtons();
}

void FirstRun::showButtons()
{
    const Step* const all[] = {m_interests, m_hub, m_project, m_event};
    const Step* current = all[step()];
    m_back->setVisible(step() > 0);
    m_leave->setVisible(step() != 3 && step() != 1);
    m_continue->setText(current->continueText());
    m_continue->setEnabled(current->isComplete());
    m_foot->setText(current->footText());
}

void FirstRun::stepFinished()
{
    if (step() == 1)
        Q_EMIT hubChosen();
    if (step() == 2)
        m_event->begin(m_interests->recipe(), m_project->source());
    if (step() == 3)
        return finish(m_event->hasArrived() ? QStringLiteral("live") : QStringLiteral("sources"));
    show(step() + 1);
}

void FirstRun::finish(const QString& page)
{
    if (m_isDone)
        return;
    m_isDone = true;
    m_preferences.setFirstRunDone(true);
    Q_EMIT closed(page);
}

void FirstRun::closeEvent(QCloseEvent* event)
{
    finish(QStringLiteral("overview"));
    QWidget::closeEvent(event);
}

void FirstRun::paintEvent(QPaintEvent*)
{
    const theme::Tokens& t = theme::tokens(this);
    QPainter painter(this);
    painter.fillRect(rect(), t.surface.panel);
    painter.fillRect(QRect(0, 0, m_side->width(), height()), t.surface.sidebar);
    painter.fillRect(QRect(m_side->width(), 0, 1, height()), t.line.line);
    painter.fillRect(QRect(m_side->width(), height() - kFootHeight, width(), 1), t.line.line);
}

} // namespace sightglass::gui
