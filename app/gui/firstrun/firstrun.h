// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/firstrun/connectionkeeper.h"
#include "gui/window/hubhost.h"
#include "gui/window/preferences.h"
#include "gui/window/session.h"

#include <QWidget>

class QStackedWidget;

namespace sightglass::gui {

class Button;
class EventStep;
class HubStep;
class InterestsStep;
class Label;
class PortholeWidget;
class ProjectStep;
class Step;
class StepList;

/// The assistant (first-run): four steps, the porthole fills by a quarter with each. Every step can be left; what was
/// left is found again under Sources and Settings. GUI thread; owned by the program.
class FirstRun final : public QWidget
{
    Q_OBJECT

public:
    FirstRun(Session& session, HubHost* host, ConnectionKeeper& keeper, Preferences& preferences,
             QWidget* parent = nullptr);

    void goTo(int step);
    [[nodiscard]] int step() const;
    [[nodiscard]] QStackedWidget* steps() const { return m_steps; }

Q_SIGNALS:
    /// The hub was chosen and remembered; the program opens it.
    void hubChosen();
    /// Done or left; the window shows `page`.
    void closed(const QString& page);

protected:
    void paintEvent(QPaintEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    QWidget* makeSide();
    QWidget* makeFoot();
    void addStep(Step* step);
    void show(int index);
    void stepFinished();
    void finish(const QString& page);
    void showButtons();
    using QWidget::show;

    Preferences& m_preferences;
    QStackedWidget* m_steps;
    InterestsStep* m_interests;
    HubStep* m_hub;
    ProjectStep* m_project;
    EventStep* m_event;
    PortholeWidget* m_porthole = nullptr;
    StepList* m_list = nullptr;
    Label* m_foot = nullptr;
    Button* m_back = nullptr;
    Button* m_leave = nullptr;
    Button* m_continue = nullptr;
    QWidget* m_side = nullptr;
    bool m_isDone = false;
};

} // namespace sightglass::gui
