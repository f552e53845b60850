// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/tallysource.h"

#include "query/eventtallies.h"
#include "query/foldpeople.h"
#include "query/walkedcells.h"
#include "query/workers.h"

namespace sightglass::query {

namespace {

class PeopleTallies final : public TallySource
{
public:
    PeopleTallies(const ReportContext& context, std::unique_ptr<FactSource> source)
        : m_context(context)
        , m_source(std::move(source))
    {
    }

    const Vocabulary& vocabulary() const override { return *m_source->vocabulary(); }
    Expected<Counted> count(std::span<const CellRequest> requests) const override
    {
        const auto make = [&](const Vocabulary&) { return CellsFold::make(requests); };
        auto fold = WalkedCells::counts(*m_source, requests) ? walk(requests)
                                                             : foldPeople<CellsFold>(m_context, *m_source, make);
        if (!fold)
            return unexpected(fold.error());
        return std::move(*fold).finish();
    }

private:
    [[nodiscard]] Expected<CellsFold> walk(std::span<const CellRequest> requests) const
    {
        auto folds = emptyFolds<WalkedCells>(m_context, m_source->parts(), [&] { return WalkedCells::make(requests); });
        if (!folds)
            return unexpected(folds.error());
        const std::vector<EventRows> rows = eventRows(m_source->set(), requests);
        for (WalkedCells& fold : *folds)
            fold.begin(*m_source, rows);
        const auto done =
            forEachIndex(m_source->parts(), folds->size(), m_context.cancel, [&](std::size_t worker, std::size_t part) {
                return (*folds)[worker].take(part, m_context.cancel);
            });
        if (!done)
            return unexpected(done.error());
        return mergedFolds(*std::move(folds)).finish();
    }

    const ReportContext& m_context;
    std::unique_ptr<FactSource> m_source;
};

} // namespace

Expected<std::unique_ptr<TallySource>> TallySource::open(ReportContext& context, const domain::TimeRange& range,
                                                         const FactNeeds& needs)
{
    if (needs.areOfEventsAlone())
        return EventTallies::open(context, range, needs);
    auto source = openFacts(context, {range, needs});
    if (!source)
        return unexpected(source.error());
    return std::unique_ptr<TallySource>(std::make_unique<PeopleTallies>(context, *std::move(source)));
}

} // namespace sightglass::query
