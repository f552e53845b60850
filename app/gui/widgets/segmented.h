// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/themedwidget.h"

#include <vector>

namespace sightglass::gui {

/// A few choices side by side ("All, Page views, Events"), one chosen; a choice may carry a count in brass. Arrow keys
/// choose. GUI thread; owned by its parent.
class Segmented final : public ThemedWidget
{
    Q_OBJECT

public:
    explicit Segmented(const QStringList& choices, QWidget* parent = nullptr);
    void setChoices(const QStringList& choices);
    void setCount(int index, const QString& count);
    [[nodiscard]] int current() const { return m_current; }
    /// Does not emit.
    void setCurrent(int index);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void chosen(int index);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Segment
    {
        QString text, count;
    };
    [[nodiscard]] qreal widthOf(const Segment& segment) const;
    [[nodiscard]] int at(const QPointF& position) const;
    void choose(int index);
    void describe();

    std::vector<Segment> m_segments;
    int m_current = 0;
    int m_hovered = -1;
    bool m_ring = false;
};

} // namespace sightglass::gui
