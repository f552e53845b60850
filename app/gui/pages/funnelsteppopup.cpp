// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/funnelsteppopup.h"

#include "gui/widgets/breakdownlist.h"
#include "gui/widgets/button.h"
#include "gui/widgets/label.h"
#include "gui/widgets/segmented.h"
#include "models/metrictext.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace sightglass::gui {

namespace {

constexpr int kStepPopupWidth = 340;
constexpr int kOffered = 6;
constexpr int kAskedValues = 50;
const QString kStepMetric = QStringLiteral("visitors");

} // namespace

FunnelStepPopup::FunnelStepPopup(Session& session, models::Scope scope, const models::FunnelCondition& step,
                                 QWidget* parent)
    : Popup(parent)
    , m_session(session)
    , m_scope(std::move(scope))
{
    setObjectName(QStringLiteral("funnel-step-popup"));
    setAccessibleName(tr("Step of the funnel"));
    build(step);
    connect(m_kind, &Segmented::chosen, this, [this] {
        m_text->clear();
        askValues();
    });
    connect(m_text, &QLineEdit::textChanged, this, &FunnelStepPopup::narrow);
    connect(m_text, &QLineEdit::returnPressed, this, [this] { finish(m_text->text()); });
    connect(m_list, &BreakdownList::filterRequested, this,
            [this](int row) { finish(m_list->rows().at(std::size_t(row)).key); });
    askValues();
    m_text->setFocus();
}

void FunnelStepPopup::build(const models::FunnelCondition& step)
{
    auto* column = new QVBoxLayout(body());
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    m_kind = new Segmented({tr("Page"), tr("Event")});
    m_kind->setObjectName(QStringLiteral("funnel-step-kind"));
    m_kind->setAccessibleName(tr("Kind of step"));
    m_kind->setCurrent(step.isPage ? 0 : 1);
    m_text = new QLineEdit(step.text);
    m_text->setObjectName(QStringLiteral("funnel-step-text"));
    m_text->setAccessibleName(tr("Page or event"));
    auto* set = new Button(tr("Set"), ButtonKind::Primary);
    connect(set, &QPushButton::clicked, this, [this] { finish(m_text->text()); });
    m_list = new BreakdownList;
    m_list->setFixedHeight(kOffered * theme::tokens(this).px(28));
    m_list->setAccessibleName(tr("Those that occur"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_text, 1);
    row->addWidget(set);
    column->addWidget(m_kind, 0, Qt::AlignLeft);
    column->addLayout(row);
    column->addWidget(m_list);
    if (!step.text.isEmpty())
        addWays(column);
    body()->setFixedWidth(theme::tokens(this).px(kStepPopupWidth));
}

void FunnelStepPopup::addWays(QVBoxLayout* column)
{
    auto* row = new QHBoxLayout;
    const auto add = [&](const QString& text, const char* name, std::function<void()> act) {
        auto* button = new Button(text, ButtonKind::Quiet);
        button->setObjectName(QString::fromLatin1(name));
        connect(button, &QPushButton::clicked, this, [this, act = std::move(act)] {
            act();
            close();
        });
        row->addWidget(button);
    };
    add(tr("Earlier"), "funnel-step-earlier", [this] { Q_EMIT moved(-1); });
    add(tr("Later"), "funnel-step-later", [this] { Q_EMIT moved(1); });
    row->addStretch(1);
    add(tr("Remove"), "funnel-step-remove", [this] { Q_EMIT removed(); });
    column->addLayout(row);
}

void FunnelStepPopup::askValues()
{
    const bool isPage = m_kind->current() == 0;
    m_text->setPlaceholderText(isPage ? tr("/pricing, or /docs/** for all below") : tr("Name of an event"));
    m_pending.cancel();
    m_values = {};
    client::Question question;
    question.kind = QStringLiteral("breakdown");
    question.property = isPage ? QStringLiteral("page") : QStringLiteral("event");
    question.metrics = QStringList{kStepMetric};
    question.sort = kStepMetric;
    question.limit = kAskedValues;
    question.period = models::periodOf(m_scope.from, m_scope.to, m_scope.zone);
    m_pending =
        m_session.hub().breakdown(m_scope.project, question, this, [this](const Expected<client::Breakdown>& answer) {
            if (answer)
                m_values = *answer;
            narrow();
        });
}

void FunnelStepPopup::narrow()
{
    std::vector<BreakdownRow> rows;
    const QString property = m_kind->current() == 0 ? QStringLiteral("page") : QStringLiteral("event");
    double most = 1;
    for (const client::BreakdownRow& row : std::as_const(m_values.rows)) {
        if (!row.value || row.value->isEmpty() || rows.size() >= kOffered ||
            !row.value->contains(m_text->text(), Qt::CaseInsensitive))
            continue;
        const double visitors = row.metrics.value(kStepMetric).number.value_or(0);
        most = std::max(most, visitors);
        rows.push_back({*row.value,
                        models::MetricText::propertyValue(property, row.value),
                        models::MetricText::number(kStepMetric, visitors),
                        {},
                        visitors / most,
                        {}});
    }
    m_list->setRows(rows);
}

void FunnelStepPopup::finish(const QString& text)
{
    if (text.trimmed().isEmpty())
        return;
    Q_EMIT chosen({m_kind->current() == 0, text.trimmed()});
    close();
}

} // namespace sightglass::gui
