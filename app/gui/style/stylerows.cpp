// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/style/controlkinds.h"
#include "gui/style/stylepainting.h"
#include "theme/icons.h"
#include "theme/painting.h"

#include <QAction>
#include <QMenu>
#include <QStyleOptionMenuItem>
#include <QStyleOptionViewItem>

using namespace Qt::StringLiterals;

namespace sightglass::gui {
namespace {

bool isDangerous(const QWidget* widget, const QStyleOptionMenuItem& option)
{
    const auto* menu = qobject_cast<const QMenu*>(widget);
    const QAction* action = menu != nullptr ? menu->actionAt(option.rect.center()) : nullptr;
    return action != nullptr && action->property(kDangerProperty).toBool();
}

} // namespace

void StylePainter::menuItem(const QStyleOptionMenuItem& option) const
{
    const QRectF row = QRectF(option.rect);
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        theme::horizontalLine(painter, row.left(), row.right(), row.center().y(), tokens.line.line);
        return;
    }
    const bool enabled = is(option, QStyle::State_Enabled);
    const QColor text = !enabled                      ? tokens.text.disabled
                        : isDangerous(widget, option) ? tokens.state.negative
                                                      : tokens.text.text;
    if (is(option, QStyle::State_Selected) && enabled)
        theme::roundedBox(painter, row.adjusted(5, 0, -5, 0), 5, tokens.surface.selected);
    QRectF inside = row.adjusted(13, 0, -13, 0);
    const qreal side = tokens.px(16);
    const bool marked = option.checkType != QStyleOptionMenuItem::NotCheckable;
    if (marked || option.maxIconWidth > 0 || !option.icon.isNull()) {
        const QRectF place(inside.left(), inside.center().y() - side / 2, side, side);
        if (marked && option.checked)
            theme::paintIcon(painter, place, u"check"_s, tokens.accent.accent);
        else if (const QString name = option.icon.name(); !name.isEmpty())
            theme::paintIcon(painter, place, name, enabled ? tokens.text.text3 : tokens.text.disabled);
        inside.setLeft(place.right() + 9);
    }
    const QStringList parts = option.text.split(u'\t');
    QString label = parts.first();
    label.remove(u'&');
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        theme::paintIcon(painter, QRectF(inside.right() - side, inside.center().y() - side / 2, side, side),
                         u"chevron-right"_s, tokens.text.text3);
    if (parts.size() > 1) {
        const QString keys = QString(parts.at(1)).replace(u'+', u' ');
        inside.setRight(inside.right() + 5 - theme::drawKeyCap(painter, inside.adjusted(0, 0, 5, 0), keys, tokens) -
                        12);
    }
    theme::drawLine(painter, inside, label, tokens.font(theme::Role::Body), text);
}

void StylePainter::menuPanel(const QStyleOption& option) const
{
    theme::roundedBox(painter, option.rect, tokens.radius.control, tokens.surface.raised, tokens.line.lineStrong);
}

void StylePainter::tab(const QStyleOptionTab& option) const
{
    const QRectF rect = option.rect;
    const bool on = is(option, QStyle::State_Selected);
    const QColor color = !is(option, QStyle::State_Enabled)          ? tokens.text.disabled
                         : on || is(option, QStyle::State_MouseOver) ? tokens.text.text
                                                                     : tokens.text.text3;
    const QFont font = tokens.font(on ? theme::Role::Strong : theme::Role::Label);
    theme::drawLine(painter, rect.adjusted(7, 0, -7, 0), option.text, font, color, Qt::AlignLeft, Qt::ElideNone);
    if (on)
        theme::roundedBox(painter, QRectF(rect.left() + 7, rect.bottom() - 1, rect.width() - 14, 2), 1,
                          tokens.accent.accent);
    if (is(option, QStyle::State_HasFocus) && is(option, QStyle::State_KeyboardFocusChange))
        theme::roundedBox(painter, rect.adjusted(1, 4, -1, -4), tokens.radius.chip, QColor(), tokens.line.focus, 2);
}

void StylePainter::headerSection(const QStyleOptionHeader& option) const
{
    const QRectF rect = option.rect;
    painter.fillRect(rect, tokens.surface.panel);
    if (option.orientation == Qt::Horizontal)
        theme::horizontalLine(painter, rect.left(), rect.right() + 1, rect.bottom(), tokens.line.line);
}

void StylePainter::headerLabel(const QStyleOptionHeader& option) const
{
    // The label's rectangle lies 8 inside the section; the text of cells begins at 6.
    QRectF rect = QRectF(option.rect).adjusted(-2, 0, 2, 0);
    const bool sorted = option.sortIndicator != QStyleOptionHeader::None;
    const QColor color = sorted ? tokens.text.text : tokens.text.text3;
    const QFont font = tokens.font(theme::Role::CaptionMedium);
    if (sorted) {
        const bool up = option.sortIndicator == QStyleOptionHeader::SortUp;
        painter.save();
        painter.translate(rect.right() - 3, rect.center().y());
        painter.scale(0.6, 0.6);
        theme::drawChangeArrow(painter, QPointF(), up, color);
        painter.restore();
        rect.setRight(rect.right() - 10);
    }
    const bool right = option.textAlignment.testFlag(Qt::AlignRight);
    theme::drawLine(painter, rect, option.text, font, color, right ? Qt::AlignRight : Qt::AlignLeft);
}

void StylePainter::itemPanel(const QStyleOptionViewItem& option) const
{
    const QRectF rect = option.rect;
    if (is(option, QStyle::State_Selected))
        painter.fillRect(rect, tokens.surface.selected);
    else if (is(option, QStyle::State_MouseOver) && is(option, QStyle::State_Enabled))
        painter.fillRect(rect, tokens.surface.hover);
    else if (option.features.testFlag(QStyleOptionViewItem::Alternate))
        painter.fillRect(rect, tokens.surface.sunken);
    if (option.backgroundBrush.style() != Qt::NoBrush)
        painter.fillRect(rect, option.backgroundBrush);
}

void StylePainter::branch(const QStyleOption& option) const
{
    if (!is(option, QStyle::State_Children))
        return;
    const qreal side = 14;
    const QRectF rect = option.rect;
    theme::paintIcon(painter, QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side),
                     is(option, QStyle::State_Open) ? u"chevron-down"_s : u"chevron-right"_s, tokens.text.text3);
}

void StylePainter::splitter(const QStyleOption& option) const
{
    const QRectF rect = option.rect;
    const QColor color = is(option, QStyle::State_MouseOver) ? tokens.accent.accent : tokens.line.line;
    if (is(option, QStyle::State_Horizontal))
        theme::verticalLine(painter, rect.center().x(), rect.top(), rect.bottom() + 1, color);
    else
        theme::horizontalLine(painter, rect.left(), rect.right() + 1, rect.center().y(), color);
}

void StylePainter::tip(const QStyleOption& option) const
{
    painter.fillRect(option.rect, tokens.surface.toast);
}

} // namespace sightglass::gui
