// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/stepmatcher.h"

#include <limits>

namespace sightglass::query {

namespace {

constexpr std::uint32_t kEnd = std::numeric_limits<std::uint32_t>::max();
constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::min();

} // namespace

StepMatcher::StepMatcher(const domain::FunnelQuestion& question, const domain::TimeRange& range)
    : m_steps(std::min(question.steps.size(), kMaxSteps))
    , m_window(question.window.count())
    , m_from(toMs(range.from))
    , m_to(toMs(range.to))
    , m_order(question.order)
    , m_entry(question.entry)
    , m_count(question.count)
    , m_exclusions(question.exclusions)
    , m_isPlain(m_entry == domain::FunnelEntry::Best && m_count == domain::FunnelCount::Units && m_exclusions.empty() &&
                question.constant.empty())
    , m_heads(std::size_t{1} << m_steps, kEnd)
{
}

void StepMatcher::find(std::span<const StepEvent> events, std::vector<Attempt>& out)
{
    out.clear();
    if (!m_isPlain)
        return oneByOne(events, out);
    if (const Attempt attempt = best(events); attempt.level > 0)
        out.push_back(attempt);
}

Attempt StepMatcher::best(std::span<const StepEvent> events)
{
    switch (m_order) {
    case domain::StepOrder::Strict: return strict(events);
    case domain::StepOrder::Any: return any(events);
    case domain::StepOrder::Sequential: break;
    }
    return sequential(events);
}

bool StepMatcher::begins(const StepEvent& event) const
{
    return (event.steps & 1) && m_from <= event.time && event.time < m_to;
}

/// `start[k]`: the latest first step from which k + 1 steps were made by now. The latest leaves the most room in the
/// window, so the others need not be kept.
Attempt StepMatcher::sequential(std::span<const StepEvent> events) const
{
    std::array<std::int64_t, kMaxSteps> start{};
    start.fill(kNever);
    std::size_t level = 0;
    std::size_t reachedAt = 0;
    for (std::size_t i = 0; i < events.size() && level < m_steps; ++i) {
        const StepEvent& event = events[i];
        for (std::size_t k = m_steps - 1; k > 0; --k) {
            if (!((event.steps >> k) & 1) || start[k - 1] == kNever || event.time - start[k - 1] > m_window)
                continue;
            start[k] = start[k - 1];
            if (level <= k) {
                level = k + 1;
                reachedAt = i;
            }
        }
        if (!begins(event))
            continue;
        start[0] = event.time;
        if (level == 0) {
            level = 1;
            reachedAt = i;
        }
    }
    if (level == 0)
        return {};
    // An earlier first step is never behind a later one, so the first whose window still holds that moment is the best.
    std::size_t first = 0;
    while (!begins(events[first]) || events[reachedAt].time - events[first].time > m_window)
        ++first;
    return greedyFrom(events, first, level);
}

Attempt StepMatcher::greedyFrom(std::span<const StepEvent> events, std::size_t first, std::size_t level) const
{
    Attempt out;
    noteStep(events[first], first, out);
    for (std::size_t i = first + 1; i < events.size() && out.level < level; ++i) {
        if ((events[i].steps >> out.level) & 1)
            noteStep(events[i], i, out);
    }
    return out;
}

Attempt StepMatcher::strict(std::span<const StepEvent> events) const
{
    Attempt best;
    for (std::size_t i = 0; i < events.size() && best.level < m_steps; ++i) {
        if (!begins(events[i]))
            continue;
        const Attempt attempt = strictFrom(events, i);
        if (attempt.level > best.level)
            best = attempt;
    }
    return best;
}

void StepMatcher::chainBySteps(std::span<const StepEvent> events)
{
    for (const std::uint16_t set : m_sets)
        m_heads[set] = kEnd;
    m_sets.clear();
    m_next.resize(events.size());
    for (std::size_t i = events.size(); i-- > 0;) {
        std::uint32_t& head = m_heads[events[i].steps];
        if (head == kEnd)
            m_sets.push_back(events[i].steps);
        m_next[i] = head;
        head = static_cast<std::uint32_t>(i);
    }
}

Attempt StepMatcher::any(std::span<const StepEvent> events)
{
    chainBySteps(events);
    Attempt best;
    for (std::size_t i = 0; i < events.size() && best.level < m_steps && events[i].time < m_to; ++i) {
        if (events[i].time >= m_from) {
            const Attempt attempt = anyFrom(events, i);
            if (attempt.level > best.level)
                best = attempt;
        }
        m_heads[events[i].steps] = m_next[i];
    }
    return best;
}

Attempt StepMatcher::anyFrom(std::span<const StepEvent> events, std::size_t first)
{
    Attempt out;
    Matching matching;
    m_cursors.clear();
    for (const std::uint16_t set : m_sets)
        m_cursors.push_back(m_heads[set]);
    while (out.level < m_steps) {
        std::size_t next = 0;
        for (std::size_t s = 1; s < m_cursors.size(); ++s)
            next = m_cursors[s] < m_cursors[next] ? s : next;
        std::uint32_t& cursor = m_cursors[next];
        if (cursor == kEnd || events[cursor].time - events[first].time > m_window)
            break;
        if (!matching.add(events[cursor].steps)) {
            cursor = kEnd;
            continue;
        }
        noteStep(events[cursor], cursor, out);
        cursor = m_next[cursor];
    }
    return out;
}

} // namespace sightglass::query
