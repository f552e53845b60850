// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/chunkset.h"
#include "query/needs.h"
#include "query/selection.h"

#include <memory>
#include <optional>
#include <vector>

namespace sightglass::query {

/// What a fold is asked over.
struct FactsRequest
{
    domain::TimeRange range; ///< What is counted.
    FactNeeds needs;         ///< FactNeeds::of(query) and what the report adds. Without `visits` facts have none.
    bool skipHistorical = false;
    /// Rows that meet none of these are left out; empty = all are there. Only for needs of events alone.
    std::vector<domain::Condition> only = {};
};

/// Everything of a question's range, opened: its chunks, those about its people, and those of its cohorts, all divided
/// alike into parts. Made on one thread; then immutable, and any thread makes facts of a part with a FactMaker of its
/// own.
class FactSource
{
public:
    /// What holds for all ranges of a question.
    struct Question
    {
        ReadContext read;
        const domain::Project& project;
        domain::BotMode bots = domain::BotMode::Exclude;
        std::size_t partRows = 0; ///< How large a part should be, about.
    };

    /// Filters and goal choose rows, see Selection. Errors: those of QueryEngine.
    [[nodiscard]] static Expected<std::unique_ptr<FactSource>> open(const Question& question,
                                                                    const FactsRequest& request,
                                                                    const std::vector<domain::Filter>& filters,
                                                                    const std::optional<domain::Condition>& goal);

    [[nodiscard]] std::size_t parts() const { return m_parts; }
    [[nodiscard]] const std::shared_ptr<const Vocabulary>& vocabulary() const { return m_vocabulary; }
    [[nodiscard]] domain::ScanStats stats() const;
    /// Whether a VisitWalk over it says everything: nothing is asked of people, nothing is filtered, and visits are all
    /// that rows make together.
    [[nodiscard]] bool isWalkable() const { return m_isWalkable; }
    [[nodiscard]] const ChunkSet& set() const { return *m_rows; }

private:
    friend class FactMaker;
    friend class VisitWalk;

    /// People who meet a rule are found in facts of the rule's own range.
    struct Cohort
    {
        std::shared_ptr<const domain::CohortRule> rule;
        std::unique_ptr<FactSource> source;
        std::optional<ConditionTest> test;
    };

    FactSource() = default;
    [[nodiscard]] std::size_t partRows(const Question& question) const;
    [[nodiscard]] Expected<void> read(const Question& question, const Partition& partition,
                                      const domain::LinkedVisitors& links, const std::vector<domain::Filter>& filters,
                                      const std::optional<domain::Condition>& goal);
    [[nodiscard]] Expected<void> addCohorts(const Question& question, const Partition& partition,
                                            const domain::LinkedVisitors& links);
    void collectVocabulary();
    [[nodiscard]] Expected<void> leaveOut(const ReadContext& read);
    [[nodiscard]] static Expected<std::unique_ptr<FactSource>> openSets(const Question& question,
                                                                        const FactsRequest& request);

    FactsRequest m_request;
    std::int64_t m_timeoutMs = 0;
    std::optional<Calendar> m_midnightsOf; ///< Set when visits are cut at midnight.
    bool m_cutsAtCampaign = false;
    bool m_isWalkable = false;
    std::size_t m_parts = 1;
    std::unique_ptr<ChunkSet> m_rows;
    std::unique_ptr<ChunkSet> m_people; ///< Null when nobody asks about people.
    std::vector<Cohort> m_cohorts;
    std::shared_ptr<const Vocabulary> m_vocabulary;
    Selection m_selection;
};

} // namespace sightglass::query
