// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/themedwidget.h"

#include <vector>

namespace sightglass::gui {

class Label;

enum class StepState { Waiting, Current, Done };

/// Numbered steps down a thread, each with a title and a body; a step turns green when it is done. GUI thread; owned by
/// its parent.
class StepThread final : public ThemedWidget
{
    Q_OBJECT

public:
    explicit StepThread(QWidget* parent = nullptr);
    /// Adds a step and takes `body` (may be null). Returns its index.
    int addStep(const QString& title, const QString& hint, QWidget* body);
    void setState(int step, StepState state);
    [[nodiscard]] StepState state(int step) const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void themeChanged() override;

private:
    struct Step
    {
        QWidget* head;
        QWidget* box;
        Label* title;
        StepState state;
    };
    std::vector<Step> m_steps;
};

/// The list of steps beside the porthole: circle and word, no bodies. GUI thread; owned by its parent.
class StepList final : public ThemedWidget
{
    Q_OBJECT

public:
    explicit StepList(const QStringList& steps, QWidget* parent = nullptr);
    void setCurrent(int step);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    /// A step that is done already was clicked.
    void stepClicked(int step);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    void describe();
    QStringList m_steps;
    int m_current = 0;
};

/// Circle of a step: number, ring when it is the current one, check on `doneColor` when done. For painters.
void paintStepCircle(QPainter& painter, const QRectF& circle, int number, StepState state, const QColor& doneColor,
                     const theme::Tokens& tokens);

} // namespace sightglass::gui
