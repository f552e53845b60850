// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/page.h"

namespace sightglass::gui {

Page::Page(QString id, QWidget* parent)
    : QWidget(parent)
    , m_id(std::move(id))
{
    setObjectName(QStringLiteral("page-") + m_id);
    setFocusPolicy(Qt::ClickFocus);
}

QAction* Page::addKey(const QString& keys, const QString& text, std::function<void()> act)
{
    auto* action = new QAction(text, this);
    action->setShortcut(QKeySequence(keys));
    action->setShortcutContext(Qt::WindowShortcut);
    connect(action, &QAction::triggered, this, [this, act = std::move(act)] {
        if (isVisible())
            act();
    });
    addAction(action);
    m_keys.append({keys, text});
    if (keys.size() == 1)
        m_letterActions.append(action);
    return action;
}

void Page::setLetterKeysEnabled(bool on)
{
    for (QAction* action : std::as_const(m_letterActions))
        action->setEnabled(on);
}

} // namespace sightglass::gui
