// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/style/controlkinds.h"

#include <QPushButton>

namespace sightglass::gui {

/// A push button of ours: kind, size, icon by name, key cap. Painted by the style. GUI thread; owned by its parent.
class Button : public QPushButton
{
    Q_OBJECT

public:
    explicit Button(const QString& text, ButtonKind kind = ButtonKind::Plain, QWidget* parent = nullptr);

    void setKind(ButtonKind kind) { setButtonKind(this, kind); }
    void setControl(ControlSize size) { setControlSize(this, size); }
    void setIconName(const QString& name);
    /// Shows a key cap and answers the key in this window.
    void setKey(const QString& caption);
};

/// A button that is only an icon, 28 px, with a name for those who cannot see it.
class IconButton : public QPushButton
{
    Q_OBJECT

public:
    IconButton(const QString& iconName, const QString& name, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }
};

/// A link in running text or a footer, in accent; a button for the keyboard and for readers.
class LinkButton : public QPushButton
{
    Q_OBJECT

public:
    explicit LinkButton(const QString& text, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace sightglass::gui
