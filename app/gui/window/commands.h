// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QHash>
#include <QList>
#include <QMenuBar>

#include <functional>

namespace sightglass::gui {

/// Every action of the window, once: for the menu bar, the palette and the keys. GUI thread; owned by the window.
class Commands final : public QObject
{
    Q_OBJECT

public:
    enum class Menu { Hub, Project, Go, View, Help };

    explicit Commands(QWidget* window);

    /// `keys` are sequences such as "Ctrl+K" or "G, O"; single letters act only outside of fields.
    QAction* add(Menu menu, const QString& id, const QString& text, const QString& icon, const QStringList& keys,
                 std::function<void()> act);
    void addSeparator(Menu menu);
    [[nodiscard]] QAction* find(const QString& id) const { return m_byId.value(id); }
    /// In menu order.
    [[nodiscard]] const QList<QAction*>& all() const { return m_all; }
    [[nodiscard]] QList<QAction*> in(Menu menu) const { return m_menus.value(menu); }
    void fill(QMenuBar* bar) const;
    void setLetterKeysEnabled(bool on);

private:
    QWidget* m_window;
    QList<QAction*> m_all;
    QHash<QString, QAction*> m_byId;
    QMap<Menu, QList<QAction*>> m_menus;
};

/// "G then O", "Ctrl+K" for people.
[[nodiscard]] QString keysText(const QKeySequence& keys);

} // namespace sightglass::gui
