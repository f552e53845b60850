// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/facts.h"
#include "query/texttest.h"

#include <memory>
#include <optional>

namespace sightglass::query {

/// A filter bound to the rows of one question. Each value is tested once, then looked up.
class RowFilter
{
public:
    /// Error: InvalidInput for patterns (already checked by parseQuery).
    [[nodiscard]] static Expected<RowFilter> bind(const Facts& facts, const domain::Filter& filter);
    [[nodiscard]] bool matches(std::uint32_t row);
    /// All leaves are the property `page`.
    [[nodiscard]] bool isOfPageOnly() const;
    /// Some leaf is a goal that engagement records reach.
    [[nodiscard]] bool looksAtEngagement() const;

private:
    [[nodiscard]] bool matchesLeaf(std::uint32_t row);
    [[nodiscard]] bool test(std::uint32_t value);

    domain::Filter::Node m_type = domain::Filter::Node::All;
    std::vector<RowFilter> m_children;
    Field m_field = Field::Event;
    std::optional<TextTest> m_test;
    std::shared_ptr<const Values> m_values;
    std::vector<std::uint8_t> m_known; ///< By value: 0 not tested, 1 no, 2 yes; of the positive test.
    std::shared_ptr<const std::vector<std::uint8_t>> m_goal; ///< By row.
    bool m_goalThreshold = false;
    bool m_negated = false;
    const Facts* m_facts = nullptr;
};

/// Which rows meet a condition, by row. A scroll or time threshold is met once per visit and page, by the engagement
/// record that reaches it.
[[nodiscard]] Expected<std::vector<std::uint8_t>> rowsMeeting(const Facts& facts, const domain::Condition& condition);

/// Fills `chosen`, `visitHit`, `converts` and the visits' `converted` by metrics §2 "Levels of properties".
[[nodiscard]] Expected<void> choose(Facts& facts, const std::vector<domain::Filter>& filters, const std::optional<domain::Condition>& goal,
                                    const domain::Cancellation& cancel);

} // namespace sightglass::query
