// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;

namespace sightglass::gui {

class Label;

/// A source's id or hosts: label, field, and below it what is wrong once the field was left, else a hint. GUI thread;
/// owned by its parent.
class IdField final : public QWidget
{
    Q_OBJECT

public:
    /// `member` as API v2 names it, "umamiId" or "hosts".
    IdField(QString member, const QString& label, const QString& hint, const QString& text, QWidget* parent = nullptr);

    [[nodiscard]] const QString& member() const { return m_member; }
    [[nodiscard]] QString text() const;
    [[nodiscard]] bool isValid() const;
    /// Shown until the text changes; "" shows the hint again.
    void setProblem(const QString& problem);

Q_SIGNALS:
    void edited();

private:
    const QString m_member;
    const QString m_hint;
    QLineEdit* m_field;
    Label* m_words;
};

} // namespace sightglass::gui
