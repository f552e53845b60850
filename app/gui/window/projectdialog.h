// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/window/session.h"

#include <QDialog>

class QComboBox;
class QLineEdit;

namespace sightglass::gui {

class Button;
class Label;

/// Adds a project: name and zone. Deletes itself. GUI thread.
class ProjectDialog final : public QDialog
{
    Q_OBJECT

public:
    ProjectDialog(Session& session, QWidget* parent);

Q_SIGNALS:
    void added(const sightglass::client::ProjectInfo& project);

private:
    void save();

    Session& m_session;
    QLineEdit* m_name;
    QComboBox* m_zone;
    Label* m_problem;
    Button* m_save;
};

} // namespace sightglass::gui
