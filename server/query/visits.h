// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/midnights.h"
#include "query/rows.h"

namespace sightglass::query {

inline constexpr std::uint32_t kNone = 0xffffffff;

/// One visit, whole, whatever the range asked for (metrics §3).
struct Visit
{
    std::uint32_t begin = 0;     ///< First row.
    std::uint32_t end = 0;       ///< Past the last row; rows between may belong to no visit.
    std::uint32_t entry = kNone; ///< Row of the first page view.
    std::uint32_t exit = kNone;  ///< Row of the last page view.
    std::int64_t start = 0;
    std::int64_t lastAction = 0; ///< Last page view or interactive custom event.
    std::int64_t engagementMs = 0;
    std::uint32_t pageviews = 0;
    bool intent = false;
    bool exception = false;
    bool unhandled = false;
    bool converted = false;

    [[nodiscard]] std::int64_t durationMs() const { return lastAction - start; }
    [[nodiscard]] bool isBounce() const { return pageviews <= 1 && !intent; }
    [[nodiscard]] bool isEngaged() const
    {
        return engagementMs >= 10'000 || durationMs() >= 10'000 || pageviews >= 2 || converted;
    }
};

struct Visits
{
    std::vector<Visit> list;          ///< By person and start.
    std::vector<std::uint32_t> ofRow; ///< Number of the row's visit; kNone.
};

/// What tells one campaign from another.
inline const PropertyName kVisitCampaign{Field::UtmCampaign, {}};

/// When a visit ends (metrics §3).
struct VisitRules
{
    std::int64_t timeoutMs = 0;
    Midnights* midnights = nullptr; ///< No visit goes on after one of these; may be null.
    const Dimension* campaign =
        nullptr; ///< An event that names another one than the visit's first begins another; may be null.
};

/// Cuts each person's rows into visits. `page` numbers the row's page, for engagement by view; may be null.
/// Replaces what `out` held.
void cutVisits(const Rows& rows, const VisitRules& rules, const Dimension* page, Visits& out);

/// What was engaged with during one visit, once per page and view: of one view the largest report, without a view id
/// each report by itself (routes §4.1 `view_id`).
struct Engagement
{
    std::uint32_t page = 0;
    std::uint32_t view = 0;
    std::int64_t ms = 0;
    std::int32_t depth = -1;
};
void engagementsOf(const Rows& rows, const Visits& visits, std::uint32_t visit, const Dimension* page,
                   std::vector<Engagement>& out);

} // namespace sightglass::query
