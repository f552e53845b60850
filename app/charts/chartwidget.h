// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QWidget>

namespace sightglass::charts {

/// A chart that paints itself from the tokens and repaints when the theme changes. GUI thread; owned by its parent.
class ChartWidget : public QWidget
{
    Q_OBJECT

public:
    explicit ChartWidget(QWidget* parent = nullptr);

protected:
    [[nodiscard]] const theme::Tokens& t() const { return theme::tokens(this); }
    virtual void themeChanged() { update(); }
    void changeEvent(QEvent* event) override;
};

} // namespace sightglass::charts
