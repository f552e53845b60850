// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/themedwidget.h"

namespace sightglass::gui {

/// What a chip says: "Country is Norway".
struct FilterChipText
{
    QString id, icon, property, value;
    bool negated = false; ///< Only for the accessible name; `property` already says "is not".
    bool operator==(const FilterChipText&) const = default;
};

/// One filter of the page, 26 high: click edits, × or Delete removes, Alt-click turns it round. GUI thread; owned by
/// its bar.
class FilterChip final : public ThemedButton
{
    Q_OBJECT

public:
    explicit FilterChip(FilterChipText text, QWidget* parent = nullptr);
    [[nodiscard]] const FilterChipText& content() const { return m_text; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void editRequested();
    void removeRequested();
    void negateRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] QRectF crossRect() const;
    FilterChipText m_text;
};

/// A chip that opens a menu: "By day", "Previous 28 days"; or the quiet "Filter /". GUI thread; owned by its parent.
class ChipButton final : public ThemedButton
{
    Q_OBJECT

public:
    explicit ChipButton(QWidget* parent = nullptr);
    void setContent(const QString& text, const QString& iconName = {});
    void setKeys(const QString& keys);
    void setQuiet(bool quiet);
    void setMenuMark(bool shown);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_icon;
    QString m_keys;
    bool m_quiet = false;
    bool m_menuMark = true;
};

} // namespace sightglass::gui
