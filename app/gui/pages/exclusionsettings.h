// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/directory.h"
#include "gui/pages/settingsform.h"

namespace sightglass::gui {

class ExclusionFields;

/// What of a project is kept out of its numbers: addresses, pages and hosts, for all its sources. GUI thread; owned by
/// Settings.
class ExclusionSettings final : public SettingsForm
{
    Q_OBJECT

public:
    explicit ExclusionSettings(QWidget* parent = nullptr);
    void setProject(const client::ProjectInfo& project);

Q_SIGNALS:
    /// A field was left with other rules in it, all of which the hub takes.
    void chosen(const client::ProjectInfo& after);

private:
    client::ProjectInfo m_project;
    ExclusionFields* m_fields;
};

} // namespace sightglass::gui
