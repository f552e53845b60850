// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/chunkset.h"
#include "query/rowfilter.h"
#include "query/tallysource.h"

#include <optional>

namespace sightglass::query {

/// The short way for questions of events alone: filters, property, goal and metrics look at nothing but the row and
/// whose it is. Rows are counted where they stand in the chunks' narrow columns; nothing is copied, ordered by time or
/// cut into visits. Without distinct people it goes chunk by chunk, with them person by person.
class EventTallies final : public TallySource
{
public:
    /// Only for needs of events alone. Errors: those of QueryEngine.
    [[nodiscard]] static Expected<std::unique_ptr<TallySource>>
    open(ReportContext& context, const domain::TimeRange& range, const FactNeeds& needs);

    [[nodiscard]] const Vocabulary& vocabulary() const override { return *m_vocabulary; }
    [[nodiscard]] Expected<Counted> count(std::span<const CellRequest> requests) const override;

private:
    explicit EventTallies(const ReportContext& context)
        : m_context(context)
    {
    }
    [[nodiscard]] Expected<void> read(const ReadContext& read, const domain::TimeRange& range, const FactNeeds& needs);
    [[nodiscard]] Expected<void> choose(const ReadContext& read);

    const ReportContext& m_context;
    std::unique_ptr<ChunkSet> m_set;
    std::size_t m_parts = 1;
    bool m_ofPeople = false; ///< Somebody is counted once.
    std::shared_ptr<const Vocabulary> m_vocabulary;
    std::vector<Marks> m_converts; ///< By chunk and row; empty without a goal.
};

} // namespace sightglass::query
