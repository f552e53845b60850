// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/query.h"
#include "query/matching.h"

#include <array>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace sightglass::query {

/// One event of the person (or visit) whose way through a funnel is looked for.
struct StepEvent
{
    std::int64_t time = 0; ///< ms UTC
    std::uint32_t row = 0;
    std::uint16_t steps = 0;    ///< Bit k: it meets step k + 1.
    bool isBackground = false;  ///< May come between the steps of a strict funnel.
    std::uint16_t excludes = 0; ///< Bit x: it meets exclusion x.
    std::uint32_t constant = 0; ///< Value that all steps of an attempt share.
};

/// An attempt at a funnel: how deep, with which event it began and which was its deepest, and when each level was
/// reached.
struct Attempt
{
    std::size_t level = 0; ///< 0 = never began, or void.
    std::uint32_t firstRow = 0;
    std::array<std::int64_t, kMaxSteps> times{};
    std::uint32_t lastRow = 0;
    std::size_t end = 0; ///< Place of its last event among those looked at.
};

/// Finds the attempts of one person that count: the best, the deepest and among equals the earliest (metrics §6), or
/// the first, or one after the other (openmetrics §12.3–12.6). Sequential and strict take time in proportion to the
/// events; `any` keeps a largest matching of steps to events and looks only at the next event of each different set of
/// steps. Reused from person to person; one thread.
class StepMatcher
{
public:
    /// `range`: where the first step must lie.
    StepMatcher(const domain::FunnelQuestion& question, const domain::TimeRange& range);

    /// `events` in their order: those that meet a step or an exclusion, and for strict order all that may not come
    /// between. Replaces what `out` held.
    void find(std::span<const StepEvent> events, std::vector<Attempt>& out);

private:
    using Places = std::vector<std::uint32_t>;
    /// Places of the events that an attempt took, by step.
    struct Taken
    {
        std::array<std::uint32_t, kMaxSteps> places{};
        std::size_t count = 0;
        void add(std::size_t place) { places[count++] = static_cast<std::uint32_t>(place); }
        [[nodiscard]] std::uint32_t last() const { return places[count - 1]; }
    };

    [[nodiscard]] Attempt best(std::span<const StepEvent> events);
    void oneByOne(std::span<const StepEvent> events, std::vector<Attempt>& out);
    [[nodiscard]] bool isEntry(const StepEvent& event) const;
    [[nodiscard]] Attempt attemptFrom(std::span<const StepEvent> events, std::size_t first);
    [[nodiscard]] Attempt sequentialFrom(std::span<const StepEvent> events, std::size_t first) const;
    [[nodiscard]] Attempt strictFrom(std::span<const StepEvent> events, std::size_t first) const;
    static void noteStep(const StepEvent& event, std::size_t place, Attempt& attempt);
    [[nodiscard]] bool isVoid(const Taken& taken) const;
    void index(std::span<const StepEvent> events);
    [[nodiscard]] bool begins(const StepEvent& event) const;
    [[nodiscard]] Attempt sequential(std::span<const StepEvent> events) const;
    [[nodiscard]] Attempt greedyFrom(std::span<const StepEvent> events, std::size_t first, std::size_t level) const;
    [[nodiscard]] Attempt strict(std::span<const StepEvent> events) const;
    [[nodiscard]] Attempt any(std::span<const StepEvent> events);
    [[nodiscard]] Attempt anyFrom(std::span<const StepEvent> events, std::size_t first);
    void chainBySteps(std::span<const StepEvent> events);

    std::size_t m_steps;
    std::int64_t m_window;
    std::int64_t m_from;
    std::int64_t m_to;
    domain::StepOrder m_order;
    domain::FunnelEntry m_entry;
    domain::FunnelCount m_count;
    std::vector<domain::FunnelExclusion> m_exclusions;
    bool m_isPlain;                     ///< The best attempt of each counts, and nothing makes one void.
    std::vector<std::uint32_t> m_next;  ///< By event: the next one with the same steps.
    std::vector<std::uint32_t> m_heads; ///< By set of steps: its first event from the attempt on.
    std::vector<std::uint16_t> m_sets;  ///< The sets of steps that occur.
    std::vector<std::uint32_t> m_cursors;
    std::unordered_map<std::uint32_t, std::array<Places, kMaxSteps>>
        m_places;                    ///< By constant value and step: places of events that meet it.
    std::vector<Places> m_excluding; ///< By exclusion: places of events that meet it.
};

} // namespace sightglass::query
