// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/peoplepage.h"

#include "gui/pages/pageframe.h"
#include "gui/pages/peoplepanel.h"
#include "gui/pages/reportbar.h"
#include "gui/widgets/searchfield.h"

#include <QLocale>
#include <QVBoxLayout>

namespace sightglass::gui {

namespace {
constexpr int kTypingPauseMs = 250;
constexpr int kSearchWidth = 320;
} // namespace

PeopleListPage::PeopleListPage(Session& session, QWidget* parent)
    : Page(QStringLiteral("people"), parent)
    , m_session(session)
    , m_bar(new ReportBar(session, this))
    , m_search(new SearchField(tr("Search by a part of any id")))
    , m_people(new PeoplePanel(session, models::PeopleModel::Kind::Seen))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_bar->bar()->intervalButton()->hide();
    m_bar->bar()->compareButton()->hide();
    column->addWidget(m_bar->bar());
    QVBoxLayout* content = makeContent(column);
    m_search->setObjectName(QStringLiteral("people-search"));
    m_search->setMostWidth(kSearchWidth);
    content->addWidget(m_search);
    m_people->setTitle(tr("Last seen first"));
    content->addWidget(m_people, 1);
    m_typed.setSingleShot(true);
    m_typed.setInterval(kTypingPauseMs);
    connect(&m_typed, &QTimer::timeout, this, &PeopleListPage::ask);
    connect(m_search, &QLineEdit::textChanged, &m_typed, qOverload<>(&QTimer::start));
    connect(m_bar, &ReportBar::scopeChanged, this, &PeopleListPage::ask);
    connect(m_people, &PeoplePanel::answered, this, &Page::costChanged);
    m_bar->offerKeys([this](const QString& keys, const QString& text, std::function<void()> act) {
        addKey(keys, text, std::move(act));
    });
}

void PeopleListPage::ask()
{
    if (!isVisible() || m_session.projectId().isEmpty())
        return;
    const models::Scope scope = m_bar->scope();
    client::Question question;
    question.kind = QStringLiteral("people");
    question.period = models::periodOf(scope.from, scope.to, scope.zone);
    question.filters = scope.filters;
    const QString search = m_search->text().trimmed();
    if (!search.isEmpty())
        question.members.insert(QStringLiteral("search"), search);
    if (!search.isEmpty())
        m_people->setEmptyText(tr("Nobody with “%1” in an id").arg(search),
                               tr("User ids and anonymous ids of these days were looked through."));
    else if (!scope.filters.isEmpty())
        m_people->setEmptyText(tr("Nobody fits these filters"), tr("Take a filter away, or choose more days."));
    else
        m_people->setEmptyText(tr("Nobody in these days"), tr("Choose more days to see who was here before."));
    m_people->ask(question);
}

QString PeopleListPage::cost() const
{
    if (m_people->total() == 0)
        return {};
    const QLocale locale;
    return tr("%n people", nullptr, int(m_people->total())) + QStringLiteral(" · ") +
           tr("%1 ms").arg(locale.toString(qlonglong(m_people->cost().elapsedMs)));
}

models::CsvTable PeopleListPage::table() const
{
    return m_people->model().table();
}

} // namespace sightglass::gui
