// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QVBoxLayout>
#include <QWidget>

namespace sightglass::gui {

/// One step of the assistant: a question, a sentence, and what answers it. GUI thread; owned by the assistant.
class Step : public QWidget
{
    Q_OBJECT

public:
    Step(const QString& question, const QString& sentence, QWidget* parent = nullptr);

    /// Whether Continue leads on.
    [[nodiscard]] virtual bool isComplete() const { return true; }
    [[nodiscard]] virtual QString continueText() const { return tr("Continue"); }
    /// Small words beside the buttons.
    [[nodiscard]] virtual QString footText() const { return {}; }
    virtual void entered() {}
    /// Continue was pressed; emits finished() when done, perhaps later.
    virtual void proceed() { Q_EMIT finished(); }

Q_SIGNALS:
    void completeChanged();
    void finished();

protected:
    [[nodiscard]] QVBoxLayout* content() const { return m_content; }

private:
    QVBoxLayout* m_content;
};

} // namespace sightglass::gui
