// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/daterangebutton.h"

#include "gui/widgets/daterangepopup.h"
#include "theme/icons.h"
#include "theme/painting.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace sightglass::gui {

DateRangeButton::DateRangeButton(QWidget* parent)
    : ThemedButton(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(this, &QAbstractButton::clicked, this, [this] { openPopup(); });
}

void DateRangeButton::setRange(const DateRange& range, const QDate& today, const QDate& firstDay)
{
    m_range = range;
    m_today = today;
    m_first = firstDay;
    setAccessibleName(tr("Range: %1, %2").arg(range.name, daysText(range.from, range.to, today)));
    themeChanged();
}

void DateRangeButton::setCompared(const QDate& from, const QDate& to)
{
    m_comparedFrom = from;
    m_comparedTo = to;
}

void DateRangeButton::openPopup(bool typing)
{
    auto* popup = new DateRangePopup(m_range, m_today, m_first, this);
    popup->setCompared(m_comparedFrom, m_comparedTo);
    connect(popup, &DateRangePopup::rangeChosen, this, &DateRangeButton::rangeChosen);
    popup->openBelow(this, Qt::AlignRight);
    if (typing)
        popup->beginTyping();
}

void DateRangeButton::shift(int direction)
{
    if (direction > 0 && !canGoLater())
        return;
    const qint64 length = m_range.from.daysTo(m_range.to) + 1;
    const DateRange moved{u"custom"_s, tr("Chosen days"), m_range.from.addDays(direction * length),
                          m_range.to.addDays(direction * length)};
    Q_EMIT rangeChosen(moved);
}

QSize DateRangeButton::sizeHint() const
{
    const qreal name = std::ceil(QFontMetricsF(t().font(theme::Role::SmallMedium)).horizontalAdvance(m_range.name));
    const qreal days =
        std::ceil(theme::figuresWidth(t().font(theme::Role::Small), daysText(m_range.from, m_range.to, m_today)));
    return {qRound(name + days + 4 * t().px(14) + 58), t().px(26)};
}

void DateRangeButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    theme::roundedBox(painter, rect(), t().radius.control,
                      isDown()      ? t().surface.pressed
                      : isHovered() ? t().surface.hover
                                    : t().surface.panel,
                      showsRing() ? t().line.focus : t().line.lineStrong, showsRing() ? 2 : 1);
    const qreal side = t().px(14);
    const auto icon = [&](qreal x, const QString& name, const QColor& color) {
        theme::paintIcon(painter, QRectF(x, (height() - side) / 2, side, side), name, color);
    };
    icon(2, u"back"_s, t().text.text2);
    icon(width() - side - 4, u"forward"_s, canGoLater() ? t().text.text2 : t().text.disabled);
    qreal x = side + 10;
    icon(x, u"calendar"_s, t().text.text3);
    x += side + 9;
    const QFont strong = t().font(theme::Role::SmallMedium);
    theme::drawLine(painter, QRectF(x, 0, width(), height()), m_range.name, strong, t().text.text, Qt::AlignLeft,
                    Qt::ElideNone);
    x += std::ceil(QFontMetricsF(strong).horizontalAdvance(m_range.name)) + 7;
    const QString days = daysText(m_range.from, m_range.to, m_today);
    theme::drawNumber(painter, QRectF(x, 0, width(), height()), days, t().font(theme::Role::Small), t().text.text2,
                      Qt::AlignLeft);
    x += theme::figuresWidth(t().font(theme::Role::Small), days) + 8;
    icon(x, u"chevron-down"_s, t().text.text3);
}

void DateRangeButton::mouseReleaseEvent(QMouseEvent* event)
{
    const qreal edge = t().px(14) + 8;
    const qreal x = event->position().x();
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()) &&
        (x < edge || x > width() - edge)) {
        setDown(false);
        shift(x < edge ? -1 : 1);
        return;
    }
    ThemedButton::mouseReleaseEvent(event);
}

void DateRangeButton::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Left)
        shift(-1);
    else if (event->key() == Qt::Key_Right)
        shift(1);
    else if (event->key() == Qt::Key_Down)
        openPopup();
    else
        ThemedButton::keyPressEvent(event);
}

} // namespace sightglass::gui
