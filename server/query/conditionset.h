// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/facts.h"
#include "query/vocabulary.h"

#include <array>
#include <cstdint>
#include <vector>

namespace sightglass::query {

/// Up to sixteen conditions (steps, start and return events) asked of all rows at once. Conditions without thresholds
/// and filters are answered from tables by kind, event and page that are made once, so that a row costs three look-ups
/// however many conditions there are. A cheap value; one thread.
class ConditionSet
{
public:
    using Bits = std::uint16_t;

    /// `vocabulary`: with events and pages where a condition names them.
    ConditionSet(std::vector<domain::Condition> conditions, const Vocabulary& vocabulary);

    /// By row: bit k for a condition that it meets; 0 for rows that do not pass the filters.
    /// Errors: those of rowsMeeting().
    [[nodiscard]] Expected<std::vector<Bits>> bits(const Facts& part) const;

private:
    static constexpr std::size_t kKinds = 16;

    void addKinds(std::size_t condition);
    void addPlain(const Facts& part, std::vector<Bits>& out) const;

    std::vector<domain::Condition> m_conditions;
    std::array<std::array<Bits, 2>, kKinds> m_kinds{}; ///< By kind, and whether the row is a page view.
    std::vector<Bits> m_events; ///< By event: conditions that do not name one, and those that name it.
    std::vector<Bits> m_pages;
};

} // namespace sightglass::query
