// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/conditionset.h"
#include "query/foldpeople.h"
#include "query/property.h"
#include "query/stepmatcher.h"
#include "query/valueslots.h"

#include <functional>
#include <optional>
#include <vector>

namespace sightglass::query {

/// Goes through people, or visits, and finds their attempts at a question's funnel (metrics §6, openmetrics §12): what
/// the folds over funnels share. One thread; the context outlives it.
class FunnelWalk
{
public:
    /// Later steps may lie past the range's end.
    [[nodiscard]] static FactsRequest request(const ReportContext& context, const domain::TimeRange& range);
    /// Error: InvalidInput, no funnel has so few or so many steps.
    [[nodiscard]] static Expected<void> check(const domain::FunnelQuestion& question);

    /// `range`: where the first step must lie.
    FunnelWalk(const ReportContext& context, const domain::TimeRange& range, const Vocabulary& vocabulary);

    /// The attempts that count, person by person or visit by visit. Errors: those of the conditions, Cancelled.
    using Take = std::function<void(const Attempt&)>;
    [[nodiscard]] Expected<void> over(const Facts& facts, const Take& take);

private:
    /// A part with what was found about it.
    struct Part
    {
        const Facts& facts;
        const std::vector<ConditionSet::Bits>& bits;
        const Values* constant; ///< With a property that stays the same.
        const Take& take;
    };

    [[nodiscard]] Expected<void> overPeople(const Part& part);
    [[nodiscard]] Expected<void> overVisits(const Part& part);
    void collect(const Part& part, std::uint32_t row);
    void give(const Part& part);
    [[nodiscard]] const domain::FunnelQuestion& question() const { return m_context->query.funnel; }

    const ReportContext* m_context;
    ConditionSet m_steps; ///< And after them the exclusions.
    unsigned m_stepBits;
    StepMatcher m_matcher;
    std::vector<StepEvent> m_events; ///< Of the person or visit being looked at.
    std::vector<Attempt> m_attempts; ///< Theirs.
};

} // namespace sightglass::query
