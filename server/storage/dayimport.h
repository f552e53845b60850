// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/event.h"
#include "domain/scan.h"

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace sightglass::storage {

/// Which events of an import a project's day has already: those whose message id is there, and of those without an id
/// as many as are there just like them. Exact, without a horizon. Thread: one at a time; lives for one import call.
class DayContents
{
public:
    /// Reads the message ids that `scan` holds of the day.
    [[nodiscard]] Expected<void> readIds(domain::EventScan& scan, ProjectId project, domain::TimeRange day);
    /// Tells of an event that the day has; only those without an id are kept in mind.
    void addWithoutId(const domain::Event& event);
    /// Whether the day has it; if not it has it from now on.
    [[nodiscard]] bool take(const domain::Event& event);

private:
    std::unordered_set<std::string> m_ids;
    std::unordered_map<std::string, int> m_withoutId; ///< Encoded events, and how many of each are still unclaimed.
};

/// The UTC day that holds all of the events. Error: InvalidInput when there is none.
[[nodiscard]] Expected<domain::TimeRange> dayOf(const std::vector<domain::Event>& events);

} // namespace sightglass::storage
