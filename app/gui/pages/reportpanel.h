// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/breakdownpanel.h"
#include "models/overviewdata.h"

namespace sightglass::gui {

/// A breakdown panel fed by OverviewData: its tabs are properties, its measure a metric. Click filters, right click
/// excludes. GUI thread; owned by its page.
class ReportPanel final : public QObject
{
    Q_OBJECT

public:
    struct Tab
    {
        QString text;
        QString property;
        QString all; ///< Footer: "All pages"
    };
    ReportPanel(models::OverviewData& data, QString id, QList<Tab> tabs, QObject* parent);

    [[nodiscard]] const QString& id() const { return m_id; }
    [[nodiscard]] BreakdownPanel* panel() const { return m_panel; }

Q_SIGNALS:
    void filterRequested(const sightglass::client::FilterTerm& term);
    void allRequested(const QString& property, const QString& metric);

private:
    void chooseTab(int tab);
    void chooseMetric();
    void showAnswer();
    void filter(int row, const QString& op);
    void openMenu(int row, const QPoint& at);

    models::OverviewData& m_data;
    const QString m_id;
    const QList<Tab> m_tabs;
    int m_tab = 0;
    QString m_metric = QStringLiteral("visitors");
    BreakdownPanel* m_panel;
};

} // namespace sightglass::gui
