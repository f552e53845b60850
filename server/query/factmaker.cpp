// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/factmaker.h"

#include "query/workers.h"

namespace sightglass::query {

FactMaker::FactMaker(const FactSource& source)
    : m_source(source)
    , m_rows(*source.m_rows)
{
    if (source.m_people)
        m_people.emplace(*source.m_people);
    for (const FactSource::Cohort& cohort : source.m_cohorts)
        m_cohorts.push_back(std::make_unique<FactMaker>(*cohort.source));
    if (source.m_midnightsOf)
        m_midnights.emplace(*source.m_midnightsOf);
    const ChunkSet& set = *source.m_rows;
    for (std::size_t i = 0; i < set.dictionaries().size(); ++i)
        m_facts.rows.dimensions.push_back({set.request().dimensions[i], set.dictionaries()[i], {}});
    m_facts.range = source.m_request.range;
    m_facts.vocabulary = source.m_vocabulary;
}

Expected<const Facts*> FactMaker::make(std::size_t part, const domain::Cancellation& cancel,
                                       const std::vector<std::uint64_t>* only)
{
    if (auto done = m_rows.load(part, m_facts.rows, only); !done)
        return unexpected(done.error());
    if (m_people) {
        if (auto done = m_people->load(part, m_facts.rows, m_facts.people); !done)
            return unexpected(done.error());
    }
    if (cancel.isCancelled())
        return cancelled();
    m_facts.cohorts.clear();
    for (std::size_t i = 0; i < m_cohorts.size(); ++i) {
        if (auto done = addCohort(i, part, cancel); !done)
            return unexpected(done.error());
    }
    if (m_source.m_request.needs.rows.visits)
        cutVisits(m_facts.rows, visitRules(), m_facts.rows.dimension({Field::Page, {}}), m_facts.visits);
    else
        m_facts.visits.ofRow.assign(m_facts.rows.size(), kNone);
    if (auto done = m_source.m_selection.choose(m_facts, cancel); !done)
        return unexpected(done.error());
    return &m_facts;
}

VisitRules FactMaker::visitRules()
{
    const bool byCampaign = m_source.m_cutsAtCampaign;
    return {m_source.m_timeoutMs, m_midnights ? &*m_midnights : nullptr,
            byCampaign ? m_facts.rows.dimension(kVisitCampaign) : nullptr};
}

/// People of this part who met the rule often enough, in facts of the rule's own range.
Expected<void> FactMaker::addCohort(std::size_t index, std::size_t part, const domain::Cancellation& cancel)
{
    const FactSource::Cohort& cohort = m_source.m_cohorts[index];
    const auto facts = m_cohorts[index]->make(part, cancel);
    if (!facts)
        return unexpected(facts.error());
    const Rows& rows = (*facts)->rows;
    Marks met;
    cohort.test->mark(**facts, met);
    std::vector<std::int64_t> times(rows.keys.size());
    for (std::size_t row = 0; row < met.size(); ++row)
        times[rows.person[row]] += met[row] && cohort.rule->range.contains(fromMs(rows.time[row])) ? 1 : 0;
    CohortMarks marks{cohort.rule.get(), Marks(m_facts.rows.keys.size())};
    for (std::uint32_t person = 1; person < marks.member.size(); ++person) {
        const std::uint32_t there = rows.people.find(m_facts.rows.keys[person]);
        marks.member[person] = there != 0 && times[there] >= cohort.rule->times;
    }
    m_facts.cohorts.push_back(std::move(marks));
    return {};
}

} // namespace sightglass::query
