// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/filterpopup.h"

#include "gui/widgets/breakdownlist.h"
#include "gui/widgets/button.h"
#include "models/metrictext.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace sightglass::gui {

using models::MetricText;

namespace {

constexpr int kPopupWidth = 340;
constexpr int kSuggestions = 7;
constexpr int kAsked = 50;
const QString kCountedMetric = QStringLiteral("visitors");

QStringList properties()
{
    return QStringLiteral("page entry_page exit_page hostname source channel referrer utm_campaign country language "
                          "browser os device "
                          "screen event title user_id protocol")
        .split(QLatin1Char(' '));
}

void addOperators(QComboBox* box)
{
    box->addItem(FilterPopup::tr("is"), QStringLiteral("is"));
    box->addItem(FilterPopup::tr("is not"), QStringLiteral("is_not"));
    box->addItem(FilterPopup::tr("contains"), QStringLiteral("contains"));
    box->addItem(FilterPopup::tr("does not contain"), QStringLiteral("not_contains"));
    box->addItem(FilterPopup::tr("starts with"), QStringLiteral("starts_with"));
}

} // namespace

FilterPopup::FilterPopup(Session& session, models::Scope scope, const client::FilterTerm& term, QWidget* parent)
    : Popup(parent)
    , m_session(session)
    , m_scope(std::move(scope))
{
    setObjectName(QStringLiteral("filter-popup"));
    build(term);
    connect(m_property, &QComboBox::currentIndexChanged, this, &FilterPopup::askValues);
    connect(m_value, &QLineEdit::textChanged, this, &FilterPopup::narrow);
    connect(m_value, &QLineEdit::returnPressed, this, [this] { finish(m_value->text()); });
    connect(m_list, &BreakdownList::filterRequested, this,
            [this](int row) { finish(m_list->rows().at(std::size_t(row)).key); });
    askValues();
    m_value->setFocus();
}

void FilterPopup::build(const client::FilterTerm& term)
{
    auto* column = new QVBoxLayout(body());
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    m_property = new QComboBox;
    for (const QString& property : properties())
        m_property->addItem(MetricText::property(property), property);
    m_property->setAccessibleName(tr("Property"));
    m_operator = new QComboBox;
    addOperators(m_operator);
    m_operator->setAccessibleName(tr("Operator"));
    m_value = new QLineEdit(term.values.value(0));
    m_value->setObjectName(QStringLiteral("filter-value"));
    m_value->setPlaceholderText(tr("Value"));
    m_list = new BreakdownList;
    m_list->setFixedHeight(kSuggestions * theme::tokens(this).px(28));
    m_list->setAccessibleName(tr("Values that occur"));
    auto* apply = new Button(tr("Filter"), ButtonKind::Primary);
    connect(apply, &QPushButton::clicked, this, [this] { finish(m_value->text()); });
    auto* row = new QHBoxLayout;
    row->addWidget(m_property, 1);
    row->addWidget(m_operator, 1);
    column->addLayout(row);
    auto* second = new QHBoxLayout;
    second->addWidget(m_value, 1);
    second->addWidget(apply);
    column->addLayout(second);
    column->addWidget(m_list);
    body()->setFixedWidth(kPopupWidth);
    m_property->setCurrentIndex(std::max(0, m_property->findData(term.property)));
    m_operator->setCurrentIndex(std::max(0, m_operator->findData(term.op)));
}

void FilterPopup::askValues()
{
    m_pending.cancel();
    client::Question question;
    question.kind = QStringLiteral("breakdown");
    question.property = m_property->currentData().toString();
    question.metrics = QStringList{kCountedMetric};
    question.sort = kCountedMetric;
    question.limit = kAsked;
    question.period = models::periodOf(m_scope.from, m_scope.to, m_scope.zone);
    m_pending =
        m_session.hub().breakdown(m_scope.project, question, this, [this](const Expected<client::Breakdown>& answer) {
            if (answer)
                showValues(*answer);
        });
}

void FilterPopup::showValues(const client::Breakdown& answer)
{
    m_values = answer;
    narrow();
}

void FilterPopup::narrow()
{
    std::vector<BreakdownRow> rows;
    const QString property = m_property->currentData().toString();
    double most = 1;
    for (const client::BreakdownRow& row : std::as_const(m_values.rows)) {
        if (!row.value || rows.size() >= kSuggestions)
            continue;
        const QString label = MetricText::propertyValue(property, row.value);
        if (!label.contains(m_value->text(), Qt::CaseInsensitive) &&
            !row.value->contains(m_value->text(), Qt::CaseInsensitive))
            continue;
        const double visitors = row.metrics.value(kCountedMetric).number.value_or(0);
        most = std::max(most, visitors);
        rows.push_back({*row.value, label, MetricText::number(kCountedMetric, visitors), {}, visitors / most, {}});
    }
    m_list->setRows(rows);
}

void FilterPopup::finish(const QString& value)
{
    if (value.trimmed().isEmpty())
        return;
    Q_EMIT chosen({m_property->currentData().toString(), m_operator->currentData().toString(), {value.trimmed()}});
    close();
}

} // namespace sightglass::gui
