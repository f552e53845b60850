// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/livelist.h"

#include "gui/pages/liverowsadapter.h"
#include "gui/widgets/button.h"
#include "gui/widgets/livedelegate.h"
#include "gui/widgets/livelistview.h"
#include "gui/widgets/searchfield.h"
#include "gui/widgets/segmented.h"

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLocale>
#include <QVBoxLayout>

namespace sightglass::gui {

using models::LiveModel;

namespace {
constexpr int kFadeStepMs = 100;
}

LiveList::LiveList(LiveModel& model, QWidget* parent)
    : Panel(parent)
    , m_model(model)
{
    m_filter.setSourceModel(&model);
    m_adapter = new LiveRowsAdapter(this);
    m_adapter->setSourceModel(&m_filter);
    m_view = new LiveListView;
    m_view->setObjectName(QStringLiteral("live-list"));
    m_view->setModel(m_adapter);
    m_view->setItemDelegate(new LiveDelegate(m_view));
    m_view->setAccessibleName(tr("Live events"));
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(1, 0, 1, 1);
    column->setSpacing(0);
    column->addWidget(makeBar());
    column->addWidget(m_view, 1);
    setContent(content);
    m_fadeEnd.setSingleShot(true);
    connect(&m_fade, &QTimer::timeout, m_view->viewport(), qOverload<>(&QWidget::update));
    connect(&m_fadeEnd, &QTimer::timeout, &m_fade, &QTimer::stop);
    connect(m_adapter, &QAbstractItemModel::rowsInserted, this, &LiveList::fade);
    connect(&model, &LiveModel::heldChanged, this, &LiveList::showHeld);
    connect(&model, &LiveModel::refusedChanged, this, &LiveList::showRefused);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& current) {
        const QModelIndex row = m_filter.mapToSource(m_adapter->mapToSource(current));
        Q_EMIT rowChosen(row.isValid() ? row.row() : -1);
    });
}

QWidget* LiveList::makeBar()
{
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(13, 9, 13, 9);
    row->setSpacing(8);
    m_tabs = new Segmented({tr("All"), tr("Page views"), tr("Events"), tr("Exceptions"), tr("Refused")});
    m_tabs->setObjectName(QStringLiteral("live-tabs"));
    m_tabs->setAccessibleName(tr("Kinds of events"));
    m_search = new SearchField(tr("Search"));
    m_search->setObjectName(QStringLiteral("live-search"));
    m_pause = new Button(tr("Pause"));
    m_pause->setObjectName(QStringLiteral("live-pause"));
    m_pause->setIconName(QStringLiteral("pause"));
    setKeyHint(m_pause, tr("Space"));
    row->addWidget(m_tabs);
    row->addSpacing(8);
    row->addWidget(m_search, 1);
    row->addWidget(m_pause);
    connect(m_tabs, &Segmented::chosen, this, [this](int tab) { m_filter.setGroup(LiveModel::Group(tab)); });
    connect(m_search, &QLineEdit::textChanged, &m_filter, &models::LiveFilter::setSearch);
    connect(m_pause, &QPushButton::clicked, this, &LiveList::togglePause);
    return bar;
}

void LiveList::chooseGroup(LiveModel::Group group)
{
    m_tabs->setCurrent(int(group));
    m_filter.setGroup(group);
}

void LiveList::togglePause()
{
    m_model.setPaused(!m_model.isPaused());
    m_pause->setIconName(m_model.isPaused() ? QStringLiteral("play") : QStringLiteral("pause"));
    showHeld(m_model.heldCount());
}

void LiveList::showHeld(qint64 held)
{
    if (!m_model.isPaused())
        m_pause->setText(tr("Pause"));
    else
        m_pause->setText(held > 0 ? tr("Go on, %1 new").arg(QLocale().toString(held)) : tr("Go on"));
}

void LiveList::showRefused(int refused)
{
    m_tabs->setCount(int(LiveModel::Group::Refused), refused > 0 ? QLocale().toString(refused) : QString());
}

void LiveList::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void LiveList::fade()
{
    if (!m_view->isVisible() || theme::tokens(this).reducedMotion)
        return;
    m_fade.start(kFadeStepMs);
    m_fadeEnd.start(LiveRowsAdapter::kFreshMs + kFadeStepMs);
}

} // namespace sightglass::gui
