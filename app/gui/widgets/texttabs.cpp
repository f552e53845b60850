// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/texttabs.h"

#include "theme/painting.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace sightglass::gui {
namespace {

constexpr qreal kTabGap = 14;

} // namespace

TextTabs::TextTabs(QWidget* parent)
    : ThemedWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
}

void TextTabs::setTabs(const QStringList& tabs)
{
    m_tabs = tabs;
    setCurrent(0);
    themeChanged();
}

void TextTabs::setCurrent(int index)
{
    m_current = index;
    setAccessibleName(m_tabs.value(index));
    setAccessibleDescription(tr("Tab %1 of %2").arg(index + 1).arg(m_tabs.size()));
    update();
}

void TextTabs::setSmall(bool small)
{
    m_small = small;
    themeChanged();
}

QRectF TextTabs::tabRect(int index) const
{
    QFont bold = t().font(m_small ? theme::Role::SmallMedium : theme::Role::Strong);
    bold.setWeight(QFont::DemiBold);
    const QFontMetricsF metrics(bold);
    qreal x = 0;
    for (int i = 0; i < index; ++i)
        x += std::ceil(metrics.horizontalAdvance(m_tabs.at(i))) + kTabGap;
    return {x, 0, std::ceil(metrics.horizontalAdvance(m_tabs.value(index))), static_cast<qreal>(height())};
}

QSize TextTabs::sizeHint() const
{
    return {m_tabs.isEmpty() ? 0 : qRound(tabRect(static_cast<int>(m_tabs.size()) - 1).right()) + 1,
            t().px(m_small ? 30 : 40)};
}

int TextTabs::at(const QPointF& position) const
{
    for (int i = 0; i < m_tabs.size(); ++i)
        if (tabRect(i).adjusted(-kTabGap / 2, 0, kTabGap / 2, 0).contains(position))
            return i;
    return -1;
}

void TextTabs::choose(int index)
{
    if (index < 0 || index >= m_tabs.size() || index == m_current)
        return;
    setCurrent(index);
    Q_EMIT chosen(index);
}

void TextTabs::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    for (int i = 0; i < m_tabs.size(); ++i) {
        const bool on = i == m_current;
        const QRectF tab = tabRect(i);
        QFont font = t().font(m_small ? theme::Role::SmallMedium : theme::Role::Label);
        if (on)
            font.setWeight(QFont::DemiBold);
        theme::drawLine(painter, tab.adjusted(0, 0, 2, -1), m_tabs.at(i), font,
                        on || i == m_hovered ? t().text.text : t().text.text3, Qt::AlignLeft, Qt::ElideNone);
        if (on)
            theme::roundedBox(painter, QRectF(tab.left(), height() - 2, tab.width(), 2), 1, t().accent.accent);
        if (on && m_ring)
            theme::roundedBox(painter, tab.adjusted(0, 6, 0, -5), t().radius.chip, QColor(), t().line.focus, 2);
    }
}

void TextTabs::mousePressEvent(QMouseEvent* event)
{
    choose(at(event->position()));
}

void TextTabs::mouseMoveEvent(QMouseEvent* event)
{
    m_hovered = at(event->position());
    update();
}

void TextTabs::leaveEvent(QEvent*)
{
    m_hovered = -1;
    update();
}

void TextTabs::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Right)
        choose(m_current + 1);
    else if (event->key() == Qt::Key_Left)
        choose(m_current - 1);
    else
        ThemedWidget::keyPressEvent(event);
}

void TextTabs::focusInEvent(QFocusEvent*)
{
    m_ring = true;
    update();
}

void TextTabs::focusOutEvent(QFocusEvent*)
{
    m_ring = false;
    update();
}

} // namespace sightglass::gui
