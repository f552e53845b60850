// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/connectsteps.h"

#include "gui/widgets/choicecard.h"
#include "gui/widgets/glasswidget.h"
#include "gui/widgets/label.h"
#include "gui/widgets/notice.h"
#include "gui/widgets/stepthread.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace sightglass::gui {

namespace {
const QString kPath = QStringLiteral("/stats");
constexpr int kGlassSeconds = 60;
} // namespace

ConnectSteps::ConnectSteps(Session& session, Recipe recipe, client::SourceInfo source, bool isShort, QWidget* parent)
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
    const bool isPrivate = isPrivateHost(session.hub().connection().base.host());
    if (m_recipe.isBrowser && !isShort) {
        m_reach = isPrivate ? Reach::OwnSite : Reach::PublicName;
        m_steps->setState(m_steps->addStep(tr("How visitors reach the hub"), {}, makeReach()), StepState::Done);
    }
    m_snippet->setObjectName(QStringLiteral("connect-snippet"));
    const int paste = m_steps->addStep(m_recipe.action, {}, m_snippet);
    m_waitStep = m_steps->addStep(m_recipe.wait, tr("This page notices by itself."), makeWait(isShort));
    m_steps->setState(paste, StepState::Done);
    m_steps->setState(m_waitStep, StepState::Current);
    choose(m_reach);
    connect(&session.sources(), &models::SourcesModel::firstEventSeen, this, &ConnectSteps::noteArrival);
    if (session.sources().hasSeen(m_source.id))
        noteArrival(m_source.id);
}

QString ConnectSteps::siteHost() const
{
    return m_source.hosts.isEmpty() ? tr("your-site.example") : m_source.hosts.first();
}

QWidget* ConnectSteps::makeReach()
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(10);
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    auto* group = new QButtonGroup(box);
    const auto add = [&](const QString& title, const QString& text, Reach reach) {
        auto* card = new ChoiceCard(title, text, {});
        card->setCompact(true);
        card->setChecked(reach == m_reach);
        group->addButton(card);
        row->addWidget(card, 1);
        connect(card, &QAbstractButton::toggled, this, [this, reach](bool on) {
            if (on)
                choose(reach);
        });
    };
    add(tr("Through your own site"), siteHost() + kPath, Reach::OwnSite);
    add(tr("A public name"), tr("The hub has its own https address"), Reach::PublicName);
    add(tr("Directly"), tr("Only people on your network"), Reach::Direct);
    column->addLayout(row);
    m_notice = new Notice(NoticeKind::Info);
    m_forwarding = new SnippetBox;
    m_forwarding->setObjectName(QStringLiteral("forwarding-snippet"));
    m_forwarding->setSnippets(Recipes::forwarding(m_session.hub().connection().base, kPath));
    column->addWidget(m_notice);
    column->addWidget(m_forwarding);
    return box;
}

QWidget* ConnectSteps::makeWait(bool isShort)
{
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    m_wait = new Label(tr("Waiting for the first event"), theme::Role::Strong);
    m_wait->setObjectName(QStringLiteral("connect-wait"));
    m_wait->setWordWrap(true);
    m_glass = new GlassWidget(GlassShape::Large);
    m_glass->setFixedWidth(isShort ? 220 : 268);
    m_glass->setContact(false);
    m_glass->setCaption(tr("The glass is empty so far"));
    row->addWidget(m_wait, 1, Qt::AlignTop);
    row->addWidget(m_glass);
    connect(&m_session.flow(), &models::FlowMeter::ticked, this, [this](models::FlowMeter::Second second) {
        if (m_hasArrived)
            m_glass->push({second.stored, second.refused});
    });
    return box;
}

QUrl ConnectSteps::base() const
{
    const QUrl hub = m_session.hub().connection().base;
    if (m_reach != Reach::OwnSite)
        return hub;
    return QUrl(QStringLiteral("https://") + siteHost() + kPath);
}

void ConnectSteps::choose(Reach reach)
{
    m_reach = reach;
    const QString host = m_session.hub().connection().base.host();
    if (m_notice) {
        m_forwarding->setVisible(reach == Reach::OwnSite);
        m_notice->setVisible(reach != Reach::PublicName || isPrivateHost(host));
        if (reach == Reach::OwnSite)
            m_notice->setText(
                {}, tr("Your site is public and the hub sits at %1. Browsers would ask every visitor before calling a "
                       "private "
                       "address, so your web server passes <b>%2</b> on. Name it under Settings as a trusted proxy.")
                        .arg(host.toHtmlEscaped(), kPath));
        else if (reach == Reach::PublicName)
            m_notice->setText(
                {}, tr("%1 is a private address. Open the hub by its public name first, then the snippet has it.")
                        .arg(host.toHtmlEscaped()));
        else
            m_notice->setText(
                {}, tr("Browsers ask visitors of a public site before they call a private address such as %1.")
                        .arg(host.toHtmlEscaped()));
    }
    showSnippets();
}

void ConnectSteps::showSnippets()
{
    m_snippet->setSnippets(Recipes::snippets(m_recipe.id, base(), m_source));
}

void ConnectSteps::noteArrival(const QString& sourceId)
{
    if (sourceId != m_source.id || m_hasArrived)
        return;
    m_hasArrived = true;
    m_steps->setState(m_waitStep, StepState::Done);
    m_wait->setText(tr("First event received. It is stored."));
    m_wait->setInk(Ink::Positive);
    m_glass->setContact(true);
    std::vector<GlassSample> samples;
    const auto& seconds = m_session.flow().seconds();
    for (auto it = seconds.end() - kGlassSeconds; it != seconds.end(); ++it)
        samples.push_back({it->stored, it->refused});
    m_glass->setSamples(samples);
    Q_EMIT arrived();
}

} // namespace sightglass::gui
