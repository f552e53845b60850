// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/pages/page.h"
#include "gui/pages/reportpanel.h"
#include "gui/window/preferences.h"
#include "gui/window/session.h"
#include "models/overviewdata.h"

class QGridLayout;

namespace sightglass::charts {
class MainChart;
}

namespace sightglass::gui {

class FigureRow;
class Morning;
class NeedsLook;
class ReportBar;

/// Overview (ui README §12): the morning line, figures as tabs of the chart, breakdowns that filter, and what needs a
/// look. Without any project it says so and offers to make one. GUI thread; owned by the window.
class OverviewPage final : public Page
{
    Q_OBJECT

public:
    OverviewPage(Session& session, Preferences& preferences, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Overview"); }
    [[nodiscard]] QString cost() const override;
    [[nodiscard]] models::CsvTable table() const override;
    void refresh() override;
    [[nodiscard]] models::OverviewData& data() { return m_data; }
    [[nodiscard]] ReportBar& bar() { return *m_bar; }

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeChartPanel();
    void makePanels();
    void connectData();
    void setupKeys();
    void arrange();
    void ask();
    void showFigures();
    void showChart();
    /// Draws a second figure with a scale of its own, or takes it away again.
    void toggleSecond(const QString& metric);
    void openFigureMenu(const QString& metric, const QPoint& at);
    void dragged(int first, int last);
    void openBucket(int bucket);

    Session& m_session;
    models::OverviewData m_data;
    ReportBar* m_bar;
    Morning* m_morning;
    QString m_second;
    FigureRow* m_figures = nullptr;
    charts::MainChart* m_chart = nullptr;
    QGridLayout* m_grid = nullptr;
    QList<QWidget*> m_panels;
    QList<ReportPanel*> m_reports;
    NeedsLook* m_look = nullptr;
    int m_columns = 0;
};

} // namespace sightglass::gui
