// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/tag.h"

#include "theme/painting.h"

#include <QPainter>

namespace sightglass::gui {

TagColors tagColors(const theme::Tokens& t, TagKind kind)
{
    TagColors colors{t.surface.sunken, t.line.line, t.text.text2};
    switch (kind) {
    case TagKind::Chosen: colors = {t.accent.tint, QColor(), t.accent.accent}; break;
    case TagKind::Positive: colors = {t.state.positiveTint, QColor(), t.state.positive}; break;
    case TagKind::Warning: colors = {t.state.warningTint, QColor(), t.state.warning}; break;
    case TagKind::Negative: colors = {t.state.negativeTint, QColor(), t.state.negative}; break;
    case TagKind::Info: colors = {t.state.infoTint, QColor(), t.state.info}; break;
    case TagKind::Plain: break;
    }
    if (t.highContrast && !colors.line.isValid())
        colors.line = colors.text;
    return colors;
}

qreal paintTag(QPainter& painter, const QPointF& leftMiddle, const QString& text, TagKind kind, const theme::Tokens& t)
{
    const QFont font = t.font(theme::Role::CaptionMedium);
    const qreal width = std::ceil(QFontMetricsF(font).horizontalAdvance(text)) + 12;
    const qreal height = t.px(18);
    const QRectF box(leftMiddle.x(), std::round(leftMiddle.y() - height / 2), width, height);
    const TagColors colors = tagColors(t, kind);
    theme::roundedBox(painter, box, t.radius.chip, colors.fill, colors.line);
    theme::drawNumber(painter, box, text, font, colors.text, Qt::AlignHCenter);
    return width;
}

Tag::Tag(const QString& text, TagKind kind, QWidget* parent)
    : ThemedWidget(parent)
    , m_text(text)
    , m_kind(kind)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(text);
}

void Tag::setText(const QString& text)
{
    m_text = text;
    setAccessibleName(text);
    themeChanged();
}

void Tag::setKind(TagKind kind)
{
    m_kind = kind;
    update();
}

void Tag::setOnTint(bool on)
{
    m_onTint = on;
    update();
}

QSize Tag::sizeHint() const
{
    return {qRound(QFontMetricsF(t().font(theme::Role::CaptionMedium)).horizontalAdvance(m_text)) + 13, t().px(18)};
}

void Tag::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const TagColors colors = tagColors(t(), m_kind);
    theme::roundedBox(painter, rect(), t().radius.chip, m_onTint ? t().surface.panel : colors.fill, colors.line);
    theme::drawLine(painter, rect(), m_text, t().font(theme::Role::CaptionMedium), colors.text, Qt::AlignHCenter,
                    Qt::ElideNone);
}

} // namespace sightglass::gui
