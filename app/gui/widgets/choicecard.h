// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/tag.h"
#include "gui/widgets/themedwidget.h"

namespace sightglass::gui {

/// A radio button with room: icon, title, one line, optional tag. Put several into one QButtonGroup, or give them one
/// parent: they are exclusive there. Compact (connect page) has no icon. GUI thread; owned by its parent.
class ChoiceCard final : public ThemedButton
{
    Q_OBJECT

public:
    ChoiceCard(const QString& title, const QString& text, const QString& iconName, QWidget* parent = nullptr);
    void setTag(const QString& text, TagKind kind);
    void setDescription(const QString& text);
    void setCompact(bool compact);
    /// A check box instead of a radio: several may be chosen.
    void setMultiple(bool multiple);
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] qreal textLeft() const;
    [[nodiscard]] qreal textRight(int width) const;
    void paintMark(QPainter& painter, const QRectF& mark) const;

    QString m_description;
    QString m_icon;
    QString m_tag;
    TagKind m_tagKind = TagKind::Plain;
    bool m_compact = false;
    bool m_multiple = false;
};

} // namespace sightglass::gui
