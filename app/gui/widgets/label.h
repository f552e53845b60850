// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QLabel>

namespace sightglass::gui {

/// Which ink a label uses.
enum class Ink { Text, Text2, Text3, Accent, Positive, Negative, Warning, Info };

[[nodiscard]] QColor inkColor(const theme::Tokens& tokens, Ink ink);

/// A text in a role of type and an ink, following theme and zoom. GUI thread; owned by its parent.
class Label : public QLabel
{
    Q_OBJECT

public:
    explicit Label(const QString& text = {}, theme::Role role = theme::Role::Body, Ink ink = Ink::Text,
                   QWidget* parent = nullptr);
    void setRole(theme::Role role);
    void setInk(Ink ink);

protected:
    void changeEvent(QEvent* event) override;

private:
    void apply();

    theme::Role m_role;
    Ink m_ink;
    bool m_applying = false;
};

} // namespace sightglass::gui
