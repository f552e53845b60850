// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/factsource.h"

#include "query/people.h"

#include <algorithm>

namespace sightglass::query {

namespace {

constexpr std::chrono::hours kAround{24};     // a visit is whole: metrics §3
constexpr std::size_t kWalkedParts = 4;       // of a part's rows
constexpr std::size_t kPartsOfEachWorker = 8; // so that all end at about the same time

} // namespace

Expected<std::unique_ptr<FactSource>> FactSource::openSets(const Question& question, const FactsRequest& request)
{
    std::unique_ptr<FactSource> out(new FactSource);
    out->m_request = request;
    out->m_timeoutMs = std::clamp(question.project.visitTimeoutMinutes, 1, 720) * std::int64_t{60'000};
    const domain::Project& project = question.project;
    if (project.cutVisitsAtMidnight)
        out->m_midnightsOf = Calendar::of(project.timezone, project.weekStartsOnSunday);
    RowRequest rows = request.needs.rows;
    out->m_cutsAtCampaign = project.cutVisitsAtCampaign && rows.visits;
    if (out->m_cutsAtCampaign &&
        std::find(rows.dimensions.begin(), rows.dimensions.end(), kVisitCampaign) == rows.dimensions.end())
        rows.dimensions.push_back(kVisitCampaign);
    rows.project = question.project.id;
    const std::chrono::hours around = rows.visits ? kAround : std::chrono::hours{0};
    rows.range = {request.range.from - around, request.range.to + around};
    rows.bots = question.bots;
    rows.skipHistorical = request.skipHistorical;
    auto set = ChunkSet::open(question.read, rows);
    if (!set)
        return unexpected(set.error());
    out->m_rows = *std::move(set);
    if (request.needs.people.empty())
        return out;
    auto people = ChunkSet::open(question.read, peopleRequest(rows, request.needs.people));
    if (!people)
        return unexpected(people.error());
    out->m_people = *std::move(people);
    return out;
}

Expected<std::unique_ptr<FactSource>> FactSource::open(const Question& question, const FactsRequest& request,
                                                       const std::vector<domain::Filter>& filters,
                                                       const std::optional<domain::Condition>& goal)
{
    const auto links = question.read.scan.linkedVisitors(question.project.id);
    if (!links)
        return unexpected(links.error());
    auto out = openSets(question, request);
    if (!out)
        return out;
    (*out)->m_isWalkable = request.needs.areOfVisitsAlone() && request.only.empty() && filters.empty() && !goal;
    const std::size_t rows = (*out)->m_rows->rows();
    const std::size_t partRows = (*out)->partRows(question);
    const Partition partition(std::max<std::size_t>(1, (rows + partRows - 1) / partRows));
    if (const auto done = (*out)->read(question, partition, **links, filters, goal); !done)
        return unexpected(done.error());
    return out;
}

/// A walk copies a part's slice of each chunk, and the longer slices are, the less each row of them costs.
std::size_t FactSource::partRows(const Question& question) const
{
    if (!m_isWalkable)
        return question.partRows;
    return std::clamp(m_rows->rows() / (kPartsOfEachWorker * question.read.workers), question.partRows,
                      kWalkedParts * question.partRows);
}

Expected<void> FactSource::read(const Question& question, const Partition& partition,
                                const domain::LinkedVisitors& links, const std::vector<domain::Filter>& filters,
                                const std::optional<domain::Condition>& goal)
{
    m_parts = partition.parts();
    if (auto done = m_rows->read(question.read, partition, links); !done)
        return done;
    if (m_people) {
        if (auto done = m_people->read(question.read, partition, links); !done)
            return done;
    }
    collectVocabulary();
    if (auto done = addCohorts(question, partition, links); !done)
        return done;
    if (auto done = leaveOut(question.read); !done)
        return done;
    auto selection = Selection::bind(*m_vocabulary, filters, goal, question.read.cancel);
    if (!selection)
        return unexpected(selection.error());
    m_selection = *std::move(selection);
    return {};
}

Expected<void> FactSource::addCohorts(const Question& question, const Partition& partition,
                                      const domain::LinkedVisitors& links)
{
    for (const auto& rule : m_request.needs.cohorts) {
        FactsRequest request;
        request.range = rule->range;
        request.skipHistorical = m_request.skipHistorical;
        request.needs.add(rule->did);
        if (request.needs.areOfEventsAlone())
            request.only = {rule->did};
        auto source = openSets(question, request);
        if (!source)
            return unexpected(source.error());
        if (auto done = (*source)->read(question, partition, links, {}, {}); !done)
            return done;
        auto test = ConditionTest::bind(*(*source)->vocabulary(), rule->did, question.read.cancel);
        if (!test)
            return unexpected(test.error());
        m_cohorts.push_back({rule, *std::move(source), *std::move(test)});
    }
    return {};
}

void FactSource::collectVocabulary()
{
    auto vocabulary = std::make_shared<Vocabulary>();
    // Where a property is read of rows and of people (measured sessions by client id), questions mean that of people.
    for (const ChunkSet* set : {m_people.get(), m_rows.get()}) {
        for (std::size_t i = 0; set && i < set->dictionaries().size(); ++i)
            vocabulary->add(set->request().dimensions[i], set->dictionaries()[i]);
    }
    vocabulary->setCurrencies(m_rows->currencies());
    m_vocabulary = std::move(vocabulary);
}

Expected<void> FactSource::leaveOut(const ReadContext& read)
{
    if (m_request.only.empty())
        return {};
    std::vector<ConditionTest> tests;
    for (const domain::Condition& condition : m_request.only) {
        auto test = ConditionTest::bind(*m_vocabulary, condition, read.cancel);
        if (!test)
            return unexpected(test.error());
        tests.push_back(*std::move(test));
    }
    return m_rows->change(read, [&](std::size_t, OpenChunk& chunk) {
        const ChunkRows rows{chunk, m_rows->request().dimensions};
        Marks wanted(rows.size());
        Marks meeting;
        for (const ConditionTest& test : tests) {
            test.mark(rows, meeting);
            for (std::size_t row = 0; row < wanted.size(); ++row)
                wanted[row] |= meeting[row];
        }
        chunk.keep.keepOnly(wanted);
    });
}

domain::ScanStats FactSource::stats() const
{
    domain::ScanStats out;
    for (const ChunkSet* set : {m_rows.get(), m_people.get()}) {
        out.rowsScanned += set ? static_cast<std::int64_t>(set->rows()) : 0;
        out.chunksScanned += set ? static_cast<std::int64_t>(set->chunks().size()) : 0;
    }
    for (const Cohort& cohort : m_cohorts) {
        out.rowsScanned += cohort.source->stats().rowsScanned;
        out.chunksScanned += cohort.source->stats().chunksScanned;
    }
    return out;
}

} // namespace sightglass::query
