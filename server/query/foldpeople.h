// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/report.h"
#include "query/vocabulary.h"

#include <concepts>
#include <functional>
#include <utility>
#include <vector>

namespace sightglass::query {

/// What a fold is asked over.
struct FactsRequest
{
    domain::TimeRange range; ///< What is counted; a day more is read at both ends for whole visits.
    FactNeeds needs;         ///< FactNeeds::of(query) and what the report adds.
    bool skipHistorical = false;
};

/// A report as a fold: each worker has one of its own, gives it parts in any order, and at the end all are merged.
/// Every person, with all their rows and visits, is in exactly one part, so counts of people add up. Person, visit and
/// row numbers mean something within one part only; value ids mean the same in all (Vocabulary). Person 0, nobody
/// known, may have rows in any part.
template <typename Fold>
concept PeopleFold = std::movable<Fold> && requires(Fold fold, Fold other, const Facts& part) {
    { fold.take(part) } -> std::same_as<Expected<void>>;
    { fold.merge(std::move(other)) };
};

/// The untyped part of foldPeople(): `begin` is called once on this thread with the number of workers, before `take`
/// is called on worker threads. Filters and goal of the question are applied to each part. Errors: those of QueryEngine.
[[nodiscard]] Expected<void> forEachPart(ReportContext& context, const FactsRequest& request,
                                         const std::function<Expected<void>(const Vocabulary&, std::size_t workers)>& begin,
                                         const std::function<Expected<void>(std::size_t worker, const Facts&)>& take);

/// Folds all people with rows in the range, part by part, on all cores. `make` makes one worker's empty fold.
/// Takes of one fold never overlap. Errors: those of QueryEngine, of `make` and of take().
template <PeopleFold Fold>
[[nodiscard]] Expected<Fold> foldPeople(ReportContext& context, const FactsRequest& request, const std::function<Expected<Fold>(const Vocabulary&)>& make)
{
    std::vector<Fold> folds;
    const auto begin = [&](const Vocabulary& vocabulary, std::size_t workers) -> Expected<void> {
        for (std::size_t i = 0; i < workers; ++i) {
            auto fold = make(vocabulary);
            if (!fold)
                return unexpected(fold.error());
            folds.push_back(*std::move(fold));
        }
        return {};
    };
    const auto done = forEachPart(context, request, begin, [&](std::size_t worker, const Facts& part) { return folds[worker].take(part); });
    if (!done)
        return unexpected(done.error());
    for (std::size_t i = 1; i < folds.size(); ++i)
        folds.front().merge(std::move(folds[i]));
    return std::move(folds.front());
}

} // namespace sightglass::query
