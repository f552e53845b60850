// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/visits.h"

#include "query/visitcutter.h"

#include <algorithm>
#include <tuple>

namespace sightglass::query {

void cutVisits(const Rows& rows, const VisitRules& rules, const Dimension* page, Visits& out)
{
    out.list.clear();
    out.ofRow.assign(rows.size(), kNone);
    VisitCutter cutter(rules, out.list);
    const std::uint32_t* const hints = rows.hint.empty() ? nullptr : rows.hint.data();
    const std::uint32_t* const campaigns = rules.campaign ? rules.campaign->ids.data() : nullptr;
    for (std::uint32_t person = 1; person + 1 < rows.first.size(); ++person) {
        for (std::uint32_t row = rows.first[person]; row < rows.first[person + 1]; ++row)
            out.ofRow[row] = cutter.take(row, rows.time[row], rows.flags[row], hints ? hints[row] : 0,
                                         campaigns ? campaigns[row] : 0);
        cutter.close();
    }
    if (rows.engagementMs.empty())
        return;
    std::vector<Engagement> engagements;
    for (std::uint32_t v = 0; v < out.list.size(); ++v) {
        engagementsOf(rows, out, v, page, engagements);
        for (const Engagement& one : engagements)
            out.list[v].engagementMs += one.ms;
    }
}

void engagementsOf(const Rows& rows, const Visits& visits, std::uint32_t visit, const Dimension* page,
                   std::vector<Engagement>& out)
{
    out.clear();
    const Visit& v = visits.list[visit];
    for (std::uint32_t row = v.begin; row < v.end; ++row) {
        if (visits.ofRow[row] != visit || rows.kind[row] != static_cast<std::uint8_t>(domain::Kind::Engagement))
            continue;
        out.push_back({page ? page->ids[row] : 0, rows.view[row], rows.engagementMs[row], rows.scrollDepth[row]});
    }
    const auto key = [](const Engagement& e) { return std::tie(e.view, e.page); };
    if (out.size() < 2)
        return;
    std::sort(out.begin(), out.end(), [&](const Engagement& a, const Engagement& b) { return key(a) < key(b); });
    std::size_t kept = 0;
    for (const Engagement& one : out) {
        if (kept > 0 && one.view != 0 && key(out[kept - 1]) == key(one)) {
            out[kept - 1].ms = std::max(out[kept - 1].ms, one.ms);
            out[kept - 1].depth = std::max(out[kept - 1].depth, one.depth);
        } else {
            out[kept++] = one;
        }
    }
    out.resize(kept);
}

} // namespace sightglass::query
