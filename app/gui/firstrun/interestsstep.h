// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/firstrun/step.h"

namespace sightglass::gui {

class ChoiceCard;

/// What you want to see: decides which way of sending is suggested later. GUI thread.
class InterestsStep final : public Step
{
    Q_OBJECT

public:
    explicit InterestsStep(QWidget* parent = nullptr);
    /// The recipe that fits best: "script", "segment", "node".
    [[nodiscard]] QString recipe() const;

private:
    ChoiceCard* m_site;
    ChoiceCard* m_segment;
    ChoiceCard* m_server;
};

} // namespace sightglass::gui
