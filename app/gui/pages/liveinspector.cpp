// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/liveinspector.h"

#include "gui/pages/eventtreedelegate.h"
#include "gui/widgets/button.h"
#include "models/livetext.h"
#include "theme/tokens.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonDocument>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace sightglass::gui {

namespace {

QTreeView* makeTree(QAbstractItemModel* model, QWidget* parent)
{
    auto* tree = new QTreeView(parent);
    tree->setModel(model);
    tree->setItemDelegate(new EventTreeDelegate(tree));
    tree->setHeaderHidden(true);
    tree->setFrameShape(QFrame::NoFrame);
    tree->setUniformRowHeights(true);
    tree->setIndentation(12);
    tree->setTextElideMode(Qt::ElideMiddle);
    tree->header()->setStretchLastSection(true);
    tree->setObjectName(QStringLiteral("event-tree"));
    tree->setAccessibleName(LiveInspector::tr("Members of the event"));
    return tree;
}

QPlainTextEdit* makeText(QWidget* parent)
{
    auto* text = new QPlainTextEdit(parent);
    text->setReadOnly(true);
    text->setFrameShape(QFrame::NoFrame);
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    text->setFont(theme::tokens(parent).font(theme::Role::Mono));
    text->setObjectName(QStringLiteral("event-json"));
    text->setAccessibleName(LiveInspector::tr("The event as JSON"));
    return text;
}

} // namespace

LiveInspector::LiveInspector(QWidget* parent)
    : Panel(parent)
{
    setObjectName(QStringLiteral("live-inspector"));
    setTabs({tr("Event"), tr("JSON")});
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(8, 8, 8, 8);
    m_stack = new QStackedWidget;
    m_tree = makeTree(&m_model, this);
    m_json = makeText(this);
    m_stack->addWidget(m_tree);
    m_stack->addWidget(m_json);
    column->addWidget(m_stack, 1);
    column->addWidget(makeFoot());
    setContent(content);
    connect(this, &Panel::tabChosen, this, &LiveInspector::showTab);
}

QWidget* LiveInspector::makeFoot()
{
    auto* foot = new QWidget;
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(4, 0, 4, 0);
    auto* copy = new Button(tr("Copy"), ButtonKind::Quiet);
    copy->setIconName(QStringLiteral("copy"));
    auto* make = new Button(tr("Create a source"), ButtonKind::Plain);
    make->setIconName(QStringLiteral("plus"));
    auto* close = new Button(tr("Close"), ButtonKind::Quiet);
    close->setObjectName(QStringLiteral("inspector-close"));
    row->addWidget(copy);
    row->addWidget(make);
    row->addStretch();
    row->addWidget(close);
    m_makeSource = make;
    connect(copy, &QPushButton::clicked, this, &LiveInspector::copyShown);
    connect(make, &QPushButton::clicked, this, [this] { Q_EMIT sourceRequested(m_refusal); });
    connect(close, &QPushButton::clicked, this, &LiveInspector::closeRequested);
    return foot;
}

void LiveInspector::showTab(int tab)
{
    m_stack->setCurrentIndex(tab);
}

void LiveInspector::showEvent(const client::LiveRow& event)
{
    setTabs({tr("Event"), tr("JSON")});
    m_model.setEvent(event);
    m_tree->expandAll();
    m_tree->setColumnWidth(0, std::max(110, width() * 2 / 5));
    m_json->setPlainText(QString::fromUtf8(QJsonDocument(event.json).toJson(QJsonDocument::Indented)));
    m_makeSource->hide();
    setMeasure(models::LiveText::title(event));
    showTab(currentTab());
}

void LiveInspector::showRefusal(const client::Refusal& refusal)
{
    m_refusal = refusal;
    setTabs({tr("What was sent")});
    QStringList lines{models::LiveText::refusal(refusal)};
    if (!refusal.detail.isEmpty() && refusal.detail != lines.first())
        lines.append(refusal.detail);
    lines.append(refusal.reason);
    m_json->setPlainText(lines.join(QLatin1Char('\n')) + QStringLiteral("\n\n") + refusal.excerpt);
    m_makeSource->setVisible(!refusal.key.isEmpty());
    setMeasure(tr("Refused"));
    showTab(1);
}

QString LiveInspector::shownText() const
{
    return m_json->toPlainText();
}

void LiveInspector::copyShown()
{
    QGuiApplication::clipboard()->setText(m_json->toPlainText());
}

} // namespace sightglass::gui
