// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/timelinedelegate.h"

#include "models/timelinemodel.h"
#include "theme/icons.h"
#include "theme/painting.h"

#include <QPainter>

#include <cmath>

namespace sightglass::gui {

using models::TimelineModel;

namespace {

QString wordsIn(const QModelIndex& index, int role)
{
    return index.data(role).toString();
}

QColor inkOfRow(TimelineModel::Kind kind, const theme::Tokens& t)
{
    switch (kind) {
    case TimelineModel::Kind::Exception: return t.state.negative;
    case TimelineModel::Kind::Purchase: return t.state.positive;
    case TimelineModel::Kind::Identity: return t.mark.text;
    case TimelineModel::Kind::Background: return t.text.text3;
    default: return t.text.text;
    }
}

void paintDay(QPainter& painter, const QRectF& row, const QString& words, const theme::Tokens& t)
{
    const QFont font = t.font(theme::Role::Strong);
    const QRectF line = row.adjusted(16, t.px(6), -16, 0);
    const qreal wide = std::ceil(QFontMetricsF(font).horizontalAdvance(words)) + 1;
    theme::drawLine(painter, line, words, font, t.text.text);
    if (wide + 12 < line.width())
        theme::horizontalLine(painter, line.left() + wide + 12, line.right(), line.center().y(), t.line.line);
}

void paintEventRow(QPainter& painter, const QRectF& row, const QModelIndex& index, const theme::Tokens& t)
{
    const auto kind = TimelineModel::Kind(index.data(TimelineModel::KindRole).toInt());
    const QColor ink = inkOfRow(kind, t);
    const qreal side = t.px(16);
    const qreal iconLeft = row.left() + 16 + t.px(62);
    const auto isEvent = [](const QModelIndex& other) {
        return other.isValid() && other.data(TimelineModel::KindRole).toInt() >= int(TimelineModel::Kind::Event);
    };
    const qreal thread = std::round(iconLeft + side / 2);
    if (isEvent(index.siblingAtRow(index.row() - 1)))
        theme::verticalLine(painter, thread, row.top(), row.center().y() - side / 2 - 2, t.line.lineStrong);
    if (isEvent(index.siblingAtRow(index.row() + 1)))
        theme::verticalLine(painter, thread, row.center().y() + side / 2 + 2, row.bottom() + 1, t.line.lineStrong);
    theme::drawNumber(painter, QRectF(row.left() + 16, row.top(), t.px(60), row.height()),
                      wordsIn(index, TimelineModel::TimeRole), t.font(theme::Role::Caption), t.text.text3,
                      Qt::AlignLeft);
    theme::paintIcon(painter, QRectF(iconLeft, row.center().y() - side / 2, side, side),
                     wordsIn(index, TimelineModel::IconRole), kind == TimelineModel::Kind::Event ? t.text.text3 : ink);
    QRectF words(iconLeft + side + 14, row.top(), row.right() - iconLeft - side - 30, row.height());
    const QFont font = t.font(theme::Role::Label);
    const QString title = wordsIn(index, TimelineModel::TitleRole);
    const qreal wide = std::min(std::ceil(QFontMetricsF(font).horizontalAdvance(title)) + 1, words.width());
    theme::drawLine(painter, QRectF(words.left(), words.top(), wide, words.height()), title, font, ink);
    words.setLeft(words.left() + wide + 8);
    if (words.width() > 16)
        theme::drawLine(painter, words, wordsIn(index, TimelineModel::DetailRole), t.font(theme::Role::Small),
                        t.text.text2);
}

} // namespace

QSize TimelineDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const theme::Tokens& t = theme::tokens(option.widget);
    const bool isDay = index.data(TimelineModel::KindRole).toInt() == int(TimelineModel::Kind::Day);
    return {200, t.px(isDay ? 36 : 29)};
}

void TimelineDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const theme::Tokens& t = theme::tokens(option.widget);
    const QRectF row = option.rect;
    const auto kind = TimelineModel::Kind(index.data(TimelineModel::KindRole).toInt());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(row, t.surface.selected);
    else if (kind == TimelineModel::Kind::Identity)
        painter->fillRect(row, t.mark.tint);
    if (kind == TimelineModel::Kind::Day)
        paintDay(*painter, row, wordsIn(index, TimelineModel::TitleRole), t);
    else if (kind == TimelineModel::Kind::Gap)
        theme::drawLine(*painter, row, wordsIn(index, TimelineModel::TitleRole), t.font(theme::Role::Small),
                        t.text.text3, Qt::AlignHCenter);
    else
        paintEventRow(*painter, row, index, t);
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange))
        theme::roundedBox(*painter, row.adjusted(1, 1, -1, -1), t.radius.chip, QColor(), t.line.focus, 2);
    painter->restore();
}

} // namespace sightglass::gui
