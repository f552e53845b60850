// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/identityspans.h"

#include <algorithm>
#include <map>
#include <set>

namespace sightglass::domain {

namespace {

void addSpan(std::vector<IdentitySpan>& spans, const IdentitySpan& span)
{
    if (!spans.empty() && spans.back().key == span.key && spans.back().to == span.from)
        spans.back().to = span.to;
    else
        spans.push_back(span);
}

} // namespace

std::vector<IdentitySpan> identitySpans(const std::vector<IdentityLink>& links, std::uint64_t person)
{
    const IdentityGraph graph(links);
    std::map<std::uint64_t, std::set<TimePoint>> changes; // when a key may begin to stand for somebody else
    changes[person];
    for (const IdentityLink& link : links) {
        changes[link.to];
        std::set<TimePoint>& times = changes[link.from];
        if (!link.merge)
            times.insert(link.at);
    }
    std::vector<IdentitySpan> spans;
    for (const auto& [key, own] : changes) {
        const std::set<TimePoint>& times = changes.at(graph.bearer(key));
        std::vector<TimePoint> bounds{TimePoint::min()};
        bounds.insert(bounds.end(), times.begin(), times.end());
        bounds.push_back(TimePoint::max());
        for (std::size_t i = 0; i + 1 < bounds.size(); ++i) {
            if (graph.resolve(key, bounds[i]) == person)
                addSpan(spans, {key, bounds[i], bounds[i + 1]});
        }
    }
    return spans;
}

bool holds(std::span<const IdentitySpan> spans, std::uint64_t key, TimePoint time)
{
    auto span = std::lower_bound(spans.begin(), spans.end(), key,
                                 [](const IdentitySpan& s, std::uint64_t wanted) { return s.key < wanted; });
    for (; span != spans.end() && span->key == key; ++span) {
        if (span->from <= time && time < span->to)
            return true;
    }
    return false;
}

std::vector<std::uint64_t> keysOf(std::span<const IdentitySpan> spans)
{
    std::vector<std::uint64_t> keys;
    for (const IdentitySpan& span : spans) {
        if (keys.empty() || keys.back() != span.key)
            keys.push_back(span.key);
    }
    return keys;
}

} // namespace sightglass::domain
