// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/themedwidget.h"

class QVariantAnimation;

namespace sightglass::gui {

/// The brass window of the first run: it fills by a quarter with each step. 324×300. GUI thread; owned by its parent.
class PortholeWidget final : public ThemedWidget
{
    Q_OBJECT

public:
    explicit PortholeWidget(QWidget* parent = nullptr);
    /// 0 (empty) to 4 (full); rises in 240 ms unless motion is reduced.
    void setQuarters(int quarters);
    [[nodiscard]] int quarters() const { return m_quarters; }
    [[nodiscard]] QSize sizeHint() const override { return {324, 300}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {162, 150}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVariantAnimation* m_rise;
    int m_quarters = 0;
    double m_level = 0;
};

} // namespace sightglass::gui
