// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/csvtable.h"

#include <QAction>
#include <QList>
#include <QString>
#include <QWidget>

namespace sightglass::gui {

/// A key that works on a page and what it does, for the `?` sheet.
struct PageKey
{
    QString keys;
    QString text;
};

/// One screen of the window. The window hosts it and shows its title and actions in the header; the page builds itself
/// from widgets and models and asks the hub only while it is shown. GUI thread; owned by the window's stack.
class Page : public QWidget
{
    Q_OBJECT

public:
    explicit Page(QString id, QWidget* parent = nullptr);

    [[nodiscard]] const QString& id() const { return m_id; }
    [[nodiscard]] virtual QString title() const = 0;
    [[nodiscard]] virtual QString subtitle() const { return {}; }
    /// "Sources" in "Sources / Connect"; empty for a place of the sidebar.
    [[nodiscard]] virtual QString place() const { return {}; }
    /// The sidebar's place that stands for this page.
    [[nodiscard]] virtual QString sidebarPlace() const { return m_id; }
    /// Without a project the window shows in its place how to add one.
    [[nodiscard]] virtual bool needsProject() const { return true; }
    /// Made anew for every showing; the header owns them.
    [[nodiscard]] virtual QList<QWidget*> makeActions() { return {}; }
    /// At the right of the status line: "7 reports · 9 ms".
    [[nodiscard]] virtual QString cost() const { return {}; }
    /// What to open: a source's id for Connect.
    virtual void setDetail(const QString& detail) { Q_UNUSED(detail) }
    /// What the page shows, for Ctrl+E; without rows there is nothing to export.
    [[nodiscard]] virtual models::CsvTable table() const { return {}; }
    /// Shown: ask what is needed. Also called by F5.
    virtual void refresh() {}

    [[nodiscard]] const QList<PageKey>& keys() const { return m_keys; }
    void setLetterKeysEnabled(bool on);

Q_SIGNALS:
    void headerChanged();
    void costChanged();

protected:
    /// A key that works while the focus is on this page and not in a field.
    QAction* addKey(const QString& keys, const QString& text, std::function<void()> act);

private:
    const QString m_id;
    QList<PageKey> m_keys;
    QList<QAction*> m_letterActions;
};

} // namespace sightglass::gui
