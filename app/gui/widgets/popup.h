// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/themedwidget.h"

namespace sightglass::gui {

/// A frameless surface above the window with its shadow painted in a 24 px margin; without a compositor square and
/// without shadow. Put children into `body()`. Closes on Esc and on a click elsewhere. GUI thread; deletes itself when
/// closed.
class Popup : public ThemedWidget
{
    Q_OBJECT

public:
    explicit Popup(QWidget* parent = nullptr);
    [[nodiscard]] QWidget* body() const { return m_body; }
    /// Opens below `anchor`, its right or left edge on the anchor's, kept on the screen.
    void openBelow(const QWidget* anchor, Qt::Alignment edge = Qt::AlignLeft);
    static constexpr int kMargin = 24;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QWidget* m_body;
};

} // namespace sightglass::gui
