// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/themedwidget.h"

class QTimer;

namespace sightglass::gui {

/// Flat shapes of the final size while the first answer is on its way: nothing for 150 ms, then the shapes, after 2 s
/// the time that has passed and Cancel. Starts when shown, stops when hidden. GUI thread; owned by its parent.
class LoadingPlaceholder final : public ThemedWidget
{
    Q_OBJECT

public:
    enum class Shape { Rows, Chart };
    explicit LoadingPlaceholder(Shape shape = Shape::Rows, QWidget* parent = nullptr);
    /// Shows the shapes at once; for pictures and tests.
    void skipWaiting();
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void cancelRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void tick();

    Shape m_shape;
    QTimer* m_timer;
    QWidget* m_cancel;
    int m_elapsedMs = 0;
    bool m_visible = false;
};

} // namespace sightglass::gui
