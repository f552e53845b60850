// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/eventtreedelegate.h"

#include "models/eventtreemodel.h"
#include "theme/tokens.h"

#include <QPainter>

namespace sightglass::gui {

using models::EventTreeModel;

void EventTreeDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const theme::Tokens& t = theme::tokens(option.widget);
    const bool isGroup = index.siblingAtColumn(0).data(EventTreeModel::IsGroupRole).toBool();
    const bool isWarning = index.siblingAtColumn(0).data(EventTreeModel::IsWarningRole).toBool();
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, t.surface.selected);
    else if (isWarning)
        painter->fillRect(option.rect, t.mark.tint);
    QColor ink = index.column() == 0 ? t.text.text2 : t.text.text;
    if (isGroup)
        ink = t.text.text3;
    if (isWarning)
        ink = t.mark.text;
    painter->setPen(ink);
    painter->setFont(t.font(isGroup ? theme::Role::CaptionStrong : theme::Role::Small));
    const QRect box = option.rect.adjusted(4, 0, -4, isGroup ? -3 : 0);
    const QString text = painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, box.width());
    painter->drawText(box, (isGroup ? Qt::AlignBottom : Qt::AlignVCenter) | Qt::AlignLeading, text);
    painter->restore();
}

QSize EventTreeDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const theme::Tokens& t = theme::tokens(option.widget);
    return {QStyledItemDelegate::sizeHint(option, index).width(), t.px(24)};
}

} // namespace sightglass::gui
