// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/choicecard.h"

#include "theme/icons.h"
#include "theme/painting.h"

#include <cmath>

#include <QKeyEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace sightglass::gui {

ChoiceCard::ChoiceCard(const QString& title, const QString& text, const QString& iconName, QWidget* parent)
    : ThemedButton(parent)
    , m_description(text)
    , m_icon(iconName)
{
    setText(title);
    setCheckable(true);
    setAutoExclusive(true);
    setAccessibleName(title);
    setAccessibleDescription(text);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ChoiceCard::setTag(const QString& text, TagKind kind)
{
    m_tag = text;
    m_tagKind = kind;
    update();
}

void ChoiceCard::setDescription(const QString& text)
{
    m_description = text;
    setAccessibleDescription(text);
    themeChanged();
}

void ChoiceCard::setCompact(bool compact)
{
    m_compact = compact;
    themeChanged();
}

void ChoiceCard::setMultiple(bool multiple)
{
    m_multiple = multiple;
    setAutoExclusive(!multiple);
    update();
}

qreal ChoiceCard::textLeft() const
{
    if (m_compact)
        return 21 + t().px(14);
    return m_icon.isEmpty() ? 35 + t().px(16) : 49 + t().px(16) + t().px(40);
}

qreal ChoiceCard::textRight(int width) const
{
    const qreal tag =
        m_tag.isEmpty() ? 0 : QFontMetricsF(t().font(theme::Role::CaptionMedium)).horizontalAdvance(m_tag) + 26;
    return width - (m_compact ? 12 : 18) - tag;
}

int ChoiceCard::heightForWidth(int width) const
{
    const QFont font = t().font(m_compact ? theme::Role::Small : theme::Role::Body);
    const QRectF words = QFontMetricsF(font).boundingRect(
        QRectF(0, 0, std::max(40.0, textRight(width) - textLeft()), 4000), Qt::TextWordWrap, m_description);
    const int line = t().px(m_compact ? 16 : 19);
    const int lines =
        m_description.isEmpty() ? 0 : std::max(1, qRound(words.height() / QFontMetricsF(font).lineSpacing()));
    const int text = t().px(m_compact ? 20 : 20) + lines * line;
    return std::max(text + (m_compact ? 21 : 34), m_compact ? 0 : 74);
}

QSize ChoiceCard::sizeHint() const
{
    return {m_compact ? 220 : 560, heightForWidth(width() > 120 ? width() : (m_compact ? 220 : 560))};
}
QSize ChoiceCard::minimumSizeHint() const
{
    return {m_compact ? 150 : 260, heightForWidth(std::max(width(), m_compact ? 150 : 260))};
}

void ChoiceCard::paintMark(QPainter& painter, const QRectF& mark) const
{
    if (m_multiple) {
        if (isChecked()) {
            theme::roundedBox(painter, mark, t().radius.chip, t().accent.accent);
            theme::paintIcon(painter, mark.adjusted(2, 2, -2, -2), u"check"_s, t().text.onAccent);
        } else {
            theme::roundedBox(painter, mark, t().radius.chip, t().surface.panel, t().line.field, 1.5);
        }
        return;
    }
    if (isChecked())
        theme::roundedBox(painter, mark, mark.width() / 2, t().dark ? t().text.onAccent : t().surface.panel,
                          t().accent.accent, mark.width() * (m_compact ? 0.32 : 0.31));
    else
        theme::roundedBox(painter, mark, mark.width() / 2, t().surface.panel, t().line.field, 1.5);
}

void ChoiceCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const bool on = isChecked();
    const QRectF box = rect();
    const QColor ground = on ? t().accent.tint : isHovered() ? t().surface.hover : t().surface.panel;
    theme::roundedBox(painter, box, m_compact ? t().radius.panel : t().radius.popup, ground,
                      on ? t().accent.accent : t().line.lineStrong, on ? 2 : 1);
    const qreal side = t().px(m_compact ? 14 : 16);
    const qreal markTop = m_compact ? 10 + (t().px(20) - side) / 2 : box.center().y() - side / 2;
    paintMark(painter, QRectF(m_compact ? 12 : 17, markTop, side, side));
    if (!m_compact && !m_icon.isEmpty()) {
        const qreal wide = t().px(40);
        const QRectF tile(35 + side, box.center().y() - wide / 2, wide, wide);
        const qreal inset = wide / 4;
        theme::roundedBox(painter, tile, 9, on ? t().surface.panel : t().surface.sunken, t().line.line);
        theme::paintIcon(painter, tile.adjusted(inset, inset, -inset, -inset), m_icon,
                         on ? t().accent.accent : t().text.text2);
    }
    const qreal left = textLeft();
    const qreal right = textRight(width());
    QFont title = t().font(theme::Role::Strong);
    if (!m_compact)
        title.setPointSizeF(title.pointSizeF() * 14 / 13);
    const QFont words = t().font(m_compact ? theme::Role::Small : theme::Role::Body);
    const int line = t().px(m_compact ? 16 : 19);
    const QRectF bounds = QFontMetricsF(words).boundingRect(QRectF(0, 0, std::max(40.0, right - left), 4000),
                                                            Qt::TextWordWrap, m_description);
    const qreal textHeight = t().px(20) + (m_description.isEmpty() ? 0 : std::max(line * 1.0, bounds.height()));
    qreal y = m_compact ? 9 : box.center().y() - textHeight / 2;
    theme::drawLine(painter, QRectF(left, y, right - left, t().px(20)), text(), title,
                    isEnabled() ? t().text.text : t().text.disabled);
    y += t().px(20);
    painter.setFont(words);
    painter.setPen(isEnabled() ? t().text.text2 : t().text.disabled);
    painter.drawText(QRectF(left, y, right - left, box.bottom() - y), Qt::TextWordWrap, m_description);
    if (!m_tag.isEmpty()) {
        const QFont font = t().font(theme::Role::CaptionMedium);
        const qreal wide = std::ceil(QFontMetricsF(font).horizontalAdvance(m_tag)) + 12;
        const QRectF tag(box.right() - 19 - wide, box.center().y() - t().px(9), wide, t().px(18));
        const TagColors colors = tagColors(t(), m_tagKind);
        theme::roundedBox(painter, tag, t().radius.chip, on ? t().surface.panel : colors.fill, colors.line);
        theme::drawLine(painter, tag, m_tag, font, colors.text, Qt::AlignHCenter, Qt::ElideNone);
    }
    if (showsRing())
        theme::roundedBox(painter, box.adjusted(3, 3, -3, -3), t().radius.control, QColor(), t().line.focus, 2);
}

void ChoiceCard::keyPressEvent(QKeyEvent* event)
{
    // Arrow keys go through the group, as with radio buttons; QAbstractButton does that when it gets them.
    ThemedButton::keyPressEvent(event);
}

} // namespace sightglass::gui
