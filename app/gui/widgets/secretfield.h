// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace sightglass::gui {

/// A field for keys and tokens: masked, in mono, with an eye that shows it while it is pressed in. The eye is reachable
/// by Tab. GUI thread; owned by its parent.
class SecretField final : public QLineEdit
{
    Q_OBJECT

public:
    explicit SecretField(QWidget* parent = nullptr);
    [[nodiscard]] bool isShown() const { return echoMode() == QLineEdit::Normal; }
    void setShown(bool shown);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void applyFont();
    QWidget* m_eye;
    bool m_applying = false;
};

} // namespace sightglass::gui
