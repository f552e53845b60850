// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/factsource.h"
#include "query/partloader.h"
#include "query/people.h"

#include <memory>
#include <optional>
#include <vector>

namespace sightglass::query {

/// Makes the facts of one part after the other. One per worker; keeps its memory. The source outlives it.
class FactMaker
{
public:
    explicit FactMaker(const FactSource& source);

    /// Valid until the next call. `only`, when not null, are the keys of those of the part's people who are wanted,
    /// sorted. Errors: those of reading message ids; Cancelled.
    [[nodiscard]] Expected<const Facts*> make(std::size_t part, const domain::Cancellation& cancel,
                                              const std::vector<std::uint64_t>* only = nullptr);

private:
    [[nodiscard]] VisitRules visitRules();
    [[nodiscard]] Expected<void> addCohort(std::size_t index, std::size_t part, const domain::Cancellation& cancel);

    const FactSource& m_source;
    PartLoader m_rows;
    std::optional<PeopleLoader> m_people;
    std::vector<std::unique_ptr<FactMaker>> m_cohorts;
    std::optional<Midnights> m_midnights;
    Facts m_facts;
};

} // namespace sightglass::query
