// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/liveside.h"

#include "charts/barschart.h"
#include "charts/worlddots.h"
#include "gui/widgets/breakdownlist.h"
#include "gui/widgets/numberhelp.h"
#include "gui/widgets/panel.h"
#include "models/metrictext.h"

#include <QDateTime>
#include <QLocale>
#include <QVBoxLayout>

#include <numeric>

namespace sightglass::gui {

namespace {

constexpr std::chrono::seconds kAskEvery{10};
constexpr int kPlaceMinutes = 30;
constexpr int kPageMinutes = 5; // The same five minutes as "visitors now".
constexpr int kMostPages = 7;
constexpr int kMostPlaces = 50;
const QString kNowMetric = QStringLiteral("visitors");

/// A child with the room inside that the mock-up leaves.
QWidget* padded(QWidget* child, const QMargins& margins)
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(margins);
    column->addWidget(child);
    return box;
}

} // namespace

LiveSide::LiveSide(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_panels(new QVBoxLayout(this))
{
    m_panels->setContentsMargins(0, 0, 0, 0);
    m_panels->setSpacing(16);
    const auto add = [&](Panel*& panel, const QString& title, int stretch) {
        panel = new Panel;
        panel->setHeadHeight(36);
        panel->setTitle(title);
        m_panels->addWidget(panel, stretch);
    };
    add(m_places, tr("Where they are"), 0);
    add(m_minutes, tr("Last 30 minutes"), 0);
    add(m_pages, tr("Being looked at"), 1);
    m_map = new charts::WorldDots;
    m_places->setContent(padded(m_map, {14, 0, 14, 10}));
    m_bars = new charts::BarsChart;
    m_minutes->setContent(padded(m_bars, {14, 0, 14, 10}));
    m_list = new BreakdownList;
    m_list->setAccessibleName(tr("Pages being looked at"));
    setMetric(m_map, kNowMetric);
    setMetric(m_list, QStringLiteral("current_visitors"));
    setMetric(m_bars, QStringLiteral("realtime"));
    m_pages->setContent(padded(m_list, {8, 2, 14, 8}));
    m_pages->setMeasure(models::MetricText::label(kNowMetric));
    connect(&m_timer, &QTimer::timeout, this, &LiveSide::refresh);
    connect(&m_session, &Session::realtimeChanged, this, &LiveSide::showRealtime);
    connect(&m_session, &Session::projectChanged, this, [this] {
        showPlaces({});
        showPages({});
        showRealtime();
        if (isVisible())
            refresh();
    });
    showRealtime();
}

void LiveSide::setAcross(bool across)
{
    m_panels->setDirection(across ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    for (int i = 0; i < m_panels->count(); ++i)
        m_panels->setStretch(i, across || i + 1 == m_panels->count() ? 1 : 0);
}

client::Question LiveSide::lastMinutes(const QString& property, int minutes, int limit) const
{
    client::Question question;
    question.kind = QStringLiteral("breakdown");
    question.property = property;
    question.metrics = QStringList{kNowMetric};
    question.sort = kNowMetric;
    question.limit = limit;
    const TimePoint now = fromMs(QDateTime::currentMSecsSinceEpoch());
    question.period.from = now - std::chrono::minutes(minutes);
    question.period.to = now + std::chrono::minutes(1); // Its end is not in it, and clocks of two machines differ.
    return question;
}

void LiveSide::refresh()
{
    const QString project = m_session.projectId();
    if (project.isEmpty() || m_session.hub().contact() != client::Contact::Connected)
        return;
    m_placesPending.cancel();
    m_pagesPending.cancel();
    m_placesPending =
        m_session.hub().breakdown(project, lastMinutes(QStringLiteral("country"), kPlaceMinutes, kMostPlaces), this,
                                  [this](const Expected<client::Breakdown>& answer) {
                                      if (answer)
                                          showPlaces(*answer);
                                  });
    m_pagesPending = m_session.hub().breakdown(project, lastMinutes(QStringLiteral("page"), kPageMinutes, kMostPages),
                                               this, [this](const Expected<client::Breakdown>& answer) {
                                                   if (answer)
                                                       showPages(*answer);
                                               });
}

void LiveSide::showPlaces(const client::Breakdown& answer)
{
    std::vector<charts::WorldPoint> points;
    for (const client::BreakdownRow& row : answer.rows) {
        if (!row.value || row.value->isEmpty())
            continue;
        points.push_back({models::MetricText::propertyValue(QStringLiteral("country"), row.value),
                          *row.value,
                          {},
                          row.metrics.value(kNowMetric).number.value_or(0)});
    }
    m_map->setPoints(points);
    m_places->setMeasure(points.empty() ? QString() : tr("%n countries", nullptr, int(points.size())));
}

void LiveSide::showPages(const client::Breakdown& answer)
{
    std::vector<BreakdownRow> rows;
    const double most =
        answer.rows.isEmpty() ? 1 : std::max(1.0, answer.rows.first().metrics.value(kNowMetric).number.value_or(1));
    for (const client::BreakdownRow& row : answer.rows) {
        if (!row.value)
            continue;
        const double visitors = row.metrics.value(kNowMetric).number.value_or(0);
        rows.push_back(
            {*row.value, *row.value, models::MetricText::number(kNowMetric, visitors), {}, visitors / most, {}});
    }
    m_list->setRows(rows);
}

void LiveSide::showRealtime()
{
    charts::ChartModel model;
    model.title = models::MetricText::label(QStringLiteral("pageviews"));
    charts::ChartSeries series;
    series.name = model.title;
    const auto& minutes = m_session.realtime().minutes;
    int total = 0;
    for (qsizetype i = 0; i < minutes.size(); ++i) {
        const QDateTime start = QDateTime::fromMSecsSinceEpoch(toMs(minutes.at(i).start), m_session.zone());
        charts::ChartBucket bucket;
        bucket.longLabel = QLocale().toString(start.time(), QStringLiteral("HH:mm"));
        bucket.axisLabel = bucket.longLabel;
        model.buckets.push_back(bucket);
        series.values.push_back(minutes.at(i).pageviews);
        total += minutes.at(i).pageviews;
    }
    model.series.push_back(series);
    m_bars->setModel(model);
    m_minutes->setMeasure(tr("%n page views", nullptr, total));
}

void LiveSide::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_timer.start(kAskEvery);
    refresh();
}

void LiveSide::hideEvent(QHideEvent* event)
{
    m_timer.stop();
    QWidget::hideEvent(event);
}

} // namespace sightglass::gui
