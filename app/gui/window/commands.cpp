// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/commands.h"

#include "theme/icons.h"

#include <QMenu>
#include <QWidget>

namespace sightglass::gui {

namespace {

bool isLetters(const QString& keys)
{
    return keys.size() == 1 || keys.contains(QStringLiteral(", "));
}

} // namespace

QString keysText(const QKeySequence& keys)
{
    return keys.toString(QKeySequence::NativeText).replace(QStringLiteral(", "), QStringLiteral(" "));
}

Commands::Commands(QWidget* window)
    : QObject(window)
    , m_window(window)
{
}

QAction* Commands::add(Menu menu, const QString& id, const QString& text, const QString& icon, const QStringList& keys,
                       std::function<void()> act)
{
    auto* action = new QAction(text, this);
    action->setObjectName(QStringLiteral("command-") + id);
    if (!icon.isEmpty())
        action->setIcon(theme::icon(icon));
    action->setProperty("icon-name", icon);
    QList<QKeySequence> sequences;
    for (const QString& one : keys)
        sequences.append(QKeySequence(one));
    action->setShortcuts(sequences);
    action->setProperty("letters", std::any_of(keys.begin(), keys.end(), isLetters));
    connect(action, &QAction::triggered, this, [act = std::move(act)] { act(); });
    m_window->addAction(action);
    m_all.append(action);
    m_byId.insert(id, action);
    m_menus[menu].append(action);
    return action;
}

void Commands::addSeparator(Menu menu)
{
    auto* line = new QAction(this);
    line->setSeparator(true);
    m_menus[menu].append(line);
}

void Commands::fill(QMenuBar* bar) const
{
    const QList<QPair<Menu, QString>> titles{{Menu::Hub, tr("&Hub")},
                                             {Menu::Project, tr("&Project")},
                                             {Menu::Go, tr("&Go")},
                                             {Menu::View, tr("&View")},
                                             {Menu::Help, tr("H&elp")}};
    for (const auto& [menu, title] : titles)
        bar->addMenu(title)->addActions(m_menus.value(menu));
}

void Commands::setLetterKeysEnabled(bool on)
{
    for (QAction* action : std::as_const(m_all)) {
        if (!action->property("letters").toBool())
            continue;
        if (!action->property("all-keys").isValid())
            action->setProperty("all-keys", QVariant::fromValue(action->shortcuts()));
        QList<QKeySequence> keys = action->property("all-keys").value<QList<QKeySequence>>();
        if (!on)
            keys.removeIf([](const QKeySequence& one) { return isLetters(one.toString(QKeySequence::PortableText)); });
        action->setShortcuts(keys);
    }
}

} // namespace sightglass::gui
