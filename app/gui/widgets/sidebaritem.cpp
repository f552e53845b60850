// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/sidebaritem.h"

#include "theme/icons.h"
#include "theme/painting.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace sightglass::gui {

SidebarItem::SidebarItem(QString id, const QString& text, QString iconName, QWidget* parent)
    : ThemedButton(parent)
    , m_id(std::move(id))
    , m_icon(std::move(iconName))
{
    setText(text);
    setCheckable(true);
    setAutoExclusive(true);
    describe();
}

void SidebarItem::setBadge(BadgeKind kind, const QString& text)
{
    m_badgeKind = kind;
    m_badge = text;
    describe();
    update();
}

void SidebarItem::setFolded(bool folded)
{
    m_folded = folded;
    setToolTip(folded ? text() : QString());
    updateGeometry();
    update();
}

void SidebarItem::setStale(bool stale)
{
    m_stale = stale;
    update();
}

void SidebarItem::describe()
{
    QString name = text();
    if (m_badgeKind == BadgeKind::Dot)
        name = tr("%1, needs a look").arg(text());
    else if (m_badgeKind == BadgeKind::Done)
        name = tr("%1, events arrive").arg(text());
    else if (m_badgeKind == BadgeKind::Live)
        name = tr("%1, %2 now").arg(text(), m_badge);
    else if (m_badgeKind != BadgeKind::None)
        name = tr("%1, %2").arg(text(), m_badge);
    setAccessibleName(name);
}

QSize SidebarItem::sizeHint() const
{
    return m_folded ? QSize(36, t().px(32)) : QSize(191, t().px(28));
}

void SidebarItem::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QRectF row = rect();
    const bool on = isChecked();
    const QColor ground = on            ? t().surface.selected
                          : isDown()    ? t().surface.pressed
                          : isHovered() ? theme::mixed(t().surface.sidebar, t().surface.pressed, 0.7)
                                        : QColor();
    theme::roundedBox(painter, row, t().radius.control, ground);
    if (showsRing())
        theme::roundedBox(painter, row, t().radius.control, QColor(), t().line.focus, 2);
    const qreal side = t().px(18);
    const qreal left = m_folded ? row.center().x() - side / 2 : 9;
    theme::paintIcon(painter, QRectF(left, row.center().y() - side / 2, side, side), m_icon,
                     on ? t().accent.accent : t().text.text3);
    const qreal besideText = m_badgeKind == BadgeKind::None ? 9 : m_badgeKind == BadgeKind::Done ? 14 + t().px(16) : 44;
    if (!m_folded)
        theme::drawLine(painter, row.adjusted(9 + side + 10, 0, -besideText, 0), text(),
                        t().font(on ? theme::Role::Strong : theme::Role::Label), on ? t().text.text : t().text.text2);
    if (m_badgeKind != BadgeKind::None) {
        painter.setOpacity(m_stale ? 0.55 : 1);
        paintBadge(painter, row);
    }
}

void SidebarItem::paintBadge(QPainter& painter, const QRectF& row) const
{
    const auto dot = [&](const QPointF& center, qreal radius, const QColor& color) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawEllipse(center, radius, radius);
    };
    if (m_folded) {
        const QColor color = m_badgeKind == BadgeKind::Hot   ? t().state.negative
                             : m_badgeKind == BadgeKind::Dot ? t().mark.line
                                                             : t().accent.accent;
        return dot(QPointF(row.right() - 6.5, row.top() + 6.5), 3.5, color);
    }
    const QRectF area = row.adjusted(0, 0, -9, 0);
    if (m_badgeKind == BadgeKind::Dot)
        return dot(QPointF(area.right() - 3.5, area.center().y()), 3.5, t().mark.line);
    if (m_badgeKind == BadgeKind::Done) {
        const qreal side = t().px(16);
        return theme::paintIcon(painter, QRectF(area.right() - side, area.center().y() - side / 2, side, side),
                                QStringLiteral("check"), t().state.positive);
    }
    const QFont font =
        t().font(m_badgeKind == BadgeKind::Hot ? theme::Role::CaptionStrong : theme::Role::CaptionMedium);
    const qreal width = theme::figuresWidth(font, m_badge);
    if (m_badgeKind == BadgeKind::Hot) {
        const qreal height = t().px(16);
        const QRectF pill(area.right() - width - 12, area.center().y() - height / 2, width + 12, height);
        theme::roundedBox(painter, pill, height / 2, t().state.negativeTint);
        theme::drawNumber(painter, pill, m_badge, font, t().state.negative, Qt::AlignHCenter);
        return;
    }
    const bool live = m_badgeKind == BadgeKind::Live;
    theme::drawNumber(painter, area, m_badge, font, live ? t().accent.accent : t().text.text3);
    if (live)
        dot(QPointF(area.right() - width - 8, area.center().y()), 3, t().accent.accent);
}

} // namespace sightglass::gui
