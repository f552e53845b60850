// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/livepage.h"

#include "gui/pages/livehead.h"
#include "gui/pages/liveinspector.h"
#include "gui/pages/livelist.h"
#include "gui/pages/liveside.h"
#include "gui/pages/pageframe.h"
#include "gui/widgets/livelistview.h"
#include "theme/tokens.h"

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace sightglass::gui {

namespace {
constexpr int kRightWidth = 320;
constexpr int kBelowUnder = 800;
constexpr int kBelowHeight = 200;
} // namespace

LivePage::LivePage(Session& session, QWidget* parent)
    : Page(QStringLiteral("live"), parent)
    , m_session(session)
{
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    QVBoxLayout* content = makeContent(outer);
    m_head = new LiveHead;
    m_list = new LiveList(session.live());
    m_side = new LiveSide(session);
    m_inspector = new LiveInspector;
    m_right = new QStackedWidget;
    m_right->addWidget(m_side);
    m_right->addWidget(m_inspector);
    m_row = new QHBoxLayout;
    m_row->setSpacing(16);
    m_row->addWidget(m_list, 1);
    m_row->addWidget(m_right);
    content->addWidget(m_head);
    content->addLayout(m_row, 1);
    arrange();

    connect(m_list, &LiveList::rowChosen, this, &LivePage::inspect);
    connect(m_inspector, &LiveInspector::closeRequested, this, &LivePage::showSide);
    connect(m_inspector, &LiveInspector::sourceRequested, this, &LivePage::makeSourceFor);
    connect(&session, &Session::realtimeChanged, this,
            [this] { m_head->setVisitors(m_session.realtime().currentVisitors); });
    connect(&session, &Session::projectChanged, this, &LivePage::showSide);
    connect(&session, &Session::contactChanged, this,
            [this](client::Contact contact) { m_head->setContact(contact == client::Contact::Connected); });
    connect(&session.flow(), &models::FlowMeter::ticked, this, [this](models::FlowMeter::Second second) {
        m_head->push(second);
        Q_EMIT costChanged();
    });
    connect(&session, &Session::batchArrived, this, [this](const client::LiveBatch& batch) {
        if (!batch.events.isEmpty())
            m_lastEventMs = toMs(batch.events.last().at);
    });
    m_head->setContact(session.hub().contact() == client::Contact::Connected);
    setupKeys();
}

void LivePage::setupKeys()
{
    addKey(QStringLiteral("Space"), tr("Pause or go on"), [this] { m_list->togglePause(); });
    addKey(QStringLiteral("/"), tr("Search"), [this] { m_list->focusSearch(); });
    const QStringList kinds{tr("All"), tr("Page views"), tr("Events"), tr("Exceptions"), tr("Refused")};
    for (int i = 0; i < kinds.size(); ++i)
        addKey(QString::number(i + 1), kinds.at(i), [this, i] { m_list->chooseGroup(models::LiveModel::Group(i)); });
    addKey(QStringLiteral("Esc"), tr("Close the event"), [this] { showSide(); });
}

QString LivePage::cost() const
{
    if (m_lastEventMs == 0)
        return tr("no event yet");
    const double seconds = double(QDateTime::currentMSecsSinceEpoch() - m_lastEventMs) / 1000.0;
    constexpr double kMinute = 60;
    if (seconds < kMinute)
        return tr("last event %1 s ago").arg(QLocale().toString(std::max(0.0, seconds), 'f', 1));
    return tr("last event %n minutes ago", nullptr, int(seconds / kMinute));
}

void LivePage::refresh()
{
    m_head->setSeconds(m_session.flow().seconds());
    m_session.refreshRealtime();
    m_side->refresh();
}

void LivePage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    arrange();
}

void LivePage::changeEvent(QEvent* event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_row != nullptr)
        arrange();
}

void LivePage::arrange()
{
    const theme::Tokens& t = theme::tokens(this);
    const bool isBelow = width() < t.px(kBelowUnder);
    if (!isBelow && m_isBelow == false)
        return;
    m_isBelow = isBelow;
    m_row->setDirection(isBelow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_side->setAcross(isBelow);
    m_right->setMinimumSize(0, 0);
    m_right->setMaximumSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX);
    if (isBelow)
        m_right->setFixedHeight(std::min(t.px(kBelowHeight), height() / 3));
    else
        m_right->setFixedWidth(kRightWidth);
}

models::CsvTable LivePage::table() const
{
    return m_list->table();
}

void LivePage::inspect(int row)
{
    if (const client::LiveRow* event = m_session.live().eventAt(row))
        m_inspector->showEvent(*event);
    else if (const client::Refusal* refusal = m_session.live().refusal(row))
        m_inspector->showRefusal(*refusal);
    else
        return;
    m_right->setCurrentWidget(m_inspector);
}

void LivePage::showSide()
{
    m_list->view()->setCurrentIndex({});
    m_right->setCurrentWidget(m_side);
}

void LivePage::makeSourceFor(const client::Refusal& refusal)
{
    Q_EMIT m_session.placeRequested(QStringLiteral("sources"), refusal.key);
}

} // namespace sightglass::gui
