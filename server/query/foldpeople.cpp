// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/foldpeople.h"

#include "query/factmaker.h"
#include "query/workers.h"

#include <algorithm>

namespace sightglass::query {

namespace {

constexpr std::size_t kFoldBytes = std::size_t{192} << 20; // of all workers of a question

} // namespace

Expected<std::unique_ptr<FactSource>> openFacts(ReportContext& context, const FactsRequest& request)
{
    const FactSource::Question question{
        {context.scan, context.sources, context.names, context.cancel, context.limits.workers},
        context.project,
        context.query.bots,
        context.limits.partRows};
    auto source = FactSource::open(question, request, context.query.filters, context.query.goal);
    if (!source)
        return source;
    const domain::ScanStats stats = (*source)->stats();
    context.stats.rowsScanned += stats.rowsScanned;
    context.stats.chunksScanned += stats.chunksScanned;
    return source;
}

std::size_t workersFor(const ReportContext& context, std::size_t parts, std::size_t foldBytes)
{
    const std::size_t most = foldBytes == 0 ? context.limits.workers : kFoldBytes / foldBytes;
    return std::clamp<std::size_t>(std::min(most, parts), 1, context.limits.workers);
}

Expected<void> forEachPart(const ReportContext& context, const FactSource& source, std::size_t workers,
                           const std::function<Expected<void>(std::size_t worker, const Facts&)>& take)
{
    std::vector<std::unique_ptr<FactMaker>> makers;
    for (std::size_t i = 0; i < workers; ++i)
        makers.push_back(std::make_unique<FactMaker>(source));
    return forEachIndex(source.parts(), workers, context.cancel,
                        [&](std::size_t worker, std::size_t part) -> Expected<void> {
                            const auto facts = makers[worker]->make(part, context.cancel);
                            if (!facts)
                                return unexpected(facts.error());
                            return take(worker, **facts);
                        });
}

} // namespace sightglass::query
