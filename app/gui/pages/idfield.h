// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;

namespace sightglass::gui {

class Label;

/// A source's id or hosts, or rules: label, field, and below it what is wrong once the field was left, else a hint. GUI
/// thread; owned by its parent.
class IdField final : public QWidget
{
    Q_OBJECT

public:
    struct Member
    {
        QString name; ///< As API v2 names it, "umamiId" or "hosts".
        QString label;
        QString hint;
        QString prefix; ///< Of the object name: "source-" gives "source-hosts".
        QString (*fault)(const QString& member, const QString& text) = nullptr; ///< "" when the hub takes it.
    };
    explicit IdField(Member member, QWidget* parent = nullptr);

    [[nodiscard]] const QString& member() const { return m_member.name; }
    [[nodiscard]] QString text() const;
    void setText(const QString& text);
    [[nodiscard]] bool isValid() const;
    /// Shown until the text changes; "" shows the hint again.
    void setProblem(const QString& problem);

Q_SIGNALS:
    void edited();
    /// By Return or by going elsewhere.
    void left();

private:
    const Member m_member;
    QLineEdit* m_field;
    Label* m_words;
};

} // namespace sightglass::gui
