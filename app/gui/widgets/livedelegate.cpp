// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/livedelegate.h"

#include "gui/widgets/tag.h"
#include "theme/icons.h"
#include "theme/painting.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace sightglass::gui {
namespace {

QColor inkOf(LiveKind kind, const theme::Tokens& t, const QColor& plain)
{
    switch (kind) {
    case LiveKind::Refused: return t.mark.text;
    case LiveKind::Exception: return t.state.negative;
    case LiveKind::Purchase: return t.state.positive;
    case LiveKind::Plain:
    case LiveKind::Bot: break;
    }
    return plain;
}

QString textOf(const QModelIndex& index, int role)
{
    return index.data(role).toString();
}

} // namespace

LiveColumns liveColumns(qreal width, qreal scale)
{
    const qreal right = width - 14;
    const qreal icon = 14 + 70 * scale;
    const qreal what = icon + 24 * scale;
    // Columns hide from the right until what happened has room (ui README §6 "Table").
    qreal room = right - what - 170 * scale;
    const auto take = [&room](qreal wanted) {
        const bool fits = room >= wanted;
        room = fits ? room - wanted : 0;
        return fits ? wanted : 0;
    };
    const qreal whoWidth = take(132 * scale);
    const qreal sourceWidth = take(74 * scale);
    const qreal protocol = right - take(70 * scale);
    const qreal source = protocol - sourceWidth;
    return {14, icon, what, source - whoWidth, source, protocol, right};
}

LiveDelegate::LiveDelegate(QObject* parent)
    : QStyledItemDelegate(parent)
{
}

QSize LiveDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {200, theme::tokens(option.widget).px(28)};
}

void LiveDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const theme::Tokens& t = theme::tokens(option.widget);
    const QRectF row = option.rect;
    painter->save();
    if (index.row() % 2 != 0)
        painter->fillRect(row, t.surface.sunken);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(row, t.surface.selected);
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(row, t.surface.hover);
    if (const double fresh = index.data(LiveFreshRole).toDouble(); fresh > 0)
        painter->fillRect(row, theme::withAlpha(t.surface.selected, fresh));
    const LiveColumns x = liveColumns(row.width(), t.textScale);
    const auto cell = [&](qreal from, qreal to) {
        return QRectF(row.left() + from, row.top(), to - from, row.height());
    };
    const auto kind = static_cast<LiveKind>(index.data(LiveKindRole).toInt());
    const QFont caption = t.font(theme::Role::Caption);
    const QFont small = t.font(theme::Role::Small);
    const QFont label = t.font(theme::Role::Label);
    theme::drawNumber(*painter, cell(x.time, x.icon), textOf(index, LiveTimeRole), caption, t.text.text3,
                      Qt::AlignLeft);
    const qreal side = t.px(16);
    theme::paintIcon(*painter, QRectF(row.left() + x.icon, row.center().y() - side / 2, side, side),
                     textOf(index, LiveIconRole), inkOf(kind, t, t.text.text3));
    QRectF what = cell(x.what, x.who - 12);
    const QString name = textOf(index, LiveNameRole);
    const qreal nameWidth = std::min(std::ceil(QFontMetricsF(label).horizontalAdvance(name)) + 1, what.width());
    theme::drawLine(*painter, QRectF(what.left(), what.top(), nameWidth, what.height()), name, label,
                    inkOf(kind, t, t.text.text));
    what.setLeft(what.left() + nameWidth + 7);
    if (const int fold = index.data(LiveFoldRole).toInt(); fold > 1 && what.width() > 60)
        what.setLeft(
            what.left() +
            paintTag(*painter, QPointF(what.left() + 2, what.center().y()), u"× %1"_s.arg(fold), TagKind::Chosen, t) +
            8);
    if (what.width() > 12)
        theme::drawLine(*painter, what, textOf(index, LiveDetailRole), small, t.text.text2);
    QRectF who = cell(x.who, std::max(x.who, x.source - 6));
    const QString person = textOf(index, LivePersonRole);
    const qreal personWidth = std::min(std::ceil(QFontMetricsF(small).horizontalAdvance(person)) + 1, who.width());
    if (personWidth > 0)
        theme::drawLine(*painter, QRectF(who.left(), who.top(), personWidth, who.height()), person, small,
                        t.text.text2);
    who.setLeft(who.left() + personWidth + 6);
    if (who.width() > 10)
        theme::drawLine(*painter, who, textOf(index, LivePlaceRole), caption, t.text.text3);
    if (x.protocol > x.source)
        theme::drawLine(*painter, cell(x.source, x.protocol - 6), textOf(index, LiveSourceRole), caption, t.text.text3);
    if (x.right > x.protocol)
        theme::drawLine(*painter, cell(x.protocol, x.right), textOf(index, LiveProtocolRole), caption, t.text.text3);
    if (option.state.testFlag(QStyle::State_HasFocus) && option.state.testFlag(QStyle::State_KeyboardFocusChange))
        theme::roundedBox(*painter, row.adjusted(1, 1, -1, -1), t.radius.chip, QColor(), t.line.focus, 2);
    painter->restore();
}

} // namespace sightglass::gui
