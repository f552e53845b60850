// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/readout.h"

#include "charts/mainchart.h"
#include "theme/painting.h"

#include <algorithm>
#include <cmath>

#include <QFontMetricsF>
#include <QPainter>

namespace sightglass::charts {

namespace {

struct Row
{
    QString name, value, change;
    QColor color;
    bool isQuiet = false;
    bool isUp = true;
};

struct Fonts
{
    QFont small, strong;

    explicit Fonts(const theme::Tokens& t)
        : small(t.font(theme::Role::Small))
        , strong(t.font(theme::Role::SmallMedium))
    {
        strong.setWeight(QFont::DemiBold);
    }
};

/// Widths of the columns of the box.
struct Columns
{
    qreal names = 0, values = 0, changes = 0;
    [[nodiscard]] qreal total() const { return 24 + 20 + names + 14 + values + (changes > 0 ? changes + 8 : 0); }
};

/// The first series is what the comparison stands behind; its change stands in its row.
std::vector<Row> rowsOf(const ChartModel& model, std::size_t bucket, const theme::Tokens& t)
{
    std::vector<Row> rows;
    double now = kUnknown;
    for (const ChartSeries& series : model.series) {
        const double value = valueAt(series, bucket);
        if (std::isnan(value))
            continue;
        const bool isCompare = series.kind == SeriesKind::Compare;
        Row row{series.name, valueText(model, series, value),
                {},          isCompare ? t.chart.compare : t.seriesColor(series.color),
                isCompare,   true};
        if (isCompare) {
            const ChartBucket& at = model.buckets[bucket];
            row.name = at.compareLabel.isEmpty() ? series.name : at.compareLabel;
            if (!rows.empty() && value > 0 && !std::isnan(now) && !at.unfinished) {
                const double change = (now - value) / value * 100;
                rows.front().change = formatPercent(change);
                rows.front().isUp = change >= 0;
            }
        } else if (std::isnan(now)) {
            now = value;
        }
        rows.push_back(row);
    }
    return rows;
}

Columns columnsOf(const std::vector<Row>& rows, const Fonts& fonts)
{
    Columns columns;
    const QFontMetricsF metrics(fonts.strong);
    for (const Row& row : rows) {
        columns.names = std::max(columns.names, metrics.horizontalAdvance(row.name));
        columns.values = std::max(columns.values, theme::figuresWidth(fonts.strong, row.value));
        if (!row.change.isEmpty())
            columns.changes = std::max(columns.changes, theme::figuresWidth(fonts.small, row.change) + 15);
    }
    return columns;
}

QStringList marksAt(const ChartModel& model, std::size_t bucket)
{
    QStringList marks;
    for (const ChartMark& mark : model.marks) {
        if (mark.bucket == bucket)
            marks << mark.text;
    }
    return marks;
}

QRectF boxOf(const MainChart& chart, std::size_t bucket, const QSizeF& size)
{
    const qreal x = chart.pointOf(bucket, 0).x();
    const bool isRight = x + 14 + size.width() < chart.width() - 8;
    const qreal top = std::max(6.0, std::min(chart.plotRect().top() + 44, chart.height() - size.height() - 8));
    return {QPointF(isRight ? x + 14 : x - 14 - size.width(), top), size};
}

void paintRow(QPainter& painter, const QRectF& at, const Row& row, const Columns& columns, const Fonts& fonts,
              bool isGoodWhenUp, const theme::Tokens& t)
{
    theme::roundedBox(painter, QRectF(at.left(), at.center().y() - 1, 10, 2), 1, row.color);
    const QColor ink = row.isQuiet ? t.text.text3 : t.text.text;
    theme::drawLine(painter, at.adjusted(20, 0, 0, 0), row.name, fonts.small, ink, Qt::AlignLeft, Qt::ElideNone);
    const QRectF number(at.left() + 20 + columns.names + 14, at.top(), columns.values, at.height());
    theme::drawNumber(painter, number, row.value, row.isQuiet ? fonts.small : fonts.strong, ink);
    if (row.change.isEmpty())
        return;
    const QColor verdict = row.isUp == isGoodWhenUp ? t.state.positive : t.state.negative;
    theme::drawChangeArrow(painter, QPointF(number.right() + 14, at.center().y()), row.isUp, verdict);
    theme::drawNumber(painter, QRectF(number.right() + 23, at.top(), columns.changes, at.height()), row.change,
                      fonts.small, verdict, Qt::AlignLeft);
}

} // namespace

void paintReadOut(QPainter& painter, const MainChart& chart, std::size_t bucket)
{
    const theme::Tokens& t = chart.t();
    const ChartModel& model = chart.model();
    const Fonts fonts(t);
    const std::vector<Row> rows = rowsOf(model, bucket, t);
    const QStringList marks = marksAt(model, bucket);
    const Columns columns = columnsOf(rows, fonts);
    const QString& title = model.buckets[bucket].longLabel;
    const qreal line = t.px(18);
    const qreal width = std::max(columns.total(), QFontMetricsF(fonts.strong).horizontalAdvance(title) + 28);
    const qreal lines = 1 + static_cast<qreal>(rows.size()) + static_cast<qreal>(marks.size());
    const QRectF box = boxOf(chart, bucket, QSizeF(width, 20 + line * lines));
    theme::drawShadow(painter, box, t.radius.panel, t.surface.shadow);
    theme::roundedBox(painter, box, t.radius.panel, t.surface.raised, t.line.lineStrong);
    QRectF at(box.left() + 12, box.top() + 9, width - 24, line);
    theme::drawLine(painter, at, title, fonts.strong, t.text.text);
    at.translate(0, line + 2);
    for (const Row& row : rows) {
        paintRow(painter, at, row, columns, fonts, model.goodWhenUp, t);
        at.translate(0, line);
    }
    for (const QString& mark : marks) {
        theme::drawLine(painter, at, mark, fonts.small, t.mark.text);
        at.translate(0, line);
    }
}

} // namespace sightglass::charts
