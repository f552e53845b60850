// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/breakdownlist.h"

#include "theme/icons.h"
#include "theme/painting.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace sightglass::gui {
namespace {

constexpr qreal kRowSide = 8;
constexpr qreal kInside = 6;

} // namespace

BreakdownList::BreakdownList(QWidget* parent)
    : ThemedWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Rows"));
}

void BreakdownList::setRows(const std::vector<BreakdownRow>& rows)
{
    m_rows = rows;
    numbersChanged();
    m_stale = false;
    m_hasShares = false;
    for (const BreakdownRow& row : m_rows)
        m_hasShares = m_hasShares || !row.share.isEmpty();
    setCurrentRow(m_current < static_cast<int>(m_rows.size()) ? m_current : -1);
    updateGeometry();
    update();
}

void BreakdownList::setCurrentRow(int row)
{
    m_current = row;
    const auto at = static_cast<std::size_t>(row);
    setAccessibleDescription(row >= 0 && at < m_rows.size()
                                 ? u"%1, %2 %3"_s.arg(m_rows[at].label, m_rows[at].value, m_rows[at].share)
                                 : tr("%n rows", nullptr, static_cast<int>(m_rows.size())));
    update();
}

QString BreakdownList::spokenSummary() const
{
    const QString rows = tr("%n rows", nullptr, static_cast<int>(m_rows.size()));
    if (m_rows.empty())
        return u"%1, %2"_s.arg(accessibleName(), rows);
    return tr("%1, %2, most: %3 with %4").arg(accessibleName(), rows, m_rows.front().label, m_rows.front().value);
}

charts::ChartTable BreakdownList::spokenTable() const
{
    charts::ChartTable table{{accessibleName(), tr("Number")}, {}};
    if (m_hasShares)
        table.head << tr("Share");
    for (const BreakdownRow& row : m_rows) {
        table.rows.push_back({row.label, row.value});
        if (m_hasShares)
            table.rows.back() << row.share;
    }
    return table;
}

void BreakdownList::setStale(bool stale)
{
    m_stale = stale;
    update();
}

QRectF BreakdownList::rowRect(int row) const
{
    const qreal high = t().px(28);
    return {kRowSide, row * high, width() - 2 * kRowSide, high};
}

QSize BreakdownList::sizeHint() const
{
    return {300, t().px(28) * static_cast<int>(std::max<std::size_t>(m_rows.size(), 3))};
}
QSize BreakdownList::minimumSizeHint() const
{
    return {160, t().px(28) * 3};
}

int BreakdownList::rowAt(const QPointF& position) const
{
    const int row = static_cast<int>(position.y() / t().px(28));
    return row >= 0 && row < static_cast<int>(m_rows.size()) ? row : -1;
}

void BreakdownList::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (m_stale)
        painter.setOpacity(0.6);
    for (int row = 0; row < static_cast<int>(m_rows.size()); ++row) {
        if (rowRect(row).bottom() > height() + 4)
            break;
        paintRow(painter, row);
    }
}

void BreakdownList::paintRow(QPainter& painter, int at) const
{
    const BreakdownRow& row = m_rows[static_cast<std::size_t>(at)];
    const QRectF area = rowRect(at);
    const bool hovered = at == m_hovered;
    const bool mirrored = layoutDirection() == Qt::RightToLeft;
    if (hovered)
        theme::roundedBox(painter, area, t().radius.chip, t().surface.hover);
    const qreal share = m_hasShares ? t().px(46) : 0;
    const qreal value = t().px(52) + 10;
    const qreal barWidth = (area.width() - share - value + 4) * std::clamp(row.part, 0.0, 1.0);
    if (barWidth > 0) {
        QRectF bar(area.left(), area.top() + 2, barWidth, area.height() - 4);
        if (mirrored)
            bar.moveRight(area.right());
        theme::roundedBox(painter, bar, t().radius.cell, hovered ? t().chart.barHover : t().chart.bar);
    }
    if (m_ring && at == m_current)
        theme::roundedBox(painter, area, t().radius.chip, QColor(), t().line.focus, 2);
    QRectF inside = area.adjusted(kInside, 0, -kInside, 0);
    const auto mirror = [&](const QRectF& r) {
        return mirrored ? QRectF(area.left() + area.right() - r.right(), r.top(), r.width(), r.height()) : r;
    };
    const Qt::Alignment end = mirrored ? Qt::AlignLeft : Qt::AlignRight;
    theme::drawNumber(painter, mirror(QRectF(inside.right() - share, inside.top(), share, inside.height())), row.share,
                      t().font(theme::Role::Small), t().text.text3, end);
    theme::drawNumber(painter, mirror(QRectF(inside.right() - share - value, inside.top(), value, inside.height())),
                      row.value, t().font(theme::Role::Label), t().text.text, end);
    QRectF label = inside.adjusted(0, 0, -share - value - 6, 0);
    if (!row.icon.isEmpty()) {
        const qreal side = t().px(16);
        theme::paintIcon(painter, mirror(QRectF(label.left(), label.center().y() - side / 2, side, side)), row.icon,
                         t().text.text3);
        label.setLeft(label.left() + side + 8);
    }
    const bool path = row.label.startsWith(u'/') || row.label.contains(u"://");
    theme::drawLine(painter, mirror(label), row.label, t().font(theme::Role::Body), t().text.text,
                    mirrored ? Qt::AlignRight : Qt::AlignLeft, path ? Qt::ElideMiddle : Qt::ElideRight);
}

void BreakdownList::mousePressEvent(QMouseEvent* event)
{
    m_pressed = rowAt(event->position());
    if (m_pressed >= 0)
        setCurrentRow(m_pressed);
}

void BreakdownList::mouseReleaseEvent(QMouseEvent* event)
{
    const int row = rowAt(event->position());
    if (row < 0 || row != std::exchange(m_pressed, -1))
        return;
    if (event->button() == Qt::RightButton)
        Q_EMIT excludeRequested(row);
    else if (event->button() == Qt::LeftButton)
        Q_EMIT filterRequested(row);
}

void BreakdownList::mouseDoubleClickEvent(QMouseEvent* event)
{
    m_pressed = -1;
    if (const int row = rowAt(event->position()); row >= 0 && event->button() == Qt::LeftButton)
        Q_EMIT opened(row);
}

void BreakdownList::mouseMoveEvent(QMouseEvent* event)
{
    const int row = rowAt(event->position());
    if (row == m_hovered)
        return;
    m_hovered = row;
    setCursor(row >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void BreakdownList::leaveEvent(QEvent*)
{
    m_hovered = -1;
    update();
}

void BreakdownList::move(int by)
{
    if (!m_rows.empty())
        setCurrentRow(std::clamp(m_current + by, 0, static_cast<int>(m_rows.size()) - 1));
}

void BreakdownList::copyRow(int row) const
{
    const BreakdownRow& shown = m_rows[static_cast<std::size_t>(row)];
    QStringList cells{shown.label, shown.value};
    if (!shown.share.isEmpty())
        cells << shown.share;
    QGuiApplication::clipboard()->setText(cells.join(u'\t'));
}

void BreakdownList::keyPressEvent(QKeyEvent* event)
{
    const bool valid = m_current >= 0 && m_current < static_cast<int>(m_rows.size());
    if (event->matches(QKeySequence::Copy) && valid)
        return copyRow(m_current);
    switch (event->key()) {
    case Qt::Key_Down:
    case Qt::Key_J: return move(1);
    case Qt::Key_Up:
    case Qt::Key_K: return move(-1);
    case Qt::Key_Home: return setCurrentRow(m_rows.empty() ? -1 : 0);
    case Qt::Key_End: return setCurrentRow(static_cast<int>(m_rows.size()) - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (valid && event->modifiers().testFlag(Qt::AltModifier))
            Q_EMIT excludeRequested(m_current);
        else if (valid)
            Q_EMIT filterRequested(m_current);
        return;
    case Qt::Key_Menu:
        if (valid)
            Q_EMIT menuRequested(m_current, mapToGlobal(rowRect(m_current).bottomLeft().toPoint()));
        return;
    default: ThemedWidget::keyPressEvent(event);
    }
}

void BreakdownList::focusInEvent(QFocusEvent* event)
{
    m_ring = event->reason() != Qt::MouseFocusReason;
    if (m_current < 0 && m_ring)
        setCurrentRow(m_rows.empty() ? -1 : 0);
    update();
}

void BreakdownList::focusOutEvent(QFocusEvent*)
{
    m_ring = false;
    update();
}

} // namespace sightglass::gui
