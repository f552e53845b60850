// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/rowfilter.h"

#include <optional>

namespace sightglass::query {

/// The filters and the goal of a question, bound to its texts. Immutable once bound; any thread.
class Selection
{
public:
    /// Errors: those of RowFilter::bind().
    [[nodiscard]] static Expected<Selection> bind(const Vocabulary& vocabulary,
                                                  const std::vector<domain::Filter>& filters,
                                                  const std::optional<domain::Condition>& goal,
                                                  const domain::Cancellation& cancel);

    /// Fills `chosen`, `visitHit`, `converts` and the visits' `converted` by metrics §2 "Levels of properties".
    /// Error: Cancelled.
    [[nodiscard]] Expected<void> choose(Facts& part, const domain::Cancellation& cancel) const;

private:
    void hitVisits(Facts& part) const;
    void addConversions(const ConditionTest& goal, Facts& part, const std::vector<Marks>& passes) const;

    std::vector<RowFilter> m_filters;
    std::vector<ConditionTest> m_goals; ///< A row is a conversion by any of them.
    bool m_engagementCounts = false;
    bool m_pageGoal = false;
};

} // namespace sightglass::query
