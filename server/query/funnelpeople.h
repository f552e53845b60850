// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/funnelwalk.h"
#include "query/peoplepage.h"

#include <QJsonObject>

#include <cstdint>

namespace sightglass::query {

/// Somebody who converted or dropped at a step of a funnel.
struct FunnelPerson
{
    std::uint64_t key = 0; ///< Theirs, all links followed; never 0.
    std::int64_t at = 0;   ///< ms UTC, of the deepest step of the attempt: the latest one, where several count.
    std::size_t steps = 0; ///< How many it took.
};

/// Who stands behind a bar of a funnel (openmetrics §12.9): whoever has an attempt that reached the step, or one that
/// ended right before it. Visits and attempts are those that FunnelFold counts; people whom nobody can tell apart are
/// in its counts, but in no list. Latest first. A fold; the context outlives it. Memory: one page.
class FunnelPeopleFold
{
public:
    [[nodiscard]] static FactsRequest request(const ReportContext& context, const domain::TimeRange& range);
    [[nodiscard]] static Expected<FunnelPeopleFold> make(const ReportContext& context, const domain::TimeRange& range,
                                                         const Vocabulary& vocabulary);

    [[nodiscard]] Expected<void> take(const Facts& part);
    void merge(FunnelPeopleFold&& other);
    [[nodiscard]] Expected<QJsonObject> finish();

private:
    FunnelPeopleFold(const ReportContext& context, const domain::TimeRange& range, const Vocabulary& vocabulary);

    [[nodiscard]] bool counts(const Attempt& attempt) const;
    void takeAttempt(const Facts& part, const Attempt& attempt);
    void closePerson();

    const ReportContext* m_context;
    FunnelWalk m_walk;
    FunnelPerson m_person; ///< Whose attempts are being looked at.
    PeoplePage<FunnelPerson> m_page;
};

} // namespace sightglass::query
