// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/widgets/panel.h"

class QVBoxLayout;

namespace sightglass::gui {

/// A group of settings: each one sentence, a control at the right, its explanation below (ui README §12). GUI thread;
/// owned by Settings.
class SettingsForm : public Panel
{
    Q_OBJECT

public:
    explicit SettingsForm(const QString& title, QWidget* parent = nullptr);

    /// Takes the control.
    void addSetting(const QString& name, const QString& explanation, QWidget* control);
    /// Takes a widget over the whole width.
    void addWide(QWidget* widget);
    /// Whether any of its words contain `words`; hides what does not.
    bool search(const QString& words);

private:
    struct Row
    {
        QString words;
        QWidget* widget;
    };
    QVBoxLayout* m_column;
    QList<Row> m_rows;
};

} // namespace sightglass::gui
