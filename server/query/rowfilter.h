// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/chunkrows.h"
#include "query/facts.h"
#include "query/texttest.h"

#include <memory>
#include <vector>

namespace sightglass::query {

using Marks = std::vector<std::uint8_t>;
class ConditionTest;

/// A filter bound to the texts of one question: each value is tested once, all parts then look it up.
/// Immutable once bound; any thread.
class RowFilter
{
public:
    /// Errors: InvalidInput for patterns (already checked by parseQuery); TooLarge when the filters of the question
    /// would have to test too many values; Cancelled.
    [[nodiscard]] static Expected<RowFilter> bind(const Vocabulary& vocabulary, const domain::Filter& filter,
                                                  const domain::Cancellation& cancel);

    /// By row of the part.
    void mark(const Facts& part, Marks& out) const { markTree(part, out); }
    /// By row of a chunk; only when no leaf asks about visits or people.
    void mark(const ChunkRows& chunk, Marks& out) const { markTree(chunk, out); }
    /// All leaves are the property `page`.
    [[nodiscard]] bool isOfPageOnly() const;
    /// Some leaf is a goal that engagement records reach.
    [[nodiscard]] bool looksAtEngagement() const;

private:
    [[nodiscard]] Expected<void> bindLeaf(const Vocabulary& vocabulary, const domain::Filter& filter,
                                          const domain::Cancellation& cancel);
    [[nodiscard]] Expected<void> testValues(const Dictionary& values, const TextTest& test,
                                            const domain::Cancellation& cancel);
    template <typename RowsOf> void markTree(const RowsOf& rows, Marks& out) const;
    void markLeaf(const Facts& part, Marks& out) const;
    void markLeaf(const ChunkRows& chunk, Marks& out) const;
    void markPeople(const Facts& part, Marks& out) const;

    domain::Filter::Node m_type = domain::Filter::Node::All;
    std::vector<RowFilter> m_children;
    PropertyName m_property;
    Marks m_passes; ///< By value, of the positive test.
    bool m_negated = false;
    std::shared_ptr<const ConditionTest> m_goal;
    std::shared_ptr<const domain::CohortRule> m_cohort;
};

/// An event condition bound to the texts of one question. Immutable once bound; any thread.
class ConditionTest
{
public:
    /// Errors: those of RowFilter::bind().
    [[nodiscard]] static Expected<ConditionTest> bind(const Vocabulary& vocabulary, const domain::Condition& condition,
                                                      const domain::Cancellation& cancel);
    /// A goal: one condition, or each of `anyOf`.
    [[nodiscard]] static Expected<std::vector<ConditionTest>>
    bindGoal(const Vocabulary& vocabulary, const domain::Condition& goal, const domain::Cancellation& cancel);

    /// Which rows of the part meet it. A scroll or time threshold is met once per visit and page, by the engagement
    /// record that reaches it.
    void mark(const Facts& part, Marks& out) const;
    /// The same by row of a chunk; no threshold and no kind, nothing that asks about visits or people.
    void mark(const ChunkRows& chunk, Marks& out) const;
    [[nodiscard]] bool isThreshold() const { return m_condition.scrollDepth || m_condition.timeOnPage; }
    [[nodiscard]] bool isOfPage() const { return !m_condition.page.empty(); }

private:
    void markEvents(const Facts& part, Marks& out) const;
    void markThreshold(const Facts& part, std::uint32_t visit, Marks& out) const;

    domain::Condition m_condition;
    std::uint32_t m_event = kNone; ///< Value of the event's name; kNone = no row has it.
    Marks m_pages;                 ///< By page: the pattern covers it.
    std::vector<RowFilter> m_filters;
};

/// For a condition that is asked of few parts; otherwise bind it once.
[[nodiscard]] Expected<Marks> rowsMeeting(const Facts& part, const domain::Condition& condition);

} // namespace sightglass::query
