// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/themedwidget.h"

namespace sightglass::gui {

/// On or off at once, without Save. 30×18. Accessible as a check box. GUI thread; owned by its parent.
class SwitchButton final : public ThemedButton
{
    Q_OBJECT

public:
    explicit SwitchButton(const QString& name, QWidget* parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace sightglass::gui
