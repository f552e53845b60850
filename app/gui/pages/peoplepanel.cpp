// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/peoplepanel.h"

#include <QHeaderView>
#include <QLocale>
#include <QTableView>

namespace sightglass::gui {

namespace {
constexpr int kPeopleAtOnce = 50;
} // namespace

PeoplePanel::PeoplePanel(Session& session, models::PeopleModel::Kind kind, QWidget* parent)
    : Panel(parent)
    , m_session(session)
    , m_model(kind)
    , m_view(new QTableView)
    , m_stack(new AnswerStack(LoadingPlaceholder::Shape::Rows, m_view))
    , m_emptyTitle(tr("Nobody"))
{
    build();
    connect(m_view, &QTableView::activated, this, &PeoplePanel::open);
    connect(m_view, &QTableView::clicked, this, &PeoplePanel::open);
    connect(m_stack, &AnswerStack::againRequested, this, [this] { ask(m_question); });
    connect(m_stack, &AnswerStack::cancelled, this, [this] { m_pending.cancel(); });
    connect(this, &Panel::footerClicked, this, [this] { askPage(m_next); });
}

void PeoplePanel::build()
{
    m_view->setObjectName(QStringLiteral("people-list"));
    m_view->setAccessibleName(tr("People"));
    m_view->setModel(&m_model);
    m_view->setShowGrid(false);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setTabKeyNavigation(false);
    m_view->setWordWrap(false);
    m_view->setCursor(Qt::PointingHandCursor);
    m_view->verticalHeader()->hide();
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_view->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_stack->setContentsMargins(7, 0, 7, 8); // cells begin below the title, clear of the corners
    setContent(m_stack);
}

void PeoplePanel::setEmptyText(const QString& title, const QString& text)
{
    m_emptyTitle = title;
    m_emptyText = text;
}

void PeoplePanel::showNothing(const QString& title, const QString& text)
{
    m_pending.cancel();
    m_model.clear();
    m_next.clear();
    m_total = 0;
    showMeasure();
    m_stack->showEmpty(title, text);
}

void PeoplePanel::ask(const client::Question& question)
{
    m_question = question;
    m_model.clear();
    m_model.setZone(m_session.zone());
    m_next.clear();
    m_total = 0;
    showMeasure();
    askPage({});
}

void PeoplePanel::askPage(const QString& cursor)
{
    m_pending.cancel();
    client::Question question = m_question;
    question.limit = kPeopleAtOnce;
    if (cursor.isEmpty())
        m_stack->showLoading();
    else
        question.members.insert(QStringLiteral("cursor"), cursor);
    m_pending = m_session.hub().people(m_session.projectId(), question, this,
                                       [this](const Expected<client::PeoplePage>& answer) {
                                           if (answer)
                                               take(*answer);
                                           else
                                               m_stack->showError(answer.error());
                                       });
}

void PeoplePanel::take(const client::PeoplePage& page)
{
    m_model.append(page.rows);
    m_next = page.next;
    m_total = page.total;
    m_cost = page.stats;
    showMeasure();
    if (m_model.rowCount() == 0)
        m_stack->showEmpty(m_emptyTitle, m_emptyText);
    else
        m_stack->showContent();
    Q_EMIT answered();
}

void PeoplePanel::showMeasure()
{
    if (m_total > 0 && m_total < m_counted)
        setMeasure(tr("%1 of %2 people, nothing tells the others apart")
                       .arg(QLocale().toString(m_total), QLocale().toString(m_counted)));
    else
        setMeasure(m_total > 0 ? tr("%n people", nullptr, int(m_total)) : QString());
    const qint64 more = m_next.isEmpty() ? 0 : m_total - m_model.rowCount();
    setFooter(more > 0 ? tr("Show %n more", nullptr, int(std::min<qint64>(more, kPeopleAtOnce))) : QString());
}

void PeoplePanel::open(const QModelIndex& index)
{
    const QString id = index.data(models::PeopleModel::IdRole).toString();
    if (!id.isEmpty())
        Q_EMIT m_session.placeRequested(QStringLiteral("person"), id);
}

} // namespace sightglass::gui
