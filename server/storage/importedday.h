// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/identity.h"
#include "storage/packedevents.h"

#include <utility>
#include <vector>

namespace sightglass::storage {

/// A link of identities that an event of a source makes.
using SourceLink = std::pair<SourceId, domain::IdentityLink>;

/// Events of one project and one UTC day on their way from a file into the store. Thread: one at a time.
class ImportedDay
{
public:
    /// The event's source is one of the project's.
    void add(const domain::Event& event);
    void append(const ImportedDay& other);

    [[nodiscard]] const PackedEvents& events() const { return m_events; }
    [[nodiscard]] PackedEvents& events() { return m_events; }
    /// What the events link, without what only repeats an earlier link of the same key.
    [[nodiscard]] std::vector<SourceLink> links() const;

private:
    PackedEvents m_events;
    std::vector<SourceLink> m_links;
};

} // namespace sightglass::storage
