// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/pages/settingsform.h"
#include "gui/window/session.h"

class QVBoxLayout;

namespace sightglass::gui {

/// Tokens of the hub: who may ask and change things. A new one is shown once. GUI thread; owned by Settings.
class TokensSettings final : public SettingsForm
{
    Q_OBJECT

public:
    explicit TokensSettings(Session& session, QWidget* parent = nullptr);
    void refresh();

private:
    void show(const QList<client::TokenInfo>& tokens);
    void showNew(const client::TokenInfo& token);
    void remove(const client::TokenInfo& token);

    Session& m_session;
    QVBoxLayout* m_list;
};

} // namespace sightglass::gui
