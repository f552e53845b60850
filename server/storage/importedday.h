// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/clicklinks.h"
#include "storage/packedevents.h"

#include <string>
#include <utility>
#include <vector>

namespace sightglass::storage {

/// Events of one project and one UTC day on their way from a file into the store. Thread: one at a time.
class ImportedDay
{
public:
    /// The event's source is one of the project's.
    void add(const domain::Event& event);
    void append(const ImportedDay& other);

    [[nodiscard]] const PackedEvents& events() const { return m_events; }
    [[nodiscard]] PackedEvents& events() { return m_events; }
    /// What the events link; see withoutRepeats().
    [[nodiscard]] std::vector<SourceLink> links() const { return withoutRepeats(m_links); }
    /// Their click ids, as text still to be hashed.
    [[nodiscard]] const std::vector<std::pair<std::string, ClickSighting>>& clicks() const { return m_clicks; }

private:
    PackedEvents m_events;
    std::vector<SourceLink> m_links;
    std::vector<std::pair<std::string, ClickSighting>> m_clicks;
};

} // namespace sightglass::storage
