// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/foldpeople.h"

#include "query/selection.h"

#include <algorithm>

namespace sightglass::query {

namespace {

constexpr std::chrono::hours kAround{24}; // a visit is whole: metrics §3

Unexpected cancelled() { return unexpected(ErrorCode::Cancelled, QStringLiteral("the question was cancelled")); }

Expected<Facts> gather(ReportContext& context, const FactsRequest& asked)
{
    const domain::TimeRange& range = asked.range;
    const FactNeeds& needs = asked.needs;
    RowRequest request = needs.rows;
    request.project = context.project.id;
    request.range = {range.from - kAround, range.to + kAround};
    request.bots = context.query.bots;
    request.skipHistorical = asked.skipHistorical;
    auto links = context.scan.identityLinks(context.project.id);
    if (!links)
        return unexpected(links.error());
    const domain::IdentityGraph identities(*std::move(links));
    Facts facts;
    facts.range = range;
    auto rows = loadRows(context.scan, request, identities, context.sources, context.names, context.cancel);
    if (!rows)
        return unexpected(rows.error());
    facts.rows = *std::move(rows);
    context.stats.rowsScanned += facts.rows.stats.rowsScanned;
    context.stats.chunksScanned += facts.rows.stats.chunksScanned;
    if (context.cancel.isCancelled())
        return cancelled();
    auto people = loadPeople(context.scan, request, facts.rows, needs.people, identities, context.cancel);
    if (!people)
        return unexpected(people.error());
    facts.people = *std::move(people);
    const std::int64_t timeoutMs = std::clamp(context.project.visitTimeoutMinutes, 1, 720) * std::int64_t{60'000};
    facts.visits = cutVisits(facts.rows, timeoutMs, facts.rows.dimension({Field::Page, {}}));
    if (context.cancel.isCancelled())
        return cancelled();
    if (auto done = choose(facts, context.query.filters, context.query.goal, context.cancel); !done)
        return unexpected(done.error());
    return facts;
}

} // namespace

Expected<Facts> gatherFacts(ReportContext& context, const domain::TimeRange& range, bool skipHistorical)
{
    return gather(context, {range, FactNeeds::of(context.query), skipHistorical});
}

Expected<void> forEachPart(ReportContext& context, const FactsRequest& request,
                           const std::function<Expected<void>(const Vocabulary&, std::size_t workers)>& begin,
                           const std::function<Expected<void>(std::size_t worker, const Facts&)>& take)
{
    const auto facts = gather(context, request);
    if (!facts)
        return unexpected(facts.error());
    Vocabulary vocabulary;
    for (const Dimension& dimension : facts->rows.dimensions)
        vocabulary.add(dimension.property, dimension.values);
    for (const PersonProperty& person : facts->people)
        vocabulary.add(person.property, person.values);
    vocabulary.setCurrencies(facts->rows.currencies);
    if (auto begun = begin(vocabulary, 1); !begun)
        return begun;
    return take(0, *facts);
}

} // namespace sightglass::query
