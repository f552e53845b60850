// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/exclusionsettings.h"

#include "gui/pages/exclusionfields.h"
#include "gui/widgets/label.h"

namespace sightglass::gui {

ExclusionSettings::ExclusionSettings(QWidget* parent)
    : SettingsForm(tr("Not counted"), parent)
    , m_fields(new ExclusionFields(QStringLiteral("project-")))
{
    auto* words =
        new Label(tr("Your own visits, for example. What these rules fit is kept and marked, but stays out of the "
                     "numbers; without the rule it counts again. A source can have rules of its own."),
                  theme::Role::Small, Ink::Text2);
    words->setWordWrap(true);
    words->setAccessibleName(words->text());
    addWide(words);
    m_fields->setAccessibleName(m_fields->words());
    addWide(m_fields);
    connect(m_fields, &ExclusionFields::left, this, [this] {
        client::ProjectInfo after = m_project;
        after.exclusions = m_fields->exclusions();
        if (m_fields->isValid() && after.exclusions != m_project.exclusions)
            Q_EMIT chosen(after);
    });
}

void ExclusionSettings::setProject(const client::ProjectInfo& project)
{
    const bool isSame = project.id == m_project.id && project.exclusions == m_project.exclusions;
    m_project = project;
    setEnabled(!project.id.isEmpty());
    if (!isSame) // What is being typed stays while something else of the project changes.
        m_fields->setExclusions(project.exclusions);
}

} // namespace sightglass::gui
