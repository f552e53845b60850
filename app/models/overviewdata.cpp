// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/overviewdata.h"

#include "client/parsefigures.h"

#include <QDateTime>

namespace sightglass::models {

namespace {

constexpr int kRows = OverviewData::kShownRows + 1; // One more, to know whether there are more.

TimePoint startOf(QDate day, const QTimeZone& zone)
{
    return fromMs(day.startOfDay(zone).toMSecsSinceEpoch());
}

} // namespace

client::Period periodOf(QDate from, QDate to, const QTimeZone& zone)
{
    client::Period period;
    period.range.clear();
    period.from = startOf(from, zone);
    period.to = startOf(to.addDays(1), zone);
    return period;
}

client::Period comparedPeriod(const Scope& scope, TimePoint now)
{
    client::Period before = periodOf(scope.comparedFrom, scope.comparedTo, scope.zone);
    const client::Period current = periodOf(scope.from, scope.to, scope.zone);
    if (now < *current.to && now > *current.from)
        before.to = std::min(*before.to, *before.from + (now - *current.from));
    return before;
}

OverviewData::OverviewData(client::HubClient& client, QObject* parent)
    : QObject(parent)
    , m_client(client)
{
}

QStringList OverviewData::metrics()
{
    return {QStringLiteral("visitors"),    QStringLiteral("visits"),         QStringLiteral("pageviews"),
            QStringLiteral("bounce_rate"), QStringLiteral("visit_duration"), QStringLiteral("events"),
            QStringLiteral("revenue")};
}

void OverviewData::ask(const Scope& scope)
{
    if (scope.project != m_scope.project) {
        m_figures = {};
        m_series = {};
        m_compared = {};
        for (Panel& panel : m_panels)
            panel.answer = {};
    }
    m_scope = scope;
    askAgain();
}

void OverviewData::askAgain()
{
    for (client::Pending& pending : m_pending)
        pending.cancel();
    m_pending.clear();
    m_running = 0;
    m_answered = 0;
    m_cost = {};
    if (m_scope.project.isEmpty() || !m_scope.from.isValid())
        return;
    QList<Asked> asked{figuresQuestion(), seriesQuestion()};
    if (m_scope.comparedFrom.isValid())
        asked.append(comparedQuestion());
    else
        m_compared = {};
    const QStringList panels = m_panels.keys();
    for (const QString& panel : panels)
        asked.append(panelQuestion(panel));
    send(asked);
}

void OverviewData::setPanel(const QString& panel, const QString& property, const QString& metric)
{
    Panel& state = m_panels[panel];
    state.property = property;
    state.metric = metric;
    if (!m_scope.project.isEmpty())
        send({panelQuestion(panel)});
}

client::Question OverviewData::question(const QString& kind) const
{
    client::Question question;
    question.kind = kind;
    question.period = periodOf(m_scope.from, m_scope.to, m_scope.zone);
    question.filters = m_scope.filters;
    return question;
}

void OverviewData::send(const QList<Asked>& asked)
{
    QList<client::Question> questions;
    for (const Asked& one : asked)
        questions.append(one.question);
    const auto take = [this, asked](const Expected<QList<Expected<QJsonObject>>>& answers) {
        client::QueryStats cost;
        for (qsizetype i = 0; i < asked.size(); ++i) {
            const client::QueryStats stats =
                asked.at(i).take(answers ? answers->at(i) : Expected<QJsonObject>(unexpected(answers.error())));
            cost.rowsScanned = std::max(cost.rowsScanned, stats.rowsScanned);
            cost.elapsedMs = std::max(cost.elapsedMs, stats.elapsedMs); // answered together: each says the time of all
        }
        end(asked.size(), cost);
    };
    m_pending.append(m_client.answers(m_scope.project, questions, this, take));
    if (++m_running == 1)
        Q_EMIT loadingChanged(true);
}

void OverviewData::end(qsizetype answers, const client::QueryStats& stats)
{
    m_answered += int(answers);
    m_cost.rowsScanned = std::max(m_cost.rowsScanned, stats.rowsScanned);
    m_cost.elapsedMs += stats.elapsedMs;
    Q_EMIT costChanged();
    if (m_running > 0 && --m_running == 0)
        Q_EMIT loadingChanged(false);
}

OverviewData::Asked OverviewData::figuresQuestion()
{
    client::Question asked = question(QStringLiteral("summary"));
    asked.metrics = metrics();
    if (m_scope.comparedFrom.isValid())
        asked.compare = comparedPeriod(m_scope, fromMs(QDateTime::currentMSecsSinceEpoch()));
    return {asked, [this](Expected<QJsonObject> answer) {
                const auto figures =
                    std::move(answer).and_then([](const QJsonObject& a) { return client::parseFigures(a, metrics()); });
                if (!figures) {
                    Q_EMIT failed(figures.error());
                    return client::QueryStats();
                }
                m_figures = *figures;
                Q_EMIT figuresChanged();
                return m_figures.stats;
            }};
}

OverviewData::Asked OverviewData::seriesQuestion()
{
    client::Question asked = question(QStringLiteral("timeseries"));
    asked.metrics = metrics();
    asked.interval = m_scope.interval;
    return {asked, [this](Expected<QJsonObject> answer) {
                const auto series = std::move(answer).and_then(client::parseSeries);
                if (!series) {
                    Q_EMIT failed(series.error());
                    return client::QueryStats();
                }
                m_series = *series;
                Q_EMIT seriesChanged();
                return m_series.stats;
            }};
}

OverviewData::Asked OverviewData::comparedQuestion()
{
    client::Question asked = question(QStringLiteral("timeseries"));
    asked.metrics = metrics();
    asked.interval = m_scope.interval;
    asked.period = periodOf(m_scope.comparedFrom, m_scope.comparedTo, m_scope.zone);
    return {asked, [this](Expected<QJsonObject> answer) {
                m_compared = std::move(answer).and_then(client::parseSeries).value_or(client::Series());
                Q_EMIT seriesChanged();
                return m_compared.stats;
            }};
}

OverviewData::Asked OverviewData::panelQuestion(const QString& id)
{
    Panel& panel = m_panels[id];
    client::Question asked = question(QStringLiteral("breakdown"));
    asked.property = panel.property;
    asked.metrics = QStringList{panel.metric};
    asked.sort = panel.metric;
    asked.limit = kRows;
    Q_EMIT breakdownLoading(id);
    return {asked, [this, id, number = ++panel.asked](Expected<QJsonObject> answer) {
                if (m_panels[id].asked != number)
                    return client::QueryStats(); // something else is shown now
                const auto rows = std::move(answer).and_then(client::parseBreakdown);
                if (!rows) {
                    Q_EMIT breakdownFailed(id, rows.error());
                    return client::QueryStats();
                }
                m_panels[id].answer = *rows;
                Q_EMIT breakdownChanged(id);
                return rows->stats;
            }};
}

} // namespace sightglass::models
