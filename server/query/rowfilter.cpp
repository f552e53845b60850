// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/rowfilter.h"

#include "query/workers.h"

#include <algorithm>

namespace sightglass::query {

namespace {

using domain::Filter;

constexpr std::size_t kMostValues = 32'000'000; // tested by one filter; a byte each is kept
constexpr std::size_t kValuesPerLook = 1024;

void combine(Marks& out, const Marks& other, bool all)
{
    for (std::size_t row = 0; row < out.size(); ++row)
        out[row] = all ? out[row] & other[row] : out[row] | other[row];
}

void negate(Marks& marks)
{
    for (std::uint8_t& mark : marks)
        mark ^= 1;
}

} // namespace

Expected<RowFilter> RowFilter::bind(const Vocabulary& vocabulary, const Filter& filter,
                                    const domain::Cancellation& cancel)
{
    RowFilter out;
    out.m_type = filter.node;
    for (const Filter& child : filter.children) {
        auto bound = bind(vocabulary, child, cancel);
        if (!bound)
            return bound;
        out.m_children.push_back(*std::move(bound));
    }
    if (filter.node == Filter::Node::Leaf) {
        if (auto done = out.bindLeaf(vocabulary, filter, cancel); !done)
            return unexpected(done.error());
    }
    return out;
}

Expected<void> RowFilter::bindLeaf(const Vocabulary& vocabulary, const Filter& filter,
                                   const domain::Cancellation& cancel)
{
    m_negated = filter.op == domain::Operator::IsNot;
    if (filter.cohort) {
        m_cohort = filter.cohort;
        return {};
    }
    const auto property = parseProperty(filter.property);
    if (!property)
        return unexpected(property.error());
    m_property = *property;
    if (filter.goal) {
        auto goal = ConditionTest::bind(vocabulary, *filter.goal, cancel);
        if (!goal)
            return unexpected(goal.error());
        m_goal = std::make_shared<const ConditionTest>(*std::move(goal));
        return {};
    }
    const auto test = TextTest::make(filter.op, filter.values, ignoresCase(property->field));
    if (!test)
        return unexpected(test.error());
    m_negated = test->isNegated();
    return testValues(*vocabulary.of(columnOf(*property)), *test, cancel);
}

Expected<void> RowFilter::testValues(const Dictionary& values, const TextTest& test, const domain::Cancellation& cancel)
{
    if (values.size() > kMostValues)
        return unexpected(ErrorCode::TooLarge,
                          QStringLiteral("a filter would have to test more than 32 million values; narrow the range"),
                          QStringLiteral("/filters"));
    m_passes.resize(values.size());
    for (std::uint32_t value = 0; value < m_passes.size(); ++value) {
        if (value % kValuesPerLook == 0 && cancel.isCancelled())
            return cancelled();
        m_passes[value] = test.matchesPositively(values.text(value));
    }
    return {};
}

template <typename RowsOf> void RowFilter::markTree(const RowsOf& rows, Marks& out) const
{
    if (m_type == Filter::Node::Leaf)
        return markLeaf(rows, out);
    const bool all = m_type != Filter::Node::Any;
    out.assign(rows.size(), all ? 1 : 0);
    Marks one;
    for (const RowFilter& child : m_children) {
        child.markTree(rows, one);
        combine(out, one, all);
    }
    if (m_type == Filter::Node::Not)
        negate(out);
}

template void RowFilter::markTree(const Facts& rows, Marks& out) const;
template void RowFilter::markTree(const ChunkRows& rows, Marks& out) const;

void RowFilter::markLeaf(const ChunkRows& chunk, Marks& out) const
{
    if (m_goal) {
        m_goal->mark(chunk, out);
    } else {
        out.assign(chunk.size(), 1);
        chunk.keepMarks(out, m_property, [this](std::uint32_t id) { return m_passes[id]; });
    }
    if (m_negated)
        negate(out);
}

void RowFilter::markLeaf(const Facts& part, Marks& out) const
{
    if (m_goal) {
        m_goal->mark(part, out);
    } else if (m_cohort || levelOf(m_property.field) == Level::Person) {
        markPeople(part, out);
    } else {
        const Values values(part, m_property);
        std::vector<std::uint32_t> ids;
        values.ofRows(ids);
        out.resize(ids.size());
        for (std::size_t row = 0; row < ids.size(); ++row)
            out[row] = m_passes[ids[row]];
    }
    if (m_negated)
        negate(out);
}

void RowFilter::markPeople(const Facts& part, Marks& out) const
{
    Marks people;
    if (m_cohort) {
        const auto found = std::find_if(part.cohorts.begin(), part.cohorts.end(),
                                        [this](const CohortMarks& c) { return c.rule == m_cohort.get(); });
        people = found == part.cohorts.end() ? Marks(part.rows.keys.size()) : found->member;
    } else {
        const Values values(part, m_property);
        people.resize(part.rows.keys.size());
        for (std::uint32_t person = 0; person < people.size(); ++person) {
            const auto own = values.ofPerson(person);
            people[person] =
                std::any_of(own.begin(), own.end(), [this](std::uint32_t value) { return m_passes[value] != 0; });
        }
    }
    out.resize(part.rows.size());
    for (std::size_t row = 0; row < out.size(); ++row)
        out[row] = people[part.rows.person[row]];
}

bool RowFilter::isOfPageOnly() const
{
    if (m_type == Filter::Node::Leaf)
        return !m_cohort && m_property.field == Field::Page;
    return std::all_of(m_children.begin(), m_children.end(),
                       [](const RowFilter& child) { return child.isOfPageOnly(); });
}

bool RowFilter::looksAtEngagement() const
{
    const bool own = m_goal && m_goal->isThreshold();
    return own || std::any_of(m_children.begin(), m_children.end(),
                              [](const RowFilter& child) { return child.looksAtEngagement(); });
}

} // namespace sightglass::query
