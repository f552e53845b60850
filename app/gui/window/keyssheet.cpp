// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/keyssheet.h"

#include "gui/widgets/label.h"
#include "gui/widgets/tag.h"
#include "gui/window/commands.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace sightglass::gui {

namespace {

void fill(QVBoxLayout* column, const QString& title, const QList<PageKey>& keys)
{
    column->addWidget(new Label(title, theme::Role::Strong));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    for (int i = 0; i < keys.size(); ++i) {
        grid->addWidget(new Tag(keys.at(i).keys), i, 0, Qt::AlignLeft);
        grid->addWidget(new Label(keys.at(i).text, theme::Role::Body, Ink::Text2), i, 1);
    }
    grid->setColumnStretch(1, 1);
    column->addLayout(grid);
    column->addStretch();
}

} // namespace

KeysSheet::KeysSheet(const QString& page, const QList<PageKey>& pageKeys, const QList<QAction*>& everywhere,
                     QWidget* parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("keys-sheet"));
    setWindowTitle(tr("Keys"));
    QList<PageKey> general;
    for (const QAction* action : everywhere) {
        QStringList keys;
        for (const QKeySequence& one : action->shortcuts())
            keys.append(keysText(one));
        if (!keys.isEmpty())
            general.append({keys.join(QStringLiteral("  ")), action->text().remove(QLatin1Char('&'))});
    }
    auto* outer = new QVBoxLayout(this);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    auto* box = new QWidget;
    auto* row = new QHBoxLayout(box);
    row->setSpacing(40);
    auto* left = new QVBoxLayout;
    auto* right = new QVBoxLayout;
    if (!pageKeys.isEmpty())
        fill(left, page, pageKeys);
    fill(right, tr("Everywhere"), general);
    row->addLayout(left, 1);
    row->addLayout(right, 1);
    scroll->setWidget(box);
    outer->addWidget(scroll);
    resize(760, 560);
}

} // namespace sightglass::gui
