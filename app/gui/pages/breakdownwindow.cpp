// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/breakdownwindow.h"

#include "gui/pages/pageframe.h"
#include "gui/pages/tableexport.h"
#include "gui/widgets/button.h"
#include "gui/widgets/label.h"
#include "gui/widgets/searchfield.h"
#include "models/metrictext.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

namespace sightglass::gui {

namespace {
constexpr int kMostRows = 1'000;
}

BreakdownWindow::BreakdownWindow(Session& session, const models::Scope& scope, const QString& property,
                                 const QString& metric, QWidget* parent)
    : QDialog(parent)
    , m_property(property)
    , m_metrics{metric}
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(models::MetricText::property(property));
    for (const QString& more : {QStringLiteral("visitors"), QStringLiteral("visits"), QStringLiteral("pageviews"),
                                QStringLiteral("events")}) {
        if (!m_metrics.contains(more))
            m_metrics.append(more);
    }
    m_sorted.setSourceModel(&m_model);
    m_sorted.setSortRole(models::BreakdownModel::SortRole);
    m_sorted.setFilterCaseSensitivity(Qt::CaseInsensitive);
    build();
    ask(session, scope);
    resize(760, 560);
}

void BreakdownWindow::build()
{
    auto* column = new QVBoxLayout(this);
    auto* row = new QHBoxLayout;
    auto* search = new SearchField(tr("Search"));
    auto* csv = new Button(tr("Save as CSV…"));
    csv->setIconName(QStringLiteral("export"));
    m_state = new Label(tr("Asking the hub…"), theme::Role::Small, Ink::Text3);
    row->addWidget(search, 1);
    row->addWidget(m_state);
    row->addWidget(csv);
    column->addLayout(row);
    m_table = new QTableView;
    m_table->setModel(&m_sorted);
    m_table->setSortingEnabled(true);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->setAccessibleName(windowTitle());
    column->addWidget(m_table, 1);
    connect(search, &QLineEdit::textChanged, &m_sorted, &QSortFilterProxyModel::setFilterFixedString);
    connect(csv, &QPushButton::clicked, this, &BreakdownWindow::save);
    connect(m_table, &QTableView::activated, this, &BreakdownWindow::filterBy);
}

void BreakdownWindow::ask(Session& session, const models::Scope& scope)
{
    client::Question question;
    question.kind = QStringLiteral("breakdown");
    question.property = m_property;
    question.metrics = m_metrics;
    question.sort = m_metrics.first();
    question.limit = kMostRows;
    question.filters = scope.filters;
    question.period = models::periodOf(scope.from, scope.to, scope.zone);
    m_pending =
        session.hub().breakdown(scope.project, question, this, [this](const Expected<client::Breakdown>& answer) {
            if (!answer) {
                m_state->setText(errorText(answer.error()));
                return;
            }
            m_model.setBreakdown(*answer, m_property, m_metrics);
            m_table->sortByColumn(1, Qt::DescendingOrder);
            m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
            m_state->setText(tr("%n rows", nullptr, m_model.rowCount()));
        });
}

void BreakdownWindow::filterBy(const QModelIndex& index)
{
    const QVariant value = index.data(models::BreakdownModel::ValueRole);
    if (value.isNull())
        Q_EMIT filterRequested({m_property, QStringLiteral("is_not_set"), {}});
    else
        Q_EMIT filterRequested({m_property, QStringLiteral("is"), {value.toString()}});
    close();
}

void BreakdownWindow::save()
{
    exportTable(this, models::MetricText::property(m_property), m_model.table(),
                [this](const QString&, const QString& text) { m_state->setText(text); });
}

} // namespace sightglass::gui
