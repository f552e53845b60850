// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/connectpage.h"

#include "gui/pages/connectsteps.h"
#include "gui/pages/pageframe.h"
#include "gui/pages/sourcecard.h"
#include "gui/widgets/label.h"
#include "gui/widgets/panel.h"
#include "gui/widgets/searchfield.h"
#include "gui/widgets/sidebaritem.h"
#include "gui/widgets/tag.h"
#include "theme/tokens.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace sightglass::gui {

namespace {
constexpr int kListWidth = 248;
constexpr int kWidestList = 400;
} // namespace

ConnectPage::ConnectPage(Session& session, QWidget* parent)
    : Page(QStringLiteral("connect"), parent)
    , m_session(session)
    , m_title(new Label({}, theme::Role::Title))
    , m_intro(new Label({}, theme::Role::Body, Ink::Text2))
    , m_kind(new Tag({}))
{
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    QVBoxLayout* content = makeContent(outer);
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(makeList());
    row->addWidget(makeDetail(), 1);
    content->addLayout(row, 1);
    connect(&session, &Session::sourcesChanged, this, [this] {
        if (!m_session.sources().find(m_sourceId) && m_session.sources().rowCount() > 0)
            setDetail(m_session.sources().sources().first().id);
    });
    choose(m_recipe);
}

QWidget* ConnectPage::makeList()
{
    auto* panel = new Panel;
    m_list = panel;
    fitList();
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(8, 10, 8, 8);
    column->setSpacing(2);
    auto* search = new SearchField(tr("What do you use today?"));
    auto* field = new QHBoxLayout;
    field->setContentsMargins(4, 0, 4, 8);
    field->addWidget(search);
    column->addLayout(field);
    for (const Recipe& recipe : Recipes::all()) {
        if (!m_captions.contains(recipe.group)) {
            auto* caption = new Label(recipe.group, theme::Role::CaptionMedium, Ink::Text2);
            caption->setContentsMargins(8, m_captions.isEmpty() ? 4 : 12, 0, 4);
            m_captions.insert(recipe.group, caption);
            column->addWidget(caption);
        }
        auto* item = new SidebarItem(recipe.id, recipe.title, recipe.icon);
        item->setObjectName(QStringLiteral("recipe-") + recipe.id);
        connect(item, &QAbstractButton::clicked, this, [this, id = recipe.id] { choose(id); });
        column->addWidget(item);
        m_items.append({recipe, item});
    }
    column->addStretch();
    panel->setContent(box);
    connect(search, &QLineEdit::textChanged, this, &ConnectPage::search);
    return panel;
}

QWidget* ConnectPage::makeDetail()
{
    auto* panel = new Panel;
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(18, 15, 22, 8);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(m_title);
    m_intro->setWordWrap(true);
    words->addWidget(m_intro);
    head->addLayout(words, 1);
    head->addWidget(m_kind);
    column->addLayout(head);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* inner = new QWidget;
    m_body = new QVBoxLayout(inner);
    m_body->setContentsMargins(18, 6, 22, 16);
    scroll->setWidget(inner);
    inner->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    column->addWidget(scroll, 1);
    panel->setContent(box);
    return panel;
}

void ConnectPage::changeEvent(QEvent* event)
{
    Page::changeEvent(event);
    if (event->type() == QEvent::StyleChange && m_list != nullptr)
        fitList();
}

void ConnectPage::fitList()
{
    m_list->setFixedWidth(std::min(theme::tokens(this).px(kListWidth), kWidestList));
}

void ConnectPage::search(const QString& words)
{
    QSet<QString> shown;
    for (const auto& [recipe, item] : std::as_const(m_items)) {
        const bool fits =
            recipe.title.contains(words, Qt::CaseInsensitive) || recipe.group.contains(words, Qt::CaseInsensitive);
        item->setVisible(fits);
        if (fits)
            shown.insert(recipe.group);
    }
    for (auto it = m_captions.cbegin(); it != m_captions.cend(); ++it)
        it.value()->setVisible(shown.contains(it.key()));
}

void ConnectPage::setDetail(const QString& detail)
{
    if (!detail.isEmpty())
        m_sourceId = detail;
    const client::SourceInfo* source = m_session.sources().find(m_sourceId);
    if (source && source->kind == domain::SourceKind::Server && m_recipe == QStringLiteral("script"))
        m_recipe = QStringLiteral("node");
    choose(m_recipe);
}

void ConnectPage::choose(const QString& recipe)
{
    m_recipe = recipe;
    for (const auto& [entry, item] : std::as_const(m_items)) {
        if (entry.id == recipe)
            item->setChecked(true);
    }
    showSteps();
}

void ConnectPage::showSteps()
{
    delete m_steps;
    m_steps = nullptr;
    while (QLayoutItem* item = m_body->takeAt(0))
        delete item;
    const client::SourceInfo* source = m_session.sources().find(m_sourceId);
    const auto found =
        std::find_if(m_items.cbegin(), m_items.cend(), [&](const auto& item) { return item.first.id == m_recipe; });
    m_kind->setVisible(source);
    if (!source || found == m_items.cend()) {
        m_title->setText(found == m_items.cend() ? QString() : found->first.title);
        m_intro->setText(tr("Add a source first: it has the key that goes into your pages."));
        return;
    }
    m_title->setText(tr("%1 for %2", "the way of sending, the source").arg(found->first.title, source->title()));
    m_intro->setText(found->first.intro);
    m_kind->setText(sourceKindText(int(source->kind)));
    m_steps = new ConnectSteps(m_session, found->first, *source, false);
    connect(m_steps, &ConnectSteps::arrived, this, &ConnectPage::costChanged);
    m_body->addWidget(m_steps);
    m_body->addStretch();
    Q_EMIT costChanged();
}

QString ConnectPage::cost() const
{
    return m_steps && m_steps->hasArrived() ? tr("events arrive") : tr("waiting for the first event");
}

} // namespace sightglass::gui
