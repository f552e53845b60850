// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/firstrun/step.h"
#include "gui/window/hubhost.h"
#include "gui/window/preferences.h"
#include "gui/window/session.h"

class QComboBox;
class QLineEdit;

namespace sightglass::gui {

class Label;

/// The first project: its name and zone, its site, and the address the hub of this computer listens on. Makes project
/// and source when it proceeds. GUI thread.
class ProjectStep final : public Step
{
    Q_OBJECT

public:
    ProjectStep(Session& session, HubHost* host, Preferences& preferences, QWidget* parent = nullptr);

    [[nodiscard]] bool isComplete() const override;
    void entered() override;
    void proceed() override;
    /// The source that was made, or the first one there.
    [[nodiscard]] const client::SourceInfo& source() const { return m_source; }

private:
    void addField(const QString& label, const QString& hint, QWidget* field);
    void useProject(const client::ProjectInfo& project);
    void useSource(const client::ProjectInfo& project);
    void problem(const Error& error);

    Session& m_session;
    HubHost* m_host;
    Preferences& m_preferences;
    QLineEdit* m_name;
    QLineEdit* m_site;
    QComboBox* m_zone;
    QComboBox* m_listen;
    QWidget* m_listenBox = nullptr;
    Label* m_problem;
    client::SourceInfo m_source;
    bool m_isBusy = false;
};

} // namespace sightglass::gui
