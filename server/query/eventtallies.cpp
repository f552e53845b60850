// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/eventtallies.h"

#include "domain/linkedvisitors.h"
#include "query/eventfold.h"
#include "query/foldpeople.h"
#include "query/personpieces.h"
#include "query/workers.h"

#include <algorithm>

namespace sightglass::query {

Expected<std::unique_ptr<TallySource>> EventTallies::open(ReportContext& context, const domain::TimeRange& range,
                                                          const FactNeeds& needs)
{
    std::unique_ptr<EventTallies> out(new EventTallies(context));
    out->m_ofPeople = needs.visitors;
    const ReadContext read{context.scan, context.sources, context.names, context.cancel, context.limits.workers};
    if (auto done = out->read(read, range, needs); !done)
        return unexpected(done.error());
    if (auto done = out->choose(read); !done)
        return unexpected(done.error());
    context.stats.rowsScanned += static_cast<std::int64_t>(out->m_set->rows());
    context.stats.chunksScanned += static_cast<std::int64_t>(out->m_set->chunks().size());
    return std::unique_ptr<TallySource>(std::move(out));
}

Expected<void> EventTallies::read(const ReadContext& read, const domain::TimeRange& range, const FactNeeds& needs)
{
    RowRequest request = needs.rows;
    request.project = m_context.project.id;
    request.range = range;
    request.bots = m_context.query.bots;
    auto set = ChunkSet::open(read, request);
    if (!set)
        return unexpected(set.error());
    m_set = *std::move(set);
    auto links = std::make_shared<const domain::LinkedVisitors>();
    if (m_ofPeople) {
        auto stored = m_context.scan.linkedVisitors(m_context.project.id);
        if (!stored)
            return unexpected(stored.error());
        links = *std::move(stored);
        m_parts = std::max<std::size_t>(1, (m_set->rows() + m_context.limits.partRows - 1) / m_context.limits.partRows);
    }
    return m_set->read(read, Partition(m_parts), *links);
}

/// Binds filters and goal to the texts of the question, and leaves of each chunk only the rows that pass.
Expected<void> EventTallies::choose(const ReadContext& read)
{
    auto vocabulary = std::make_shared<Vocabulary>();
    const std::vector<PropertyName>& dimensions = m_set->request().dimensions;
    for (std::size_t i = 0; i < dimensions.size(); ++i)
        vocabulary->add(dimensions[i], m_set->dictionaries()[i]);
    vocabulary->setCurrencies(m_set->currencies());
    m_vocabulary = std::move(vocabulary);
    std::vector<RowFilter> filters;
    for (const domain::Filter& filter : m_context.query.filters) {
        auto bound = RowFilter::bind(*m_vocabulary, filter, read.cancel);
        if (!bound)
            return unexpected(bound.error());
        filters.push_back(*std::move(bound));
    }
    std::vector<ConditionTest> goals;
    if (m_context.query.goal) {
        auto bound = ConditionTest::bindGoal(*m_vocabulary, *m_context.query.goal, read.cancel);
        if (!bound)
            return unexpected(bound.error());
        goals = *std::move(bound);
        m_converts.resize(m_set->chunks().size());
    }
    if (filters.empty() && goals.empty())
        return {};
    return m_set->change(read, [&](std::size_t number, OpenChunk& chunk) {
        const ChunkRows rows{chunk, dimensions};
        Marks passes;
        for (const RowFilter& filter : filters) {
            filter.mark(rows, passes);
            chunk.keep.keepOnly(passes);
        }
        for (const ConditionTest& goal : goals) {
            goal.mark(rows, passes);
            m_converts[number].resize(passes.size());
            for (std::size_t row = 0; row < passes.size(); ++row)
                m_converts[number][row] |= passes[row];
        }
    });
}

Expected<TallySource::Counted> EventTallies::count(std::span<const CellRequest> requests) const
{
    const std::vector<EventRows> rows = eventRows(*m_set, requests, m_converts);
    const std::size_t tasks = m_ofPeople ? m_parts : rows.size();
    auto folds =
        emptyFolds<EventFold>(m_context, std::max<std::size_t>(1, tasks), [&] { return EventFold::make(requests); });
    if (!folds)
        return unexpected(folds.error());
    std::vector<PersonPieces> pieces(m_ofPeople ? folds->size() : 0);
    const auto done = forEachIndex(tasks, folds->size(), m_context.cancel, [&](std::size_t worker, std::size_t task) {
        if (m_ofPeople) {
            pieces[worker].collect(m_set->chunks(), task);
            (*folds)[worker].takePeople(rows, pieces[worker]);
        } else {
            (*folds)[worker].takeChunk(rows[task]);
        }
        return Expected<void>();
    });
    if (!done)
        return unexpected(done.error());
    Counted out{mergedFolds(*std::move(folds)).finish(), {}};
    for (const CellRequest& request : requests)
        out.spellings.emplace_back(request.grouping); // a row's own values have one spelling each
    return out;
}

} // namespace sightglass::query
