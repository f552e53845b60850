// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/query.h"
#include "query/matching.h"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace sightglass::query {

/// One event of the person (or visit) whose way through a funnel is looked for.
struct StepEvent
{
    std::int64_t time = 0; ///< ms UTC
    std::uint32_t row = 0;
    std::uint16_t steps = 0;   ///< Bit k: it meets step k + 1.
    bool isBackground = false; ///< May come between the steps of a strict funnel.
};

/// The best attempt at a funnel: how deep, beginning with which event, and when each level was reached.
struct Attempt
{
    std::size_t level = 0; ///< 0 = never began.
    std::uint32_t firstRow = 0;
    std::array<std::int64_t, kMaxSteps> times{};
};

/// Finds the best attempt among one person's events (metrics §6): the deepest, among equals the earliest.
/// Sequential and strict take time in proportion to the events; `any` keeps a largest matching of steps to events and
/// looks only at the next event of each different set of steps. Reused from person to person; one thread.
class StepMatcher
{
public:
    /// `range`: where the first step must lie.
    StepMatcher(const domain::FunnelQuestion& question, const domain::TimeRange& range);

    /// `events` in their order: those that meet a step, and for strict order all that may not come between.
    [[nodiscard]] Attempt best(std::span<const StepEvent> events);

private:
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
    std::vector<std::uint32_t> m_next;  ///< By event: the next one with the same steps.
    std::vector<std::uint32_t> m_heads; ///< By set of steps: its first event from the attempt on.
    std::vector<std::uint16_t> m_sets;  ///< The sets of steps that occur.
    std::vector<std::uint32_t> m_cursors;
};

} // namespace sightglass::query
