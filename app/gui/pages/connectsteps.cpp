// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/connectsteps.h"

#include "gui/pages/reachstep.h"
#include "gui/widgets/button.h"
#include "gui/widgets/glasswidget.h"
#include "gui/widgets/label.h"
#include "gui/widgets/notice.h"
#include "gui/widgets/snippetbox.h"
#include "gui/widgets/stepthread.h"
#include "models/livetext.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace sightglass::gui {

namespace {
constexpr int kShownSeconds = 60;
} // namespace

ConnectSteps::ConnectSteps(Session& session, models::Recipe recipe, client::SourceInfo source, bool isShort,
                           QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_recipe(std::move(recipe))
    , m_source(std::move(source))
    , m_steps(new StepThread(this))
    , m_snippet(new SnippetBox)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_steps);
    if (!isShort) {
        m_reach = new ReachStep(session.hub().connection().base, m_source, m_recipe.isBrowser);
        connect(m_reach, &ReachStep::chosen, this, &ConnectSteps::showSnippets);
    }
    if (m_reach && m_recipe.isBrowser)
        m_steps->setState(m_steps->addStep(tr("How visitors reach the hub"), {}, m_reach), StepState::Done);
    const int paste = m_steps->addStep(m_recipe.action, {}, makePaste());
    m_waitStep = m_steps->addStep(m_recipe.wait, tr("This page notices by itself."), makeWait(isShort));
    m_steps->setState(paste, StepState::Done);
    m_steps->setState(m_waitStep, StepState::Current);
    showSnippets();
    connect(&session.sources(), &models::SourcesModel::protocolSeen, this, &ConnectSteps::noteProtocol);
    if (session.sources().hasSeen(m_source.id, m_recipe.protocol))
        noteArrival();
    else
        showOthers();
}

QWidget* ConnectSteps::makePaste()
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    m_snippet->setObjectName(QStringLiteral("connect-snippet"));
    if (m_reach && !m_recipe.isBrowser)
        column->addWidget(m_reach);
    if (models::Recipes::lacksHost(m_recipe, m_source)) {
        auto* notice = new Notice(NoticeKind::Warning);
        notice->setObjectName(QStringLiteral("connect-lacks-host"));
        notice->setText({}, tr("What is sent this way is found by its host, and this source lists none yet."));
        auto* add = new Button(tr("Name its host…"));
        add->setControl(ControlSize::Small);
        connect(add, &QPushButton::clicked, this, &ConnectSteps::hostRequested);
        notice->addButton(add);
        column->addWidget(notice);
    }
    column->addWidget(m_snippet);
    return box;
}

QWidget* ConnectSteps::makeWait(bool isShort)
{
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    m_wait = new Label(tr("Waiting for the first event"), theme::Role::Strong);
    m_wait->setObjectName(QStringLiteral("connect-wait"));
    m_wait->setWordWrap(true);
    m_others = new Label({}, theme::Role::Small, Ink::Text2);
    m_others->setObjectName(QStringLiteral("connect-others"));
    m_others->setWordWrap(true);
    m_others->hide();
    words->addWidget(m_wait);
    words->addWidget(m_others);
    words->addStretch();
    m_glass = new GlassWidget(GlassShape::Large);
    m_glass->setFixedWidth(isShort ? 220 : 268);
    m_glass->setContact(false);
    m_glass->setCaption(tr("The glass is empty so far"));
    row->addLayout(words, 1);
    row->addWidget(m_glass);
    connect(&m_session.flow(), &models::FlowMeter::ticked, this, [this](models::FlowMeter::Second second) {
        if (m_hasArrived)
            m_glass->push({second.stored, second.refused});
    });
    return box;
}

void ConnectSteps::showSnippets()
{
    const QUrl hub = m_session.hub().connection().base;
    const models::SenderAddress address =
        m_reach ? m_reach->address() : models::senderAddress(models::Reach::Direct, hub, m_source);
    m_snippet->setSnippets(models::Recipes::snippets(m_recipe.id, address, m_source));
}

void ConnectSteps::noteProtocol(const QString& sourceId, const QString& protocol)
{
    if (sourceId != m_source.id || m_hasArrived)
        return;
    if (protocol.isEmpty() || protocol == m_recipe.protocol)
        noteArrival();
    else
        showOthers();
}

void ConnectSteps::showOthers()
{
    const QModelIndexList found = m_session.sources().match(m_session.sources().index(0), models::SourcesModel::IdRole,
                                                            m_source.id, 1, Qt::MatchExactly);
    const QStringList protocols =
        found.isEmpty() ? QStringList() : found.first().data(models::SourcesModel::ProtocolsRole).toStringList();
    m_others->setVisible(!protocols.isEmpty());
    m_others->setText(tr("Events of this source arrive already, sent as %1. None came as %2 yet.")
                          .arg(protocols.join(QStringLiteral(", ")), models::LiveText::protocol(m_recipe.protocol)));
}

void ConnectSteps::noteArrival()
{
    m_hasArrived = true;
    m_steps->setState(m_waitStep, StepState::Done);
    m_others->hide();
    m_wait->setText(tr("First event received. It is stored."));
    m_wait->setInk(Ink::Positive);
    m_glass->setContact(true);
    std::vector<GlassSample> samples;
    const auto& seconds = m_session.flow().seconds();
    for (auto it = seconds.end() - std::min<qsizetype>(kShownSeconds, qsizetype(seconds.size())); it != seconds.end();
         ++it)
        samples.push_back({it->stored, it->refused});
    m_glass->setSamples(samples);
    Q_EMIT arrived();
}

} // namespace sightglass::gui
