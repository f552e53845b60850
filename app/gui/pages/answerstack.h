// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/error.h"
#include "gui/widgets/loadingplaceholder.h"

#include <QStackedWidget>

namespace sightglass::gui {

class EmptyState;
class ErrorState;

/// What an answer fills, and what stands there without one: flat shapes while the first is on its way, a sentence when
/// there is nothing, what went wrong and "Ask again" (ui README §6). GUI thread; owned by its parent.
class AnswerStack final : public QStackedWidget
{
    Q_OBJECT

public:
    /// Takes `content`.
    AnswerStack(LoadingPlaceholder::Shape shape, QWidget* content, QWidget* parent = nullptr);

    /// Leaves the content in sight when it is: old numbers stay.
    void showLoading();
    void showContent();
    /// The buttons are owned from here.
    void showEmpty(const QString& title, const QString& text, const QList<QWidget*>& buttons = {});
    void showError(const Error& error);
    [[nodiscard]] bool isContentShown() const { return currentWidget() == m_content; }

Q_SIGNALS:
    void againRequested();
    /// Somebody no longer waits; the question is to be taken back.
    void cancelled();

private:
    void showNotAsked();

    LoadingPlaceholder* m_loading;
    EmptyState* m_empty;
    ErrorState* m_error;
    QWidget* m_content;
};

} // namespace sightglass::gui
