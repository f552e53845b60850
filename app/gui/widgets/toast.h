// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/themedwidget.h"

#include <functional>

class QTimer;

namespace sightglass::gui {

/// A word at the bottom right after something was done, with Undo; one at a time, for 10 s. Never for errors that need
/// a decision. Lives as a child of the window it is shown in and keeps to its corner. GUI thread; owned by that window.
class Toast final : public ThemedWidget
{
    Q_OBJECT

public:
    explicit Toast(QWidget* window);
    void showText(const QString& iconName, const QString& text);
    /// With Undo; Z undoes while it is shown and the focus is not in a field.
    void showText(const QString& iconName, const QString& text, std::function<void()> undo);
    void dismiss();
    void undo();
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void themeChanged() override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void place();

    class Word;
    QTimer* m_timer;
    Word* m_undoButton;
    Word* m_closeButton;
    QString m_icon;
    QString m_text;
    std::function<void()> m_undo;
};

} // namespace sightglass::gui
