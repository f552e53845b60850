// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/hubhost.h"

namespace sightglass::gui {

HubHost::HubHost(QObject* parent)
    : QObject(parent)
{
}
HubHost::~HubHost() = default;

} // namespace sightglass::gui
