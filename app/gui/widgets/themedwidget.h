// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QAbstractButton>
#include <QWidget>

namespace sightglass::gui {

/// A widget that paints itself from the tokens and lays out anew when the theme or the text zoom changes. GUI thread;
/// owned by its parent.
class ThemedWidget : public QWidget
{
    Q_OBJECT

public:
    explicit ThemedWidget(QWidget* parent = nullptr);

protected:
    [[nodiscard]] const theme::Tokens& t() const { return theme::tokens(this); }
    /// After a theme or zoom change; the default lays out and repaints.
    virtual void themeChanged();
    void changeEvent(QEvent* event) override;
};

/// The same for things one presses: hover, focus ring by keyboard, Enter as well as Space, accessible as a button.
class ThemedButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit ThemedButton(QWidget* parent = nullptr);

protected:
    [[nodiscard]] const theme::Tokens& t() const { return theme::tokens(this); }
    [[nodiscard]] bool isHovered() const { return m_hovered; }
    /// True when the focus came by keyboard, which is when a ring is drawn.
    [[nodiscard]] bool showsRing() const { return hasFocus() && m_keyFocus; }
    virtual void themeChanged();
    void changeEvent(QEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    bool m_hovered = false;
    bool m_keyFocus = false;
};

} // namespace sightglass::gui
