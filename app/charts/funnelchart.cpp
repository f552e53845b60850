// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/funnelchart.h"

#include "theme/painting.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

using namespace Qt::StringLiterals;

namespace sightglass::charts {

namespace {

constexpr qreal kBarShare = 0.44; // of a column, as in the mock-up
constexpr qreal kGap = 14;
constexpr qreal kFlowStrength = 0.13;
constexpr qreal kLeastTarget = 24;
constexpr int kGridLines = 4;

QString percent(std::optional<double> rate)
{
    return rate ? formatPercent(*rate * 100) : u"–"_s;
}

QString count(qint64 number)
{
    return QLocale().toString(number);
}

} // namespace

FunnelChart::FunnelChart(QWidget* parent)
    : ChartWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Funnel"));
}

void FunnelChart::setBars(const std::vector<FunnelBar>& bars, const QString& unit)
{
    m_bars = bars;
    m_unit = unit;
    m_isStale = false;
    m_hovered = {};
    if (m_chosen.step >= static_cast<int>(m_bars.size()))
        m_chosen = {};
    if (m_cursor.step >= static_cast<int>(m_bars.size()))
        m_cursor = {};
    numbersChanged();
    setAccessibleName(spokenSummary());
    update();
}

void FunnelChart::setChosen(FunnelPart part)
{
    m_chosen = part;
    if (part.step >= 0)
        m_cursor = part;
    update();
}

void FunnelChart::setStale(bool stale)
{
    m_isStale = stale;
    update();
}

QSize FunnelChart::sizeHint() const
{
    return {900, 236 + t().px(44)};
}

QSize FunnelChart::minimumSizeHint() const
{
    return {320, 110 + t().px(44)};
}

QRectF FunnelChart::plot() const
{
    return QRectF(rect()).adjusted(0, 4, 0, -t().px(44) - 2);
}

QRectF FunnelChart::column(int step) const
{
    const auto steps = static_cast<qreal>(std::max<std::size_t>(1, m_bars.size()));
    const qreal pitch = (width() + kGap) / steps;
    return {step * pitch, 0, pitch - kGap, static_cast<qreal>(height())};
}

qreal FunnelChart::heightOf(qint64 number) const
{
    const qint64 most = m_bars.empty() ? 0 : m_bars.front().count;
    return most > 0 ? plot().height() * static_cast<qreal>(number) / static_cast<qreal>(most) : 0;
}

QRectF FunnelChart::rectOf(FunnelPart part) const
{
    if (part.step < 0 || part.step >= static_cast<int>(m_bars.size()))
        return {};
    const FunnelBar& bar = m_bars[static_cast<std::size_t>(part.step)];
    const QRectF area = plot();
    const QRectF place = column(part.step);
    const qreal reached = heightOf(bar.count);
    QRectF out(place.left(), area.bottom() - reached, std::round(place.width() * kBarShare), reached);
    if (!part.isLost)
        return bar.count > 0 ? out : QRectF();
    if (part.step == 0 || bar.lost <= 0)
        return {};
    const qreal lost = heightOf(bar.lost);
    return {out.left(), out.top() - lost, out.width(), lost};
}

void FunnelChart::paintFlow(QPainter& painter, int step) const
{
    const QRectF from = rectOf({step - 1, false});
    const QRectF to = rectOf({step, false});
    if (from.isEmpty())
        return;
    const QRectF place = column(step);
    const qreal bottom = plot().bottom();
    const qreal toTop = to.isEmpty() ? bottom : to.top();
    const qreal middle = (from.right() + place.left()) / 2;
    QPainterPath path(QPointF(from.right(), from.top()));
    path.cubicTo(QPointF(middle, from.top()), QPointF(middle, toTop), QPointF(place.left(), toTop));
    path.lineTo(place.left(), bottom);
    path.lineTo(from.right(), bottom);
    path.closeSubpath();
    painter.fillPath(path, theme::withAlpha(t().series[0], kFlowStrength));
}

void FunnelChart::paintBar(QPainter& painter, int step) const
{
    const FunnelBar& bar = m_bars[static_cast<std::size_t>(step)];
    const FunnelPart reached{step, false};
    const FunnelPart lost{step, true};
    if (const QRectF rect = rectOf(lost); !rect.isEmpty()) {
        const bool isOn = lost == m_chosen || lost == m_hovered;
        QBrush hatch(isOn ? t().text.text2 : t().line.lineStrong, Qt::BDiagPattern);
        painter.fillRect(rect, t().surface.panel);
        painter.fillRect(rect, hatch);
        QPen pen(lost == m_chosen ? t().accent.accent : t().line.lineStrong, lost == m_chosen ? 2 : 1, Qt::DashLine);
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5));
        const QFont font = t().font(theme::Role::Small);
        const qreal wide = QFontMetricsF(font).horizontalAdvance(u"−%1"_s.arg(count(bar.lost))) + 20;
        const qreal high = t().px(20);
        if (rect.height() > high + 4 && wide < rect.width() - 4) {
            const QRectF words(rect.center().x() - wide / 2, rect.center().y() - high / 2, wide, high);
            painter.fillRect(words, t().surface.panel);
            theme::drawNumber(painter, words, u"−%1"_s.arg(count(bar.lost)), font, t().text.text2, Qt::AlignHCenter);
        }
    }
    if (const QRectF rect = rectOf(reached); !rect.isEmpty()) {
        const bool isOn = reached == m_chosen || reached == m_hovered;
        const QColor fill = theme::withAlpha(t().series[0], isOn ? 1.0 : 0.86);
        theme::roundedBox(painter, rect, std::min(t().radius.bar, rect.height() / 2), fill);
    }
    if (m_ring && m_cursor.step == step && !rectOf(m_cursor).isEmpty())
        theme::roundedBox(painter, rectOf(m_cursor).adjusted(-3, -3, 3, 3), t().radius.chip, QColor(), t().line.focus,
                          2);
}

void FunnelChart::paintWords(QPainter& painter, int step) const
{
    const FunnelBar& bar = m_bars[static_cast<std::size_t>(step)];
    const QRectF place = column(step);
    const qreal half = place.width() / 2 + kGap / 2;
    QRectF line(place.left(), plot().bottom() + 4, half, t().px(22));
    theme::drawNumber(painter, line, count(bar.count), t().font(theme::Role::LeadStrong), t().text.text, Qt::AlignLeft);
    QRectF second = line.translated(0, t().px(22));
    second.setHeight(t().px(16));
    const QString share = step == 0 ? tr("%1 started").arg(m_unit) : tr("%1 of all").arg(percent(bar.share));
    theme::drawNumber(painter, second, share, t().font(theme::Role::Caption), t().text.text3, Qt::AlignLeft);
    if (step + 1 >= static_cast<int>(m_bars.size()))
        return;
    const FunnelBar& next = m_bars[static_cast<std::size_t>(step) + 1];
    line.moveLeft(line.right());
    line.setRight(place.right());
    second.moveLeft(line.left());
    second.setRight(place.right());
    theme::drawNumber(painter, line, u"%1 →"_s.arg(percent(next.stepRate)), t().font(theme::Role::Strong),
                      t().accent.accent);
    theme::drawNumber(painter, second, next.time, t().font(theme::Role::Caption), t().text.text3);
}

void FunnelChart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (m_isStale)
        painter.setOpacity(0.6);
    const QRectF area = plot();
    for (int line = 0; line < kGridLines; ++line)
        theme::horizontalLine(painter, 0, width(), area.top() + area.height() * line / kGridLines, t().line.grid);
    for (int step = 1; step < static_cast<int>(m_bars.size()); ++step)
        paintFlow(painter, step);
    for (int step = 0; step < static_cast<int>(m_bars.size()); ++step) {
        paintBar(painter, step);
        paintWords(painter, step);
    }
    theme::horizontalLine(painter, 0, width(), area.bottom(), t().line.lineStrong);
}

/// Thin bars are taken from a little above, the loss everywhere else above the bar.
FunnelPart FunnelChart::partAt(const QPointF& at) const
{
    for (int step = 0; step < static_cast<int>(m_bars.size()); ++step) {
        QRectF bar = rectOf({step, false});
        const QRectF lost = rectOf({step, true});
        if (bar.height() < kLeastTarget && !bar.isEmpty())
            bar.setBottom(plot().bottom() + kLeastTarget - bar.height());
        if (bar.contains(at))
            return {step, false};
        if (lost.contains(at))
            return {step, true};
    }
    return {};
}

QString FunnelChart::wordsOf(FunnelPart part) const
{
    if (part.step < 0 || part.step >= static_cast<int>(m_bars.size()))
        return {};
    const FunnelBar& bar = m_bars[static_cast<std::size_t>(part.step)];
    if (part.isLost)
        return tr("%1 %2 left before step %3, %4").arg(count(bar.lost), m_unit).arg(part.step + 1).arg(bar.name);
    return tr("%1 %2 reached step %3, %4, %5 of all")
        .arg(count(bar.count), m_unit)
        .arg(part.step + 1)
        .arg(bar.name, percent(bar.share));
}

void FunnelChart::mouseMoveEvent(QMouseEvent* event)
{
    const FunnelPart part = partAt(event->position());
    if (part == m_hovered)
        return;
    m_hovered = part;
    setToolTip(wordsOf(part));
    setCursor(part.step >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void FunnelChart::mousePressEvent(QMouseEvent* event)
{
    m_ring = false;
    const FunnelPart part = partAt(event->position());
    if (event->button() == Qt::LeftButton && part.step >= 0)
        choose(part);
}

void FunnelChart::leaveEvent(QEvent*)
{
    m_hovered = {};
    update();
}

void FunnelChart::choose(FunnelPart part)
{
    setChosen(part);
    setAccessibleDescription(wordsOf(part));
    Q_EMIT partChosen(part);
}

void FunnelChart::setCursorPart(FunnelPart part)
{
    m_cursor = part;
    m_ring = true;
    setAccessibleDescription(wordsOf(part));
    update();
}

void FunnelChart::keyPressEvent(QKeyEvent* event)
{
    const int last = static_cast<int>(m_bars.size()) - 1;
    const int step = std::clamp(m_cursor.step, 0, std::max(0, last));
    switch (event->key()) {
    case Qt::Key_Left: return setCursorPart({std::max(0, step - 1), m_cursor.isLost && step > 1});
    case Qt::Key_Right: return setCursorPart({std::min(last, step + (m_cursor.step < 0 ? 0 : 1)), m_cursor.isLost});
    case Qt::Key_Up:
        if (!rectOf({step, true}).isEmpty())
            setCursorPart({step, true});
        return;
    case Qt::Key_Down: return setCursorPart({step, false});
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_cursor.step >= 0)
            choose(m_cursor);
        return;
    default: ChartWidget::keyPressEvent(event);
    }
}

void FunnelChart::focusInEvent(QFocusEvent* event)
{
    m_ring = event->reason() != Qt::MouseFocusReason;
    if (m_ring && m_cursor.step < 0 && !m_bars.empty())
        setCursorPart({0, false});
    update();
}

void FunnelChart::focusOutEvent(QFocusEvent*)
{
    m_ring = false;
    update();
}

QString FunnelChart::spokenSummary() const
{
    if (m_bars.empty())
        return tr("Funnel");
    const FunnelBar& last = m_bars.back();
    return tr("Funnel of %n steps, %1 %2 started, %3 took all, %4", nullptr, static_cast<int>(m_bars.size()))
        .arg(count(m_bars.front().count), m_unit, count(last.count), percent(last.share));
}

ChartTable FunnelChart::spokenTable() const
{
    ChartTable table{
        {tr("Step"), tr("Reached"), tr("Of all"), tr("Of the step before"), tr("Left before it"), tr("Median time")},
        {}};
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        const FunnelBar& bar = m_bars[i];
        table.rows.push_back({bar.name, count(bar.count), percent(bar.share), i == 0 ? u"–"_s : percent(bar.stepRate),
                              i == 0 ? u"–"_s : count(bar.lost), bar.time.isEmpty() ? u"–"_s : bar.time});
    }
    return table;
}

} // namespace sightglass::charts
