// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/conditionset.h"

#include "query/selection.h"
#include "query/texttest.h"

namespace sightglass::query {

namespace {

using domain::Condition;
using domain::Kind;
using Bits = ConditionSet::Bits;

void set(Bits& bits, std::size_t condition)
{
    bits = static_cast<Bits>(bits | (1U << condition));
}

/// The row alone tells whether it meets the condition.
bool isPlain(const Condition& condition)
{
    return !condition.scrollDepth && !condition.timeOnPage && condition.filters.empty();
}

template <typename Matches>
void markValues(const Dictionary* values, std::size_t condition, std::vector<Bits>& table, Matches matches)
{
    for (std::uint32_t id = 1; id < table.size(); ++id) {
        if (matches(values->text(id)))
            set(table[id], condition);
    }
}

} // namespace

ConditionSet::ConditionSet(std::vector<Condition> conditions, const Vocabulary& vocabulary)
    : m_conditions(std::move(conditions))
{
    const auto events = vocabulary.of({Field::Event, {}});
    const auto pages = vocabulary.of({Field::Page, {}});
    m_events.resize(events ? events->size() : 1);
    m_pages.resize(pages ? pages->size() : 1);
    for (std::size_t c = 0; c < m_conditions.size(); ++c) {
        const Condition& condition = m_conditions[c];
        if (!isPlain(condition))
            continue;
        addKinds(c);
        const PagePattern pattern(condition.page);
        const bool isPattern = condition.page.find('*') != std::string::npos;
        const bool anyEvent = condition.event.empty();
        const bool anyPage = condition.page.empty();
        if (anyEvent)
            set(m_events[0], c);
        if (anyPage)
            set(m_pages[0], c);
        markValues(events.get(), c, m_events,
                   [&](std::string_view text) { return anyEvent || text == condition.event; });
        markValues(pages.get(), c, m_pages, [&](std::string_view text) {
            return anyPage || (isPattern ? pattern.matches(text) : text == condition.page);
        });
    }
}

void ConditionSet::addKinds(std::size_t c)
{
    const Condition& condition = m_conditions[c];
    for (std::size_t k = 0; k < kKinds; ++k) {
        const auto kind = static_cast<Kind>(k);
        if (condition.kind ? kind != *condition.kind : !domain::countsAsEvent(kind))
            continue;
        set(m_kinds[k][1], c);
        if (condition.page.empty())
            set(m_kinds[k][0], c);
    }
}

void ConditionSet::addPlain(const Facts& part, std::vector<Bits>& out) const
{
    const Rows& rows = part.rows;
    const Dimension* event = rows.dimension({Field::Event, {}});
    const Dimension* page = rows.dimension({Field::Page, {}});
    for (std::size_t row = 0; row < out.size(); ++row) {
        unsigned bits = m_kinds[rows.kind[row] % kKinds][(rows.flags[row] & kPageview) ? 1 : 0];
        bits &= m_events[event ? event->ids[row] : 0];
        bits &= m_pages[page ? page->ids[row] : 0];
        out[row] = static_cast<Bits>(part.chosen[row] ? bits : 0U);
    }
}

Expected<std::vector<Bits>> ConditionSet::bits(const Facts& part) const
{
    std::vector<Bits> out(part.rows.size());
    addPlain(part, out);
    for (std::size_t c = 0; c < m_conditions.size(); ++c) {
        if (isPlain(m_conditions[c]))
            continue;
        const auto met = rowsMeeting(part, m_conditions[c]);
        if (!met)
            return unexpected(met.error());
        for (std::size_t row = 0; row < out.size(); ++row) {
            if ((*met)[row] && part.chosen[row])
                set(out[row], c);
        }
    }
    return out;
}

} // namespace sightglass::query
