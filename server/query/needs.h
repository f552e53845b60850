// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/query.h"
#include "query/metric.h"
#include "query/rows.h"

#include <memory>
#include <string>
#include <vector>

namespace sightglass::query {

/// What must be read to answer something: columns of rows, properties of people, and whether visits matter. A plain
/// value.
struct FactNeeds
{
    RowRequest rows; ///< Its project, range and bots are set when it is read.
    std::vector<PropertyName> people;
    std::vector<std::shared_ptr<const domain::CohortRule>> cohorts;
    bool visitors = false; ///< Somebody is counted once.

    /// Those of a question's filters, goal, property and metrics.
    [[nodiscard]] static FactNeeds of(const domain::Query& query);

    /// Whether each row can be judged alone, where it stands: nothing asks about visits or people, or about rows that
    /// are no events.
    [[nodiscard]] bool areOfEventsAlone() const;
    /// Whether visits are all that rows make together, and nothing is asked of people.
    [[nodiscard]] bool areOfVisitsAlone() const;

    /// What another question with the same filters and goal, hence with the same cohorts, needs as well.
    void add(const FactNeeds& other);
    void add(const PropertyName& property);
    void add(const domain::Filter& filter);
    void add(const domain::Condition& condition);
    void add(Metric metric);
};

/// The metrics of a question that this engine knows, in their order.
[[nodiscard]] std::vector<Metric> metricsOf(const domain::Query& query);

} // namespace sightglass::query
