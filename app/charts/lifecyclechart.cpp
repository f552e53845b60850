// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/lifecyclechart.h"

#include "theme/painting.h"

#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <cmath>

using namespace Qt::StringLiterals;

namespace sightglass::charts {

namespace {

constexpr qreal kAxisWidth = 44;
constexpr int kReturningColor = 0;
constexpr int kFreshColor = 2;
constexpr int kBackColor = 1;

QString people(qint64 number)
{
    return QLocale().toString(number);
}

} // namespace

LifecycleChart::LifecycleChart(QWidget* parent)
    : ChartWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("How people come and go"));
}

void LifecycleChart::setBars(const std::vector<LifecycleBar>& bars)
{
    m_bars = bars;
    m_isStale = false;
    m_current = -1;
    numbersChanged();
    setAccessibleName(spokenSummary());
    update();
}

void LifecycleChart::setStale(bool stale)
{
    m_isStale = stale;
    update();
}

QSize LifecycleChart::sizeHint() const
{
    return {900, 210 + t().px(52)};
}

QSize LifecycleChart::minimumSizeHint() const
{
    return {320, 110 + t().px(52)};
}

void LifecycleChart::paintLegend(QPainter& painter) const
{
    const QFont font = t().font(theme::Role::Caption);
    const std::vector<std::pair<QString, QBrush>> entries{{tr("New"), t().seriesColor(kFreshColor)},
                                                          {tr("Returning"), t().seriesColor(kReturningColor)},
                                                          {tr("Back again"), t().seriesColor(kBackColor)},
                                                          {tr("Gone quiet"), QBrush(t().text.text3, Qt::BDiagPattern)}};
    qreal x = kAxisWidth;
    const qreal high = t().px(20);
    for (const auto& [words, brush] : entries) {
        const QRectF swatch(x, high / 2 - 5, 10, 10);
        painter.fillRect(swatch, brush);
        if (brush.style() != Qt::SolidPattern) {
            painter.setPen(t().text.text3);
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(swatch.adjusted(0.5, 0.5, -0.5, -0.5));
        }
        const qreal wide = QFontMetricsF(font).horizontalAdvance(words) + 2;
        theme::drawLine(painter, QRectF(x + 15, 0, wide, high), words, font, t().text.text2, Qt::AlignLeft,
                        Qt::ElideNone);
        x += 15 + wide + 18;
    }
    if (m_current < 0)
        return;
    const LifecycleBar& bar = m_bars[static_cast<std::size_t>(m_current)];
    const QString words = tr("%1: %2 new, %3 returning, %4 back again, %5 gone quiet")
                              .arg(bar.longLabel, people(bar.fresh), people(bar.returning), people(bar.resurrecting),
                                   people(bar.dormant));
    theme::drawNumber(painter, QRectF(x, 0, width() - x, high), words, t().font(theme::Role::CaptionMedium),
                      t().text.text);
}

void LifecycleChart::paintBar(QPainter& painter, const QRectF& area, int index, qreal unit, qreal zero) const
{
    const LifecycleBar& bar = m_bars[static_cast<std::size_t>(index)];
    const qreal pitch = area.width() / static_cast<qreal>(m_bars.size());
    const qreal wide = std::clamp(pitch * 0.7, 2.0, 64.0);
    const qreal left = area.left() + pitch * index + (pitch - wide) / 2;
    if (index == m_current)
        painter.fillRect(QRectF(area.left() + pitch * index, area.top(), pitch, area.height()), t().surface.hover);
    qreal bottom = zero;
    for (const auto& [number, color] :
         {std::pair(bar.returning, kReturningColor), {bar.resurrecting, kBackColor}, {bar.fresh, kFreshColor}}) {
        const qreal high = static_cast<qreal>(number) * unit;
        painter.fillRect(QRectF(left, bottom - high, wide, high), t().seriesColor(color));
        bottom -= high;
    }
    const QRectF quiet(left, zero, wide, static_cast<qreal>(bar.dormant) * unit);
    if (bar.dormant > 0) {
        painter.fillRect(quiet, QBrush(t().text.text3, Qt::BDiagPattern));
        painter.setPen(t().text.text3);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(quiet.adjusted(0.5, 0, -0.5, -0.5));
    }
    const int every = std::max(1, static_cast<int>(std::ceil(t().px(64) / pitch)));
    if (index % every == 0)
        theme::drawNumber(painter, QRectF(left + wide / 2 - t().px(32), area.bottom() + 2, t().px(64), t().px(18)),
                          bar.label, t().font(theme::Role::Caption), t().text.text3, Qt::AlignHCenter);
}

void LifecycleChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (m_isStale)
        painter.setOpacity(0.6);
    paintLegend(painter);
    const QRectF area = QRectF(rect()).adjusted(kAxisWidth, t().px(26), 0, -t().px(22));
    qint64 most = 1;
    qint64 least = 0;
    for (const LifecycleBar& bar : m_bars) {
        most = std::max(most, bar.fresh + bar.returning + bar.resurrecting);
        least = std::max(least, bar.dormant);
    }
    const qreal unit = area.height() / static_cast<qreal>(most + least);
    const qreal zero = area.top() + static_cast<qreal>(most) * unit;
    for (int index = 0; index < static_cast<int>(m_bars.size()); ++index)
        paintBar(painter, area, index, unit, zero);
    theme::horizontalLine(painter, area.left(), area.right(), zero, t().line.lineStrong);
    const QFont font = t().font(theme::Role::Caption);
    const auto axis = [&](qreal y, const QString& words) {
        theme::drawNumber(painter, QRectF(0, y - t().px(9), kAxisWidth - 8, t().px(18)), words, font, t().text.text3);
    };
    axis(area.top() + 4, formatShort(static_cast<double>(most)));
    axis(zero, u"0"_s);
    if (least > 0 && area.bottom() - zero > t().px(18))
        axis(area.bottom() - 4, u"−%1"_s.arg(formatShort(static_cast<double>(least))));
    if (m_ring)
        theme::roundedBox(painter, rect(), t().radius.control, QColor(), t().line.focus, 2);
}

void LifecycleChart::highlight(int bar)
{
    if (bar == m_current)
        return;
    m_current = bar < static_cast<int>(m_bars.size()) ? bar : -1;
    if (m_current >= 0) {
        const LifecycleBar& shown = m_bars[static_cast<std::size_t>(m_current)];
        setAccessibleDescription(tr("%1: %2 new, %3 returning, %4 back again, %5 gone quiet")
                                     .arg(shown.longLabel, people(shown.fresh), people(shown.returning),
                                          people(shown.resurrecting), people(shown.dormant)));
    }
    update();
}

void LifecycleChart::mouseMoveEvent(QMouseEvent* event)
{
    const qreal x = event->position().x() - kAxisWidth;
    if (m_bars.empty() || x < 0)
        return highlight(-1);
    highlight(static_cast<int>(x / (width() - kAxisWidth) * static_cast<qreal>(m_bars.size())));
}

void LifecycleChart::leaveEvent(QEvent*)
{
    highlight(-1);
}

void LifecycleChart::keyPressEvent(QKeyEvent* event)
{
    const int last = static_cast<int>(m_bars.size()) - 1;
    if (event->key() == Qt::Key_Left)
        highlight(std::max(0, m_current < 0 ? last : m_current - 1));
    else if (event->key() == Qt::Key_Right)
        highlight(std::min(last, m_current + 1));
    else
        ChartWidget::keyPressEvent(event);
}

void LifecycleChart::focusInEvent(QFocusEvent* event)
{
    m_ring = event->reason() != Qt::MouseFocusReason;
    update();
}

void LifecycleChart::focusOutEvent(QFocusEvent*)
{
    m_ring = false;
    highlight(-1);
    update();
}

QString LifecycleChart::spokenSummary() const
{
    if (m_bars.empty())
        return tr("How people come and go");
    const LifecycleBar& last = m_bars.back();
    return tr("How people come and go over %n days; on the last one %1 new, %2 returning, %3 back again, %4 gone "
              "quiet",
              nullptr, static_cast<int>(m_bars.size()))
        .arg(people(last.fresh), people(last.returning), people(last.resurrecting), people(last.dormant));
}

ChartTable LifecycleChart::spokenTable() const
{
    ChartTable table{{tr("Day"), tr("New"), tr("Returning"), tr("Back again"), tr("Gone quiet")}, {}};
    for (const LifecycleBar& bar : m_bars)
        table.rows.push_back(
            {bar.longLabel, people(bar.fresh), people(bar.returning), people(bar.resurrecting), people(bar.dormant)});
    return table;
}

} // namespace sightglass::charts
