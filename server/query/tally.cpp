// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/tally.h"

#include <algorithm>

namespace sightglass::query {

namespace {

template <typename T> void addEach(std::vector<T>& to, const std::vector<T>& from)
{
    for (std::size_t cell = 0; cell < to.size(); ++cell)
        to[cell].add(from[cell]);
}

} // namespace

void Tally::add(const Tally& other)
{
    events += other.events;
    pageviews += other.pageviews;
    visitors += other.visitors;
}

void VisitTally::add(const VisitTally& other)
{
    durationMs += other.durationMs;
    visits += other.visits;
    bounces += other.bounces;
    engaged += other.engaged;
}

void ErrorTally::add(const ErrorTally& other)
{
    occurrences += other.occurrences;
    affectedUsers += other.affectedUsers;
    affectedVisits += other.affectedVisits;
    exceptionVisits += other.exceptionVisits;
    unhandledVisits += other.unhandledVisits;
}

void GoalTally::add(const GoalTally& other)
{
    conversions += other.conversions;
    converters += other.converters;
    convertedVisits += other.convertedVisits;
}

void PageTally::add(const PageTally& other)
{
    entryDurationMs += other.entryDurationMs;
    pageMs += other.pageMs;
    depthSum += other.depthSum;
    entries += other.entries;
    entryBounces += other.entryBounces;
    exits += other.exits;
    timedVisits += other.timedVisits;
    scrolledVisits += other.scrolledVisits;
}

TallyNeeds TallyNeeds::of(std::span<const Metric> metrics, bool goal, bool byPage)
{
    TallyNeeds out;
    out.goals = goal;
    for (const Metric metric : metrics) {
        out.visits = out.visits || !isOfEvents(metric);
        out.amounts = out.amounts || isMoney(metric);
        out.errors = out.errors || (metric >= Metric::Occurrences && metric <= Metric::CrashFreeVisits);
        out.pages = out.pages || isOfPages(metric) ||
                    (byPage && (metric == Metric::BounceRate || metric == Metric::VisitDuration));
    }
    return out;
}

void Tallies::resize(std::size_t count, const TallyNeeds& needs)
{
    cells.resize(count);
    visits.resize(needs.visits ? count : 0);
    errors.resize(needs.errors ? count : 0);
    goals.resize(needs.goals ? count : 0);
    pages.resize(needs.pages ? count : 0);
}

std::size_t Tallies::bytes() const
{
    return cells.size() * sizeof(Tally) + visits.size() * sizeof(VisitTally) + errors.size() * sizeof(ErrorTally) +
           goals.size() * sizeof(GoalTally) + pages.size() * sizeof(PageTally);
}

void Tallies::add(Tallies&& other)
{
    addEach(cells, other.cells);
    addEach(visits, other.visits);
    addEach(errors, other.errors);
    addEach(goals, other.goals);
    addEach(pages, other.pages);
    for (const auto& [key, amount] : other.amounts)
        amounts[key].add(amount);
    if (people)
        people->append(std::move(*other.people));
}

std::optional<Tallies> Tallies::together(std::span<const std::uint8_t> wanted) const
{
    if (!people || !people->isWhole())
        return std::nullopt;
    Tallies out;
    TallyNeeds needs;
    needs.visits = !visits.empty();
    out.resize(1, needs);
    for (std::size_t slot = 0; slot < cells.size(); ++slot) {
        if (!wanted[slot])
            continue;
        out.cells[0].add(cells[slot]);
        if (needs.visits)
            out.visits[0].add(visits[slot]);
    }
    const bool all = std::find(wanted.begin(), wanted.end(), 0) == wanted.end();
    out.cells[0].visitors = all ? people->people() : people->countPeople(wanted);
    for (const auto& [key, amount] : amounts) {
        if (wanted[key.first])
            out.amounts[{0, key.second}].add(amount);
    }
    return out;
}

} // namespace sightglass::query
