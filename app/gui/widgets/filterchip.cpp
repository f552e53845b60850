// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/filterchip.h"

#include "theme/icons.h"
#include "theme/painting.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace sightglass::gui {
namespace {

qreal widthOf(const QFont& font, const QString& text)
{
    return std::ceil(QFontMetricsF(font).horizontalAdvance(text));
}

} // namespace

FilterChip::FilterChip(FilterChipText text, QWidget* parent)
    : ThemedButton(parent)
    , m_text(std::move(text))
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(tr("Filter: %1 %2").arg(m_text.property, m_text.value));
    setAccessibleDescription(tr("Enter edits, Delete removes"));
    connect(this, &QAbstractButton::clicked, this, &FilterChip::editRequested);
}

QSize FilterChip::sizeHint() const
{
    const qreal words = widthOf(t().font(theme::Role::Small), m_text.property) + 5 +
                        widthOf(t().font(theme::Role::SmallMedium), m_text.value);
    const qreal icon = m_text.icon.isEmpty() ? 0 : t().px(14) + 5;
    return {qRound(18 + icon + words + 5 + t().px(16)), t().px(26)};
}

QRectF FilterChip::crossRect() const
{
    const qreal side = t().px(16);
    return {width() - side - 7, (height() - side) / 2, side, side};
}

void FilterChip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    theme::roundedBox(painter, rect(), t().radius.control, isHovered() ? t().surface.selected : t().accent.tint,
                      showsRing()        ? t().line.focus
                      : t().highContrast ? t().line.field
                                         : t().surface.selected,
                      showsRing() ? 2 : 1);
    qreal x = 9;
    const qreal side = t().px(14);
    if (!m_text.icon.isEmpty()) {
        theme::paintIcon(painter, QRectF(x, (height() - side) / 2, side, side), m_text.icon, t().text.text3);
        x += side + 5;
    }
    const QFont quiet = t().font(theme::Role::Small);
    const QFont strong = t().font(theme::Role::SmallMedium);
    theme::drawLine(painter, QRectF(x, 0, width(), height()), m_text.property, quiet, t().text.text2, Qt::AlignLeft,
                    Qt::ElideNone);
    x += widthOf(quiet, m_text.property) + 5;
    theme::drawLine(painter, QRectF(x, 0, crossRect().left() - x, height()), m_text.value, strong, t().text.text);
    theme::paintIcon(painter, crossRect().adjusted(1, 1, -1, -1), u"close"_s,
                     isHovered() ? t().text.text : t().text.text3);
}

void FilterChip::mouseReleaseEvent(QMouseEvent* event)
{
    const bool inside = rect().contains(event->position().toPoint()) && event->button() == Qt::LeftButton;
    if (inside && (crossRect().adjusted(-4, -5, 7, 5).contains(event->position()) ||
                   event->modifiers().testFlag(Qt::AltModifier))) {
        setDown(false);
        if (event->modifiers().testFlag(Qt::AltModifier))
            Q_EMIT negateRequested();
        else
            Q_EMIT removeRequested();
        return;
    }
    ThemedButton::mouseReleaseEvent(event);
}

void FilterChip::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)
        Q_EMIT removeRequested();
    else
        ThemedButton::keyPressEvent(event);
}

ChipButton::ChipButton(QWidget* parent)
    : ThemedButton(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void ChipButton::setContent(const QString& text, const QString& iconName)
{
    setText(text);
    setAccessibleName(text);
    m_icon = iconName;
    themeChanged();
}

void ChipButton::setKeys(const QString& keys)
{
    m_keys = keys;
    themeChanged();
}

void ChipButton::setQuiet(bool quiet)
{
    m_quiet = quiet;
    m_menuMark = !quiet;
    themeChanged();
}

void ChipButton::setMenuMark(bool shown)
{
    m_menuMark = shown;
    themeChanged();
}

QSize ChipButton::sizeHint() const
{
    qreal width = (m_quiet ? 10 : 18) + widthOf(t().font(theme::Role::SmallMedium), text());
    width += m_icon.isEmpty() ? 0 : t().px(14) + 5;
    width += m_menuMark ? t().px(14) + 5 : 0;
    width += m_keys.isEmpty() ? 0 : theme::keyCapWidth(m_keys, t()) + 7;
    return {qRound(width), t().px(26)};
}

void ChipButton::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QColor rest = m_quiet ? QColor() : t().surface.panel;
    theme::roundedBox(painter, rect(), t().radius.control,
                      isDown()      ? t().surface.pressed
                      : isHovered() ? t().surface.hover
                                    : rest,
                      showsRing() ? t().line.focus
                      : m_quiet   ? QColor()
                                  : t().line.lineStrong,
                      showsRing() ? 2 : 1);
    qreal x = m_quiet ? 5 : 9;
    const qreal side = t().px(14);
    if (!m_icon.isEmpty()) {
        theme::paintIcon(painter, QRectF(x, (height() - side) / 2, side, side), m_icon, t().text.text3);
        x += side + 5;
    }
    const QFont font = t().font(theme::Role::SmallMedium);
    theme::drawLine(painter, QRectF(x, 0, width(), height()), text(), font, m_quiet ? t().text.text2 : t().text.text,
                    Qt::AlignLeft, Qt::ElideNone);
    x += widthOf(font, text());
    if (!m_keys.isEmpty())
        theme::drawKeyCap(painter, QRectF(0, 0, width() - 5, height()), m_keys, t());
    if (m_menuMark)
        theme::paintIcon(painter, QRectF(x + 5, (height() - side) / 2, side, side), u"chevron-down"_s, t().text.text3);
}

} // namespace sightglass::gui
