// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/reachstep.h"

#include "gui/widgets/button.h"
#include "gui/widgets/choicecard.h"
#include "gui/widgets/notice.h"
#include "gui/widgets/snippetbox.h"
#include "models/protocolsnippets.h"
#include "theme/tokens.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QEvent>

namespace sightglass::gui {

using models::Advice;
using models::Reach;

namespace {
constexpr double kStackedFrom = 1.4;
}

ReachStep::ReachStep(const QUrl& hub, client::SourceInfo source, bool isBrowser, QWidget* parent)
    : QWidget(parent)
    , m_hub(hub)
    , m_source(std::move(source))
    , m_isBrowser(isBrowser)
    , m_reach(isBrowser ? models::usualReach(m_hub, m_source) : Reach::Direct)
    , m_cards(new QButtonGroup(this))
    , m_noticeBox(new QWidget)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, isBrowser ? 4 : 0, 0, 0);
    column->setSpacing(10);
    auto* notice = new QVBoxLayout(m_noticeBox);
    notice->setContentsMargins(0, 0, 0, 0);
    if (isBrowser)
        addCards(column);
    column->addWidget(m_noticeBox);
    if (isBrowser) {
        m_forwarding = new SnippetBox;
        m_forwarding->setObjectName(QStringLiteral("forwarding-snippet"));
        m_forwarding->setSnippets(models::ProtocolSnippets::forwarding(m_hub));
        column->addWidget(m_forwarding);
    }
    showAdvice();
}

void ReachStep::addCards(QLayout* into)
{
    auto* box = new QWidget;
    m_cardRow = new QBoxLayout(QBoxLayout::LeftToRight, box);
    m_cardRow->setContentsMargins(0, 0, 0, 0);
    m_cardRow->setSpacing(10);
    placeCards();
    const QString own = models::senderAddress(Reach::OwnSite, m_hub, m_source).base.toString(QUrl::RemoveScheme).mid(2);
    const auto add = [&](const QString& name, const QString& title, const QString& text, Reach reach) {
        auto* card = new ChoiceCard(title, text, {});
        card->setObjectName(name);
        card->setCompact(true);
        card->setChecked(reach == m_reach);
        m_cards->addButton(card, int(reach));
        m_cardRow->addWidget(card, 1);
        connect(card, &QAbstractButton::toggled, this, [this, reach](bool on) {
            if (on)
                choose(reach);
        });
    };
    add(QStringLiteral("reach-own"), tr("Through your own site"), own, Reach::OwnSite);
    add(QStringLiteral("reach-public"), tr("A public name"), tr("The hub has its own https address"),
        Reach::PublicName);
    add(QStringLiteral("reach-direct"), tr("Directly"), tr("Only people on your network"), Reach::Direct);
    into->addWidget(box);
}

// Larger text needs a line of its own for each card.
void ReachStep::placeCards()
{
    const bool isBeside = theme::tokens(this).textScale < kStackedFrom;
    m_cardRow->setDirection(isBeside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

void ReachStep::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_cardRow != nullptr)
        placeCards();
}

void ReachStep::choose(Reach reach)
{
    if (reach == m_reach)
        return;
    m_reach = reach;
    if (QAbstractButton* card = m_cards->button(int(reach)))
        card->setChecked(true);
    showAdvice();
    Q_EMIT chosen(reach);
}

void ReachStep::showAdvice()
{
    if (m_notice != nullptr) { // Its own button may have led here.
        m_notice->hide();
        m_notice->setObjectName({});
        m_notice->deleteLater();
        m_notice = nullptr;
    }
    const Advice advice = this->advice();
    m_noticeBox->setVisible(advice != Advice::None);
    if (m_forwarding)
        m_forwarding->setVisible(m_reach == Reach::OwnSite);
    if (advice == Advice::None)
        return;
    m_notice = new Notice(models::isWarning(advice) ? NoticeKind::Warning : NoticeKind::Info);
    m_notice->setObjectName(QStringLiteral("reach-notice"));
    m_notice->setText({}, adviceText());
    if (models::isWarning(advice)) {
        auto* pass = new Button(tr("Pass a path on"));
        pass->setObjectName(QStringLiteral("reach-pass-on"));
        pass->setControl(ControlSize::Small);
        connect(pass, &QPushButton::clicked, this, [this] {
            choose(Reach::OwnSite);
            m_cards->button(int(Reach::OwnSite))->setFocus(Qt::OtherFocusReason);
        });
        m_notice->addButton(pass);
    }
    m_noticeBox->layout()->addWidget(m_notice);
}

QString ReachStep::adviceText() const
{
    const QString host = m_hub.host().toHtmlEscaped();
    const QString path = models::passedPath();
    switch (advice()) {
    case Advice::PassOn:
        return tr("Your site is public and the hub sits at %1. Browsers would ask every visitor before calling a "
                  "private address, so your web server passes <b>%2</b> on. Name it under Settings as a trusted proxy.")
            .arg(host, path);
    case Advice::PassOnPublic:
        return tr("Your web server passes <b>%2</b> on to %1. Name it under Settings as a trusted proxy.")
            .arg(host, path);
    case Advice::NeedsPublicName:
        return tr("%1 is a private address. Open the hub by its public name first, then the snippet has it.").arg(host);
    case Advice::MixedContent:
        return tr("Pages on https may not call plain http, and %1 has no https. Give the hub a certificate, or let "
                  "your web server pass a path on.")
            .arg(host);
    case Advice::AsksVisitors:
        return tr("Your site is public. Browsers ask each of its visitors before they call a private address such as "
                  "%1, and most will say no.")
            .arg(host);
    case Advice::VisitorsOwn:
        return tr("Your site is public, and %1 is each visitor's own computer, not this one. Nothing would arrive.")
            .arg(host);
    case Advice::OnlyThisComputer:
        return tr("%1 works for programs on the hub's own computer. For others, open the hub by an address that they "
                  "reach.")
            .arg(host);
    case Advice::OnlyThisNetwork:
        return tr("%1 works for programs in the hub's own network. For others, open the hub by its public name.")
            .arg(host);
    case Advice::None: break;
    }
    return {};
}

} // namespace sightglass::gui
