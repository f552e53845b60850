// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/label.h"
#include "gui/widgets/themedwidget.h"

namespace sightglass::gui {

/// A row of "Needs a look": icon in its ink, title, quiet second line. GUI thread; owned by its parent.
class LookRow final : public ThemedButton
{
    Q_OBJECT

public:
    LookRow(const QString& iconName, Ink ink, const QString& title, const QString& text, QWidget* parent = nullptr);
    /// The first row has no line above it.
    void setFirst(bool first);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_icon;
    Ink m_ink;
    QString m_second;
    bool m_first = false;
};

} // namespace sightglass::gui
