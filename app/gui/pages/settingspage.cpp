// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/settingspage.h"

#include "gui/pages/appearancesettings.h"
#include "gui/pages/hubsettings.h"
#include "gui/pages/pageframe.h"
#include "gui/pages/projectsettings.h"
#include "gui/pages/tokenssettings.h"
#include "gui/widgets/notice.h"
#include "gui/widgets/searchfield.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace sightglass::gui {

namespace {
constexpr int kSearchWidth = 320;
constexpr int kFormWidth = 900;
} // namespace

SettingsPage::SettingsPage(Session& session, HubHost* host, Preferences& preferences, QWidget* parent)
    : Page(QStringLiteral("settings"), parent)
    , m_session(session)
    , m_preferences(preferences)
    , m_project(new ProjectSettings(session, this))
    , m_hub(new HubSettings(session, host, preferences))
    , m_tokens(new TokensSettings(session))
    , m_fileNotice(new Notice(NoticeKind::Warning))
{
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    QVBoxLayout* content = makeScrolledContent(outer);
    auto* field = new SearchField(tr("Find a setting"));
    field->setObjectName(QStringLiteral("settings-search"));
    field->setMostWidth(kSearchWidth);
    content->addWidget(field);
    m_fileNotice->setText(
        tr("The token of the hub is kept in a file."),
        tr("There is no keychain on this computer, and you allowed it. Whoever can read your files can read it."));
    content->addWidget(m_fileNotice);
    m_forms = {m_project->project(),
               m_project->privacy(),
               m_project->exclusions(),
               m_project->retention(),
               m_hub,
               m_tokens,
               new AppearanceSettings(preferences)};
    for (SettingsForm* form : std::as_const(m_forms)) {
        form->setMaximumWidth(kFormWidth);
        auto* line = new QHBoxLayout; // Asks for the height at the width that the form gets; a column asks at its own.
        line->addWidget(form, 1);
        line->addStretch();
        content->addLayout(line);
    }
    content->addStretch();
    connect(field, &QLineEdit::textChanged, this, &SettingsPage::search);
    connect(m_hub, &HubSettings::moveRequested, this, &SettingsPage::moveRequested);
    addKey(QStringLiteral("/"), tr("Find a setting"), [field] { field->setFocus(Qt::ShortcutFocusReason); });
    m_fileNotice->setVisible(m_preferences.fileSecrets());
}

void SettingsPage::refresh()
{
    m_fileNotice->setVisible(m_preferences.fileSecrets());
    if (m_session.hub().contact() != client::Contact::Connected)
        return;
    m_hub->refresh();
    m_tokens->refresh();
}

void SettingsPage::removeProject()
{
    m_project->removeProject();
}

void SettingsPage::search(const QString& words)
{
    for (SettingsForm* form : std::as_const(m_forms))
        form->setVisible(form->search(words));
}

} // namespace sightglass::gui
