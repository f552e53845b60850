// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/connectpage.h"

#include "gui/pages/connectsteps.h"
#include "gui/pages/pageframe.h"
#include "gui/pages/sourcecard.h"
#include "gui/pages/sourcedialog.h"
#include "gui/widgets/button.h"
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

using models::Recipe;
using models::Recipes;

namespace {

constexpr int kListWidth = 248;
constexpr int kWidestList = 400;

/// Scrolls `inner` up and down, without a ground of its own.
QScrollArea* scrolled(QWidget* inner)
{
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(inner);
    inner->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    return scroll;
}

} // namespace

ConnectPage::ConnectPage(Session& session, QWidget* parent)
    : Page(QStringLiteral("connect"), parent)
    , m_session(session)
    , m_title(new Label({}, theme::Role::Title))
    , m_intro(new Label({}, theme::Role::Body, Ink::Text2))
    , m_kind(new Tag({}))
    , m_ids(new Button(tr("Ids and hosts…"), ButtonKind::Quiet))
{
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    QVBoxLayout* content = makeContent(outer);
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(makeList());
    row->addWidget(makeDetail(), 1);
    content->addLayout(row, 1);
    connect(&session, &Session::sourcesChanged, this, &ConnectPage::takeSources);
    connect(&session.sources(), &models::SourcesModel::protocolSeen, this, &ConnectPage::showArrivals);
    choose(m_recipe);
}

QWidget* ConnectPage::makeList()
{
    auto* panel = new Panel;
    m_list = panel;
    fitList();
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(1, 10, 1, 1);
    column->setSpacing(0);
    auto* search = new SearchField(tr("What do you use today?"));
    auto* field = new QHBoxLayout;
    field->setContentsMargins(11, 0, 11, 6);
    field->addWidget(search);
    column->addLayout(field);
    auto* ways = new QWidget;
    auto* inner = new QVBoxLayout(ways);
    inner->setContentsMargins(7, 2, 7, 7);
    inner->setSpacing(2);
    addRecipes(inner);
    inner->addStretch();
    column->addWidget(scrolled(ways), 1);
    panel->setContent(box);
    connect(search, &QLineEdit::textChanged, this, &ConnectPage::search);
    return panel;
}

void ConnectPage::addRecipes(QVBoxLayout* column)
{
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
}

QLayout* ConnectPage::makeHead()
{
    auto* head = new QHBoxLayout;
    head->setContentsMargins(18, 15, 22, 8);
    head->setSpacing(10);
    auto* words = new QVBoxLayout;
    words->setSpacing(0);
    m_title->setWordWrap(true);
    words->addWidget(m_title);
    m_intro->setWordWrap(true);
    words->addWidget(m_intro);
    head->addLayout(words, 1);
    m_ids->setObjectName(QStringLiteral("connect-ids"));
    m_ids->setControl(ControlSize::Small);
    connect(m_ids, &QPushButton::clicked, this, &ConnectPage::edit);
    head->addWidget(m_ids);
    head->addWidget(m_kind);
    return head;
}

QWidget* ConnectPage::makeDetail()
{
    auto* panel = new Panel;
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addLayout(makeHead());
    auto* inner = new QWidget;
    m_body = new QVBoxLayout(inner);
    m_body->setContentsMargins(18, 6, 22, 16);
    column->addWidget(scrolled(inner), 1);
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
        m_sourceId = detail.section(QLatin1Char('/'), 0, 0);
    const client::SourceInfo* source = m_session.sources().find(m_sourceId);
    const QString protocol = detail.section(QLatin1Char('/'), 1);
    if (!protocol.isEmpty())
        m_recipe = Recipes::usual(protocol, !source || source->kind == domain::SourceKind::Web);
    if (source && source->kind == domain::SourceKind::Server && m_recipe == QStringLiteral("script"))
        m_recipe = QStringLiteral("node");
    if (source)
        m_session.askProtocols(m_sourceId);
    choose(m_recipe);
}

void ConnectPage::takeSources()
{
    const client::SourceInfo* source = m_session.sources().find(m_sourceId);
    if (!source && m_session.sources().rowCount() > 0)
        setDetail(m_session.sources().sources().first().id);
    else if (source && *source != m_shown)
        showSteps();
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

void ConnectPage::edit()
{
    const client::SourceInfo* source = m_session.sources().find(m_sourceId);
    if (!source)
        return;
    auto* dialog = new SourceDialog(m_session, *source, window());
    connect(dialog, &SourceDialog::saved, this, [this] { m_session.refreshSources(); });
    dialog->open();
}

void ConnectPage::showArrivals()
{
    for (const auto& [recipe, item] : std::as_const(m_items))
        item->setBadge(m_session.sources().hasSeen(m_sourceId, recipe.protocol) ? BadgeKind::Done : BadgeKind::None,
                       {});
}

void ConnectPage::showSteps()
{
    delete m_steps;
    m_steps = nullptr;
    while (QLayoutItem* item = m_body->takeAt(0))
        delete item;
    showArrivals();
    const client::SourceInfo* source = m_session.sources().find(m_sourceId);
    const Recipe recipe = Recipes::find(m_recipe).value_or(Recipes::all().first());
    m_kind->setVisible(source);
    m_ids->setVisible(source);
    if (!source) {
        m_title->setText(recipe.title);
        m_intro->setText(tr("Add a source first: it has the key that goes into your pages."));
        return;
    }
    m_shown = *source;
    m_title->setText(tr("%1 on %2", "the way of sending, the source").arg(recipe.title, source->title()));
    m_intro->setText(recipe.intro);
    m_kind->setText(sourceKindText(int(source->kind)));
    m_steps = new ConnectSteps(m_session, recipe, *source, false);
    connect(m_steps, &ConnectSteps::arrived, this, &ConnectPage::costChanged);
    connect(m_steps, &ConnectSteps::hostRequested, this, &ConnectPage::edit);
    m_body->addWidget(m_steps);
    m_body->addStretch();
    Q_EMIT costChanged();
}

QString ConnectPage::cost() const
{
    return m_steps && m_steps->hasArrived() ? tr("events arrive") : tr("waiting for the first event");
}

} // namespace sightglass::gui
