// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace sightglass::domain {

/// Events that PostHog's clients send without the visitor meaning something by it (spec drop-in-apis §4.5). They are
/// many: see Project::automaticEvents. Constants and pure functions; any thread.
inline constexpr std::array<std::string_view, 4> kAutomaticEvents{"$autocapture", "$rageclick", "$dead_click",
                                                                  "$copy_autocapture"};
/// How long they are kept by default.
inline constexpr int kAutomaticEventDays = 30;

[[nodiscard]] constexpr bool isAutomaticEvent(std::string_view name)
{
    return std::find(kAutomaticEvents.begin(), kAutomaticEvents.end(), name) != kAutomaticEvents.end();
}

} // namespace sightglass::domain
