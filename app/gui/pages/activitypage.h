// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/pages/page.h"
#include "gui/window/session.h"

class QTableWidget;

namespace sightglass::charts {
class LifecycleChart;
}

namespace sightglass::gui {

class AnswerStack;
class Label;
class ReportBar;

/// Activity (ui README §12, spec metrics §8): how many are active a day, a week and a month, how steadily, and how
/// people move from one day to the next: new, returning, back again, gone quiet. GUI thread; owned by
/// the window.
class ActivityPage final : public Page
{
    Q_OBJECT

public:
    explicit ActivityPage(Session& session, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Activity"); }
    [[nodiscard]] QString cost() const override;
    [[nodiscard]] models::CsvTable table() const override;
    void refresh() override { ask(); }
    [[nodiscard]] const client::Activity& activity() const { return m_answer; }
    [[nodiscard]] ReportBar& bar() { return *m_bar; }

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeFigures();
    QWidget* makeMoves();
    void ask();
    void take(const client::Activity& answer);
    void showFigures();
    void showMoves();
    void fitTable();

    Session& m_session;
    ReportBar* m_bar;
    client::Activity m_answer;
    client::Pending m_pending;
    QList<Label*> m_figures;
    charts::LifecycleChart* m_chart = nullptr;
    QTableWidget* m_table = nullptr;
    AnswerStack* m_stack = nullptr;
};

} // namespace sightglass::gui
