// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/barschart.h"

#include "theme/painting.h"

#include <algorithm>
#include <cmath>

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace sightglass::charts {

BarsChart::BarsChart(QWidget* parent)
    : ChartWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
}

QSize BarsChart::sizeHint() const
{
    return {292, 44 + t().px(22)};
}

void BarsChart::setModel(const ChartModel& model)
{
    m_model = model;
    m_hovered = -1;
    numbersChanged();
    setAccessibleName(summaryOf(model));
    update();
}

const std::vector<double>& BarsChart::values() const
{
    static const std::vector<double> none;
    return m_model.series.empty() ? none : m_model.series.front().values;
}

void BarsChart::highlight(int bar)
{
    if (bar == m_hovered)
        return;
    m_hovered = bar;
    const auto at = static_cast<std::size_t>(bar);
    if (bar >= 0 && at < values().size() && at < m_model.buckets.size())
        setToolTip(u"%1 · %2"_s.arg(m_model.buckets[at].longLabel, m_model.format(values()[at])));
    update();
}

void BarsChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const std::vector<double>& bars = values();
    const qreal words = t().px(22);
    const QRectF area = QRectF(rect()).adjusted(0, 0, 0, -words);
    if (!bars.empty()) {
        const double highest = std::max(1.0, *std::max_element(bars.begin(), bars.end()));
        const qreal step = area.width() / static_cast<qreal>(bars.size());
        for (std::size_t i = 0; i < bars.size(); ++i) {
            const qreal height = std::max(bars[i] > 0 ? 1.5 : 0.0, bars[i] / highest * area.height());
            const QRectF bar(area.left() + static_cast<qreal>(i) * step + step * 0.12, area.bottom() - height,
                             step * 0.76, height);
            theme::roundedBox(painter, bar, std::min(1.5, step * 0.2),
                              static_cast<int>(i) == m_hovered ? t().accent.hover : t().series[0]);
        }
    }
    if (m_model.buckets.empty())
        return;
    const QRectF line(0, area.bottom() + 4, width(), words - 4);
    const QFont font = t().font(theme::Role::Caption);
    theme::drawNumber(painter, line, m_model.buckets.front().axisLabel, font, t().text.text3, Qt::AlignLeft);
    theme::drawNumber(painter, line, m_model.buckets[m_model.buckets.size() / 2].axisLabel, font, t().text.text3,
                      Qt::AlignHCenter);
    theme::drawNumber(painter, line, m_model.buckets.back().axisLabel, font, t().text.text3, Qt::AlignRight);
    if (hasFocus())
        theme::roundedBox(painter, rect(), t().radius.control, QColor(), t().line.focus, 2);
}

void BarsChart::mouseMoveEvent(QMouseEvent* event)
{
    if (!values().empty())
        highlight(static_cast<int>(event->position().x() / width() * static_cast<qreal>(values().size())));
}

void BarsChart::leaveEvent(QEvent*)
{
    highlight(-1);
}

void BarsChart::keyPressEvent(QKeyEvent* event)
{
    const int last = static_cast<int>(values().size()) - 1;
    if (event->key() == Qt::Key_Left)
        highlight(std::max(0, m_hovered < 0 ? last : m_hovered - 1));
    else if (event->key() == Qt::Key_Right)
        highlight(std::min(last, m_hovered + 1));
    else
        ChartWidget::keyPressEvent(event);
}

} // namespace sightglass::charts
