// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/stepmatcher.h"

#include <algorithm>

namespace sightglass::query {

using domain::FunnelCount;
using domain::FunnelEntry;
using domain::StepOrder;

bool StepMatcher::isEntry(const StepEvent& event) const
{
    if (m_order != StepOrder::Any)
        return begins(event);
    return event.steps != 0 && m_from <= event.time && event.time < m_to;
}

void StepMatcher::noteStep(const StepEvent& event, std::size_t place, Attempt& attempt)
{
    if (attempt.level == 0)
        attempt.firstRow = event.row;
    attempt.times[attempt.level++] = event.time;
    attempt.lastRow = event.row;
    attempt.end = place;
}

/// Every event that can begin an attempt is tried, or the first only, or the next one after the last attempt's end.
void StepMatcher::oneByOne(std::span<const StepEvent> events, std::vector<Attempt>& out)
{
    if (m_order == StepOrder::Any)
        chainBySteps(events);
    else
        index(events);
    const bool all = m_count == FunnelCount::Attempts;
    Attempt best;
    std::size_t next = 0;
    for (std::size_t i = 0; i < events.size() && events[i].time < m_to && best.level < m_steps; ++i) {
        if (i >= next && isEntry(events[i])) {
            const Attempt attempt = attemptFrom(events, i);
            if (all && attempt.level > 0)
                out.push_back(attempt);
            else if (!all && attempt.level > best.level)
                best = attempt;
            next = all ? attempt.end + 1 : m_entry == FunnelEntry::First ? events.size() : 0;
        }
        if (m_order == StepOrder::Any)
            m_heads[events[i].steps] = m_next[i];
    }
    if (best.level > 0)
        out.push_back(best);
}

Attempt StepMatcher::attemptFrom(std::span<const StepEvent> events, std::size_t first)
{
    switch (m_order) {
    case StepOrder::Any: return anyFrom(events, first);
    case StepOrder::Strict: return strictFrom(events, first);
    case StepOrder::Sequential: break;
    }
    return sequentialFrom(events, first);
}

/// A void attempt has level 0, and ends with the step before which the excluded event stood.
Attempt StepMatcher::sequentialFrom(std::span<const StepEvent> events, std::size_t first) const
{
    const auto& ofSteps = m_places.at(events[first].constant);
    Attempt out;
    noteStep(events[first], first, out);
    Taken taken;
    taken.add(first);
    while (out.level < m_steps) {
        const Places& places = ofSteps[out.level];
        const auto place = std::upper_bound(places.begin(), places.end(), taken.last());
        if (place == places.end() || events[*place].time - events[first].time > m_window)
            break;
        noteStep(events[*place], *place, out);
        taken.add(*place);
        if (isVoid(taken)) {
            out.level = 0;
            break;
        }
    }
    return out;
}

Attempt StepMatcher::strictFrom(std::span<const StepEvent> events, std::size_t first) const
{
    Attempt out;
    noteStep(events[first], first, out);
    Taken taken;
    taken.add(first);
    for (std::size_t j = first + 1; j < events.size() && out.level < m_steps; ++j) {
        const bool isNext = ((events[j].steps >> out.level) & 1) && events[j].constant == events[first].constant;
        if (isNext && events[j].time - events[first].time <= m_window) {
            noteStep(events[j], j, out);
            taken.add(j);
            if (isVoid(taken)) {
                out.level = 0;
                break;
            }
        } else if (!events[j].isBackground) {
            break;
        }
    }
    return out;
}

/// Whether the step taken last ends a stretch that holds an excluded event.
bool StepMatcher::isVoid(const Taken& taken) const
{
    for (std::size_t x = 0; x < m_exclusions.size(); ++x) {
        if (static_cast<std::size_t>(m_exclusions[x].before) != taken.count)
            continue;
        const Places& excluding = m_excluding[x];
        const std::uint32_t after = taken.places[static_cast<std::size_t>(m_exclusions[x].after) - 1];
        const auto place = std::upper_bound(excluding.begin(), excluding.end(), after);
        if (place != excluding.end() && *place < taken.last())
            return true;
    }
    return false;
}

void StepMatcher::index(std::span<const StepEvent> events)
{
    m_places.clear();
    m_excluding.assign(m_exclusions.size(), {});
    for (std::uint32_t i = 0; i < events.size(); ++i) {
        for (std::size_t x = 0; x < m_exclusions.size(); ++x) {
            if ((events[i].excludes >> x) & 1)
                m_excluding[x].push_back(i);
        }
        if (events[i].steps == 0)
            continue;
        auto& places = m_places[events[i].constant];
        for (std::size_t k = 0; k < m_steps; ++k) {
            if ((events[i].steps >> k) & 1)
                places[k].push_back(i);
        }
    }
}

} // namespace sightglass::query
