// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/factsource.h"
#include "query/report.h"

#include <concepts>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace sightglass::query {

/// A report as a fold: each worker has one of its own, gives it parts in any order, and at the end all are merged.
/// Every person, with all their rows and visits, is in exactly one part, so counts of people add up. Person, visit and
/// row numbers mean something within one part only; value ids mean the same in all (Vocabulary). Person 0, nobody
/// known, may have rows in any part. A fold that holds much says how much: `std::size_t bytes() const`.
template <typename Fold>
concept PeopleFold = std::movable<Fold> && requires(Fold fold, Fold other, const Facts& part)
{
    {
        fold.take(part)
        } -> std::same_as<Expected<void>>;
    {fold.merge(std::move(other))};
};

/// Opens what a question has in a range, for one or several folds. Errors: those of QueryEngine.
[[nodiscard]] Expected<std::unique_ptr<FactSource>> openFacts(ReportContext& context, const FactsRequest& request);

/// The untyped part of foldPeople(): calls take() for every part once, on as many threads. Errors: those of take() and
/// of making facts; Cancelled.
[[nodiscard]] Expected<void> forEachPart(const ReportContext& context, const FactSource& source, std::size_t workers,
                                         const std::function<Expected<void>(std::size_t worker, const Facts&)>& take);

/// How many workers may have a fold each that takes this much memory.
[[nodiscard]] std::size_t workersFor(const ReportContext& context, std::size_t parts, std::size_t foldBytes);

/// An empty fold for each worker that may have one. Errors: those of `make`.
template <typename Fold, typename Make>
[[nodiscard]] Expected<std::vector<Fold>> emptyFolds(const ReportContext& context, std::size_t parts, Make make)
{
    std::vector<Fold> folds;
    std::size_t workers = 1;
    do {
        Expected<Fold> fold = make();
        if (!fold)
            return unexpected(fold.error());
        folds.push_back(*std::move(fold));
        if constexpr (requires { folds.front().bytes(); })
            workers = workersFor(context, parts, folds.front().bytes());
        else
            workers = workersFor(context, parts, 0);
    } while (folds.size() < workers);
    return folds;
}

/// All that was folded, as one.
template <typename Fold> [[nodiscard]] Fold mergedFolds(std::vector<Fold>&& folds)
{
    for (std::size_t i = 1; i < folds.size(); ++i)
        folds.front().merge(std::move(folds[i]));
    return std::move(folds.front());
}

/// Folds all people with rows in the range, part by part, on all cores. `make` makes one worker's empty fold, on this
/// thread. Takes of one fold never overlap. Errors: those of QueryEngine, of `make` and of take().
template <PeopleFold Fold>
[[nodiscard]] Expected<Fold> foldPeople(const ReportContext& context, const FactSource& source,
                                        const std::function<Expected<Fold>(const Vocabulary&)>& make)
{
    auto folds = emptyFolds<Fold>(context, source.parts(), [&] { return make(*source.vocabulary()); });
    if (!folds)
        return unexpected(folds.error());
    const auto done = forEachPart(context, source, folds->size(),
                                  [&](std::size_t worker, const Facts& part) { return (*folds)[worker].take(part); });
    if (!done)
        return unexpected(done.error());
    return mergedFolds(*std::move(folds));
}

/// The same over what is opened for this fold only.
template <PeopleFold Fold>
[[nodiscard]] Expected<Fold> foldPeople(ReportContext& context, const FactsRequest& request,
                                        const std::function<Expected<Fold>(const Vocabulary&)>& make)
{
    const auto source = openFacts(context, request);
    if (!source)
        return unexpected(source.error());
    return foldPeople<Fold>(context, **source, make);
}

} // namespace sightglass::query
