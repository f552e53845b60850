// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/hubclient.h"
#include "gui/firstrun/connectionkeeper.h"
#include "gui/firstrun/step.h"
#include "gui/window/hubhost.h"

#include <QTimer>

class QCheckBox;
class QLineEdit;

namespace sightglass::gui {

class ChoiceCard;
class Label;
class SecretField;

/// Where the hub lives: this computer, or an address with a token, tried while it is typed. GUI thread.
class HubStep final : public Step
{
    Q_OBJECT

public:
    HubStep(HubHost* host, ConnectionKeeper& keeper, QWidget* parent = nullptr);

    [[nodiscard]] bool isComplete() const override;
    [[nodiscard]] QString footText() const override;
    void proceed() override;
    [[nodiscard]] bool isHere() const;
    /// The hub that was chosen, when it is elsewhere.
    [[nodiscard]] client::Connection connection() const;

private:
    QWidget* makeElsewhere();
    void tryHub();
    void tried(const Expected<QList<client::ProjectInfo>>& answer);
    void showState(const QString& text, bool isGood);
    void changed();

    HubHost* m_host;
    ConnectionKeeper& m_keeper;
    client::HubClient m_client;
    ChoiceCard* m_here;
    ChoiceCard* m_elsewhere;
    QWidget* m_form = nullptr;
    QLineEdit* m_address = nullptr;
    SecretField* m_token = nullptr;
    Label* m_state = nullptr;
    QCheckBox* m_file = nullptr;
    QTimer m_typing;
    client::Pending m_pending;
    bool m_isKnown = false;
};

} // namespace sightglass::gui
