// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/themedwidget.h"

namespace sightglass::gui {

enum class TagKind { Plain, Chosen, Positive, Warning, Negative, Info };

/// A small word in a tinted box: "new in 4.12.1". GUI thread; owned by its parent.
class Tag final : public ThemedWidget
{
    Q_OBJECT

public:
    explicit Tag(const QString& text, TagKind kind = TagKind::Plain, QWidget* parent = nullptr);
    void setText(const QString& text);
    void setKind(TagKind kind);
    /// On a tinted ground a tag stands on panel colour instead of its tint.
    void setOnTint(bool on);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    TagKind m_kind;
    bool m_onTint = false;
};

/// Colours of a kind of tag, for delegates that paint one.
struct TagColors
{
    QColor fill, line, text;
};
[[nodiscard]] TagColors tagColors(const theme::Tokens& tokens, TagKind kind);
/// Paints a tag with its left middle at `leftMiddle`; returns its width.
qreal paintTag(QPainter& painter, const QPointF& leftMiddle, const QString& text, TagKind kind,
               const theme::Tokens& tokens);

} // namespace sightglass::gui
