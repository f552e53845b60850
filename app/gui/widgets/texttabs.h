// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/themedwidget.h"

namespace sightglass::gui {

/// Tabs as words with a 2 px accent line under the chosen one; each takes the width of its bold form, so nothing jumps.
/// Arrow keys choose. GUI thread; owned by its parent.
class TextTabs final : public ThemedWidget
{
    Q_OBJECT

public:
    explicit TextTabs(QWidget* parent = nullptr);
    void setTabs(const QStringList& tabs);
    [[nodiscard]] const QStringList& tabs() const { return m_tabs; }
    [[nodiscard]] int current() const { return m_current; }
    /// Does not emit.
    void setCurrent(int index);
    void setSmall(bool small);
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
    [[nodiscard]] QRectF tabRect(int index) const;
    [[nodiscard]] int at(const QPointF& position) const;
    void choose(int index);

    QStringList m_tabs;
    int m_current = 0;
    int m_hovered = -1;
    bool m_small = false;
    bool m_ring = false;
};

} // namespace sightglass::gui
