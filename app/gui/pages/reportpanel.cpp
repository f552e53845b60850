// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/reportpanel.h"

#include "gui/pages/pageframe.h"
#include "gui/widgets/numberhelp.h"
#include "models/metrictext.h"

#include <QLocale>
#include <QMenu>

namespace sightglass::gui {

using models::MetricText;

namespace {

constexpr qsizetype kShown = models::OverviewData::kShownRows;

/// A row whose property is absent is found again by "is not set".
const QString kAbsent = QString(QChar(1));

QString share(double part, double total)
{
    return total > 0 ? QLocale().toString(part / total * 100, 'f', 1) + QLocale().percent() : QString();
}

} // namespace

ReportPanel::ReportPanel(models::OverviewData& data, QString id, QList<Tab> tabs, QObject* parent)
    : QObject(parent)
    , m_data(data)
    , m_id(std::move(id))
    , m_tabs(std::move(tabs))
    , m_panel(new BreakdownPanel)
{
    QStringList names;
    for (const Tab& tab : m_tabs)
        names.append(tab.text);
    m_panel->setObjectName(QStringLiteral("panel-") + m_id);
    m_panel->setTabs(names);
    m_panel->setMeasure(MetricText::label(m_metric), true);
    m_panel->setEmptyText(tr("Nothing in this time"), tr("Choose a longer time or take a filter away."));
    m_panel->list()->setAccessibleName(names.join(QStringLiteral(", ")));
    setMetric(m_panel, m_metric);
    m_data.setPanel(m_id, m_tabs.first().property, m_metric);
    connect(m_panel->list(), &BreakdownList::menuRequested, this, &ReportPanel::openMenu);
    connect(m_panel, &Panel::tabChosen, this, &ReportPanel::chooseTab);
    connect(m_panel, &Panel::measureClicked, this, &ReportPanel::chooseMetric);
    connect(m_panel, &Panel::footerClicked, this, [this] { Q_EMIT allRequested(m_tabs.at(m_tab).property, m_metric); });
    connect(m_panel->list(), &BreakdownList::filterRequested, this,
            [this](int row) { filter(row, QStringLiteral("is")); });
    connect(m_panel->list(), &BreakdownList::excludeRequested, this,
            [this](int row) { filter(row, QStringLiteral("is_not")); });
    connect(&m_data, &models::OverviewData::breakdownLoading, this, [this](const QString& panel) {
        if (panel == m_id)
            m_panel->setLoading(true);
    });
    connect(&m_data, &models::OverviewData::breakdownChanged, this, [this](const QString& panel) {
        if (panel == m_id)
            showAnswer();
    });
    connect(&m_data, &models::OverviewData::breakdownFailed, this, [this](const QString& panel, const Error& error) {
        if (panel != m_id)
            return;
        m_panel->setLoading(false);
        if (m_data.breakdown(m_id).rows.isEmpty() || error.code != ErrorCode::Unavailable) // Else old rows stay.
            m_panel->setError(tr("No answer"), errorText(error));
    });
}

void ReportPanel::chooseTab(int tab)
{
    m_tab = tab;
    m_data.setPanel(m_id, m_tabs.at(tab).property, m_metric);
}

void ReportPanel::chooseMetric()
{
    auto* menu = new QMenu(m_panel);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const QString& metric : {QStringLiteral("visitors"), QStringLiteral("visits"), QStringLiteral("pageviews"),
                                  QStringLiteral("events")}) {
        QAction* action = menu->addAction(MetricText::label(metric));
        action->setCheckable(true);
        action->setChecked(metric == m_metric);
        connect(action, &QAction::triggered, this, [this, metric] {
            m_metric = metric;
            setMetric(m_panel, metric);
            m_panel->setMeasure(MetricText::label(metric), true);
            m_data.setPanel(m_id, m_tabs.at(m_tab).property, metric);
        });
    }
    QWidget* anchor = m_panel->measureButton();
    menu->popup(anchor->mapToGlobal(QPoint(0, anchor->height())));
}

void ReportPanel::openMenu(int row, const QPoint& at)
{
    auto* menu = new QMenu(m_panel);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString& text, std::function<void()> act) {
        connect(menu->addAction(text), &QAction::triggered, this, [act = std::move(act)] { act(); });
    };
    add(tr("Only this"), [this, row] { filter(row, QStringLiteral("is")); });
    add(tr("Everything but this"), [this, row] { filter(row, QStringLiteral("is_not")); });
    menu->addSeparator();
    add(tr("Copy the row"), [this, row] { m_panel->list()->copyRow(row); });
    add(tr("What does this number mean?"), [this] { NumberHelp::open({m_metric}, m_panel->measureButton()); });
    menu->popup(at);
}

void ReportPanel::showAnswer()
{
    const client::Breakdown answer = m_data.breakdown(m_id);
    const QString property = m_tabs.at(m_tab).property;
    const auto number = [&](const client::MetricValues& metrics) { return metrics.value(m_metric).number.value_or(0); };
    const double total = number(answer.total);
    const double most = answer.rows.isEmpty() ? 1 : std::max(1.0, number(answer.rows.first().metrics));
    std::vector<BreakdownRow> rows;
    for (const client::BreakdownRow& row : answer.rows) {
        if (qsizetype(rows.size()) == kShown)
            break;
        const double value = number(row.metrics);
        rows.push_back({row.value.value_or(kAbsent),
                        MetricText::propertyValue(property, row.value),
                        MetricText::number(m_metric, value),
                        share(value, total),
                        value / most,
                        {}});
    }
    m_panel->setLoading(false);
    m_panel->setRows(rows);
    m_panel->setFooter(answer.rows.size() > kShown ? m_tabs.at(m_tab).all : QString());
}

void ReportPanel::filter(int row, const QString& op)
{
    const QString key = m_panel->list()->rows().at(std::size_t(row)).key;
    const QString property = m_tabs.at(m_tab).property;
    if (key == kAbsent)
        Q_EMIT filterRequested(
            {property, op == QStringLiteral("is") ? QStringLiteral("is_not_set") : QStringLiteral("is_set"), {}});
    else
        Q_EMIT filterRequested({property, op, {key}});
}

} // namespace sightglass::gui
