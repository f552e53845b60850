// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/personpage.h"

#include "gui/pages/answerstack.h"
#include "gui/pages/pageframe.h"
#include "gui/pages/personfacts.h"
#include "gui/pages/timelinedelegate.h"
#include "gui/widgets/panel.h"
#include "models/peoplemodel.h"
#include "theme/tokens.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QListView>
#include <QVBoxLayout>

namespace sightglass::gui {

namespace {
constexpr int kEventsAtOnce = 200;
constexpr int kFactsWidth = 300;
} // namespace

PersonPage::PersonPage(Session& session, QWidget* parent)
    : Page(QStringLiteral("person"), parent)
    , m_session(session)
    , m_facts(new PersonFacts)
    , m_panel(new Panel)
    , m_view(new QListView)
    , m_stack(new AnswerStack(LoadingPlaceholder::Shape::Rows, m_view))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    QVBoxLayout* content = makeContent(column);
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    arrange();
    m_view->setObjectName(QStringLiteral("person-timeline"));
    m_view->setAccessibleName(tr("Timeline"));
    m_view->setModel(&m_timeline);
    m_view->setItemDelegate(new TimelineDelegate(m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setUniformItemSizes(false);
    m_panel->setTitle(tr("Timeline"));
    m_stack->setContentsMargins(0, 0, 0, 8); // clear of the panel's corners
    m_panel->setContent(m_stack);
    row->addWidget(m_facts);
    row->addWidget(m_panel, 1);
    content->addLayout(row, 1);
    connect(m_panel, &Panel::footerClicked, this, [this] { askTimeline(m_next); });
    connect(m_stack, &AnswerStack::againRequested, this, &PersonPage::ask);
    connect(m_stack, &AnswerStack::cancelled, this, [this] { m_timelinePending.cancel(); });
}

/// Larger text needs a wider column, but the timeline keeps more than half.
void PersonPage::arrange()
{
    m_facts->setFixedWidth(std::min(theme::tokens(this).px(kFactsWidth), width() * 2 / 5));
}

void PersonPage::changeEvent(QEvent* event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        arrange();
}

void PersonPage::resizeEvent(QResizeEvent* event)
{
    Page::resizeEvent(event);
    arrange();
}

QString PersonPage::title() const
{
    return m_name.isEmpty() ? tr("Person") : m_name;
}

void PersonPage::setDetail(const QString& detail)
{
    if (detail.isEmpty())
        return;
    m_id = detail;
    m_project = m_session.projectId();
    m_name.clear();
    m_facts->clear();
    Q_EMIT headerChanged();
    ask();
}

/// A person belongs to a project: with another one chosen the list of its people is the place to be.
void PersonPage::refresh()
{
    if (m_id.isEmpty() || m_project == m_session.projectId())
        return ask();
    m_id.clear();
    Q_EMIT m_session.placeRequested(QStringLiteral("people"), {});
}

void PersonPage::ask()
{
    m_personPending.cancel();
    m_timelinePending.cancel();
    m_timeline.clear();
    m_timeline.setZone(m_session.zone());
    if (m_id.isEmpty())
        return m_stack->showEmpty(tr("Nobody chosen"),
                                  tr("Choose somebody under People, or behind a bar of a funnel."));
    m_personPending =
        m_session.hub().person(m_session.projectId(), m_id, this, [this](const Expected<client::Person>& answer) {
            if (answer)
                takePerson(*answer);
        });
    askTimeline({});
}

void PersonPage::askTimeline(const QString& cursor)
{
    if (cursor.isEmpty()) {
        m_panel->setFooter({});
        m_panel->setMeasure({});
        m_stack->showLoading();
    }
    m_timelinePending = m_session.hub().timeline(m_session.projectId(), m_id, kEventsAtOnce, cursor, this,
                                                 [this](const Expected<client::TimelinePage>& answer) {
                                                     if (answer)
                                                         takeTimeline(*answer);
                                                     else
                                                         m_stack->showError(answer.error());
                                                 });
}

void PersonPage::takePerson(const client::Person& person)
{
    m_name = models::PeopleModel::name(person.row);
    m_facts->setPerson(person, m_session.zone());
    Q_EMIT headerChanged();
}

void PersonPage::takeTimeline(const client::TimelinePage& page)
{
    m_timeline.append(page.rows);
    m_next = page.next;
    m_panel->setMeasure(tr("Oldest first"));
    m_panel->setFooter(m_next.isEmpty() ? QString() : tr("Show what came later"));
    if (m_timeline.events() == 0)
        m_stack->showEmpty(tr("Nothing is kept of this person"), tr("Their events went with their age."));
    else
        m_stack->showContent();
    Q_EMIT costChanged();
}

QString PersonPage::cost() const
{
    return m_timeline.events() > 0 ? tr("%n events", nullptr, int(m_timeline.events())) : QString();
}

} // namespace sightglass::gui
