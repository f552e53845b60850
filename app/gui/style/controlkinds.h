// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QWidget;

namespace sightglass::gui {

/// How a button weighs: one primary per view, quiet for ways out, danger for what cannot be undone.
enum class ButtonKind { Plain, Primary, Quiet, Danger };
/// 24, 28 and 36 px high; fields know Normal and Large.
enum class ControlSize { Small, Normal, Large };

/// What the style reads from a standard widget. Set them before showing; they repaint the widget. GUI thread.
void setButtonKind(QWidget* button, ButtonKind kind);
[[nodiscard]] ButtonKind buttonKind(const QWidget* button);
void setControlSize(QWidget* control, ControlSize size);
[[nodiscard]] ControlSize controlSize(const QWidget* control);
/// A key cap at the right of a button, e.g. "E".
void setKeyHint(QWidget* button, const QString& keys);
[[nodiscard]] QString keyHint(const QWidget* button);
/// A field whose content is wrong: red line. The reason is said below it.
void setFaulty(QWidget* field, bool faulty);
[[nodiscard]] bool isFaulty(const QWidget* field);
/// A menu's dangerous entry is red: set on the QAction's property through this name.
inline constexpr char kDangerProperty[] = "sightglassDanger";

} // namespace sightglass::gui
