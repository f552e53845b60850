// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/event.h"
#include "domain/query.h"
#include "query/acquisition.h"
#include "query/property.h"

#include <algorithm>
#include <memory>
#include <vector>

namespace sightglass::query {

/// Filters asked of one event by itself, for the live stream and the event list: whatever a report would take from
/// the visit or the person is the event's own member here. Made once, then used from any thread.
class EventFilter
{
public:
    /// `filters` from parseFilters(). Error: InvalidInput with a pointer below /filters for properties that no single
    /// event has (entry_page, exit_page), conditions over time, and patterns.
    [[nodiscard]] static Expected<EventFilter> compile(const std::vector<domain::Filter>& filters,
                                                       AcquisitionNames names);

    [[nodiscard]] bool matches(const domain::Event& event) const;

private:
    struct Node;
    using Nodes = std::vector<std::shared_ptr<const Node>>;

    static Expected<std::shared_ptr<const Node>> compileNode(const domain::Filter& filter, const QString& pointer);
    static Expected<Nodes> compileAll(const std::vector<domain::Filter>& filters, const QString& pointer);
    [[nodiscard]] bool matchesNode(const Node& node, const domain::Event& event) const;
    [[nodiscard]] bool matchesGoal(const Node& node, const domain::Event& event) const;

    AcquisitionNames m_names;
    Nodes m_nodes;
};

/// The text of one property of one event, "" when it has none. `Goal`, `EntryPage` and `ExitPage` have none.
[[nodiscard]] std::string propertyOf(const domain::Event& event, const PropertyName& property,
                                     const AcquisitionNames& names);

} // namespace sightglass::query
