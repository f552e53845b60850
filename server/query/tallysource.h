// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/report.h"

#include <memory>
#include <span>
#include <vector>

namespace sightglass::query {

/// What summary, timeseries and breakdown count from: everything of a range, opened, and counted into cells as often as
/// the report needs. Made for one range; used on the question's thread, works on all cores.
class TallySource
{
public:
    /// What was counted, by request: tallies, and the spellings of its values.
    struct Counted
    {
        std::vector<Tallies> tallies;
        std::vector<SpellingFold> spellings;
    };

    /// Takes the short way over the events alone when nothing asks for visits. Filters, goal and bots are the
    /// context's; `needs` may be those of several questions. Errors: those of QueryEngine.
    [[nodiscard]] static Expected<std::unique_ptr<TallySource>>
    open(ReportContext& context, const domain::TimeRange& range, const FactNeeds& needs);
    virtual ~TallySource() = default;

    [[nodiscard]] virtual const Vocabulary& vocabulary() const = 0;
    /// All requests in one go. Errors: TooLarge for too many cells; those of reading; Cancelled.
    [[nodiscard]] virtual Expected<Counted> count(std::span<const CellRequest> requests) const = 0;
};

} // namespace sightglass::query
