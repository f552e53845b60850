// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/liverow.h"
#include "gui/widgets/panel.h"
#include "models/eventtreemodel.h"

class QPlainTextEdit;
class QStackedWidget;
class QTreeView;

namespace sightglass::gui {

class Label;

/// One event as a readable tree with its warnings, or as JSON; or one refusal with what was sent. GUI thread; owned by
/// Live.
class LiveInspector final : public Panel
{
    Q_OBJECT

public:
    explicit LiveInspector(QWidget* parent = nullptr);

    void showEvent(const client::LiveRow& event);
    void showRefusal(const client::Refusal& refusal);
    [[nodiscard]] QString shownText() const;
    using Panel::showEvent;

Q_SIGNALS:
    void closeRequested();
    /// The refusal's unknown key shall get a source.
    void sourceRequested(const sightglass::client::Refusal& refusal);

private:
    QWidget* makeFoot();
    void showTab(int tab);
    void copyShown();

    models::EventTreeModel m_model;
    QTreeView* m_tree;
    QPlainTextEdit* m_json;
    QStackedWidget* m_stack;
    QWidget* m_makeSource = nullptr;
    client::Refusal m_refusal;
};

} // namespace sightglass::gui
