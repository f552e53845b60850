// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/overviewdata.h"

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
    askFigures();
    askSeries();
    if (m_scope.comparedFrom.isValid())
        askCompared();
    else
        m_compared = {};
    const QStringList panels = m_panels.keys();
    for (const QString& panel : panels)
        askPanel(panel);
}

void OverviewData::setPanel(const QString& panel, const QString& property, const QString& metric)
{
    Panel& state = m_panels[panel];
    state.property = property;
    state.metric = metric;
    if (!m_scope.project.isEmpty())
        askPanel(panel);
}

client::Question OverviewData::question(const QString& kind) const
{
    client::Question question;
    question.kind = kind;
    question.period = periodOf(m_scope.from, m_scope.to, m_scope.zone);
    question.filters = m_scope.filters;
    return question;
}

void OverviewData::begin(client::Pending pending)
{
    m_pending.append(std::move(pending));
    if (++m_running == 1)
        Q_EMIT loadingChanged(true);
}

void OverviewData::end(const client::QueryStats& stats)
{
    ++m_answered;
    m_cost.rowsScanned = std::max(m_cost.rowsScanned, stats.rowsScanned);
    m_cost.elapsedMs += stats.elapsedMs;
    Q_EMIT costChanged();
    if (m_running > 0 && --m_running == 0)
        Q_EMIT loadingChanged(false);
}

void OverviewData::askFigures()
{
    client::Question asked = question(QStringLiteral("summary"));
    asked.metrics = metrics();
    if (m_scope.comparedFrom.isValid())
        asked.compare = comparedPeriod(m_scope, fromMs(QDateTime::currentMSecsSinceEpoch()));
    begin(m_client.figures(m_scope.project, asked, this, [this](Expected<client::Figures> answer) {
        if (answer) {
            m_figures = *answer;
            Q_EMIT figuresChanged();
        } else {
            Q_EMIT failed(answer.error());
        }
        end(answer ? m_figures.stats : client::QueryStats());
    }));
}

void OverviewData::askSeries()
{
    client::Question asked = question(QStringLiteral("timeseries"));
    asked.metrics = metrics();
    asked.interval = m_scope.interval;
    begin(m_client.series(m_scope.project, asked, this, [this](Expected<client::Series> answer) {
        if (answer) {
            m_series = *answer;
            Q_EMIT seriesChanged();
        } else {
            Q_EMIT failed(answer.error());
        }
        end(answer ? m_series.stats : client::QueryStats());
    }));
}

void OverviewData::askCompared()
{
    client::Question asked = question(QStringLiteral("timeseries"));
    asked.metrics = metrics();
    asked.interval = m_scope.interval;
    asked.period = periodOf(m_scope.comparedFrom, m_scope.comparedTo, m_scope.zone);
    begin(m_client.series(m_scope.project, asked, this, [this](Expected<client::Series> answer) {
        m_compared = answer.value_or(client::Series());
        Q_EMIT seriesChanged();
        end(m_compared.stats);
    }));
}

void OverviewData::askPanel(const QString& id)
{
    Panel& panel = m_panels[id];
    if (panel.pending.isRunning()) {
        panel.pending.cancel();
        if (m_running > 0)
            --m_running;
    }
    client::Question asked = question(QStringLiteral("breakdown"));
    asked.property = panel.property;
    asked.metrics = QStringList{panel.metric};
    asked.sort = panel.metric;
    asked.limit = kRows;
    Q_EMIT breakdownLoading(id);
    panel.pending = m_client.breakdown(m_scope.project, asked, this, [this, id](Expected<client::Breakdown> answer) {
        if (answer) {
            m_panels[id].answer = *answer;
            Q_EMIT breakdownChanged(id);
        } else {
            Q_EMIT breakdownFailed(id, answer.error());
        }
        end(answer ? m_panels[id].answer.stats : client::QueryStats());
    });
    begin(panel.pending);
}

} // namespace sightglass::models
