// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/funnelchart.h"
#include "gui/pages/page.h"
#include "gui/window/preferences.h"
#include "gui/window/session.h"
#include "models/funneldefinition.h"

class QMenu;

namespace sightglass::gui {

class AnswerStack;
class Button;
class FunnelSteps;
class PeoplePanel;
class ReportBar;
class Sentence;

/// Funnels (ui README §12): a sentence, steps as heads, the chart, and the people behind the bar or the loss that is
/// chosen (openmetrics §12.9). What was put together is kept in the window's preferences, one for each project. GUI
/// thread; owned by the window.
class FunnelsPage final : public Page
{
    Q_OBJECT

public:
    FunnelsPage(Session& session, Preferences& preferences, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Funnels"); }
    [[nodiscard]] QString cost() const override;
    /// The people, when a bar is chosen; else the steps.
    [[nodiscard]] models::CsvTable table() const override;
    void refresh() override;
    [[nodiscard]] const models::FunnelDefinition& funnel() const { return m_funnel; }
    void setFunnel(const models::FunnelDefinition& funnel);
    [[nodiscard]] charts::FunnelChart& chart() { return *m_chart; }
    [[nodiscard]] PeoplePanel& people() { return *m_people; }

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeFunnelPanel();
    void setupKeys();
    void ask();
    void take(const client::Funnel& answer);
    void showFunnel();
    void showSentence();
    void showTooFew();
    void choose(const charts::FunnelPart& part);
    void askPeople();
    void editStep(int step);
    void openChoice(const QString& target);
    void addChoice(QMenu* menu, const QString& text, bool isOn, const models::FunnelDefinition& then);
    [[nodiscard]] client::Question question(const QString& kind) const;
    [[nodiscard]] QString unit() const;
    [[nodiscard]] QString keptUnder() const;

    Session& m_session;
    Preferences& m_preferences;
    ReportBar* m_bar;
    models::FunnelDefinition m_funnel;
    QString m_loaded; ///< Under what the funnel is kept.
    client::Funnel m_answer;
    client::Pending m_pending;
    Sentence* m_sentence = nullptr;
    Button* m_add = nullptr;
    FunnelSteps* m_steps = nullptr;
    charts::FunnelChart* m_chart = nullptr;
    AnswerStack* m_stack = nullptr;
    PeoplePanel* m_people = nullptr;
};

} // namespace sightglass::gui
