// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/pages/settingsform.h"
#include "gui/window/session.h"

#include <functional>

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace sightglass::gui {

class ExclusionSettings;
class RetentionSettings;
class Segmented;
class SwitchButton;

/// The chosen project: name, zone, currency, privacy, how visits are cut, what is not counted, what is kept, removal.
/// Every change is saved at once, with Undo where that brings back what was. GUI thread; owned by Settings.
class ProjectSettings final : public QObject
{
    Q_OBJECT

public:
    ProjectSettings(Session& session, QObject* parent);

    [[nodiscard]] SettingsForm* project() const { return m_projectForm; }
    [[nodiscard]] SettingsForm* privacy() const { return m_privacyForm; }
    [[nodiscard]] SettingsForm* exclusions() const;
    [[nodiscard]] SettingsForm* retention() const;
    void removeProject();

private:
    void buildProject();
    void buildPrivacy();
    void show();
    void change(const client::ProjectInfo& after);
    void save(const client::ProjectInfo& after, const std::function<void()>& undo);
    template <typename F> void changing(F set);

    Session& m_session;
    SettingsForm* m_projectForm;
    SettingsForm* m_privacyForm;
    ExclusionSettings* m_exclusions;
    RetentionSettings* m_retention;
    QLineEdit* m_name = nullptr;
    QComboBox* m_zone = nullptr;
    QComboBox* m_currency = nullptr;
    Segmented* m_week = nullptr;
    QSpinBox* m_timeout = nullptr;
    SwitchButton* m_midnight = nullptr;
    SwitchButton* m_campaign = nullptr;
    SwitchButton* m_strict = nullptr;
    Segmented* m_optOut = nullptr;
    SwitchButton* m_flagged = nullptr;
    QWidget* m_remove = nullptr;
};

/// All IANA zones, for choosing.
void fillZones(QComboBox* box, const QString& current);

} // namespace sightglass::gui
