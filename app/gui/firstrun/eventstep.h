// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/firstrun/step.h"
#include "gui/window/session.h"

namespace sightglass::gui {

class ConnectSteps;

/// The first event: what to paste, and the wait for it. GUI thread.
class EventStep final : public Step
{
    Q_OBJECT

public:
    explicit EventStep(Session& session, QWidget* parent = nullptr);

    void begin(const QString& recipe, const client::SourceInfo& source);
    [[nodiscard]] QString continueText() const override;
    [[nodiscard]] QString footText() const override;
    [[nodiscard]] bool hasArrived() const;

Q_SIGNALS:
    void arrived();

private:
    Session& m_session;
    ConnectSteps* m_steps = nullptr;
};

} // namespace sightglass::gui
