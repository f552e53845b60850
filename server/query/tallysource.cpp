// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/tallysource.h"

#include "query/eventtallies.h"
#include "query/foldpeople.h"

namespace sightglass::query {

namespace {

/// All requests, folded together over people and their visits.
class CellsFold
{
public:
    static Expected<CellsFold> make(std::span<const CellRequest> requests)
    {
        CellsFold out;
        for (const CellRequest& request : requests) {
            out.m_spellings.emplace_back(request.grouping);
            auto fold = TallyFold::make(request);
            if (!fold)
                return unexpected(fold.error());
            out.m_folds.push_back(*std::move(fold));
        }
        return out;
    }

    Expected<void> take(const Facts& part)
    {
        m_counted.mark(part);
        for (SpellingFold& spellings : m_spellings)
            spellings.take(part);
        for (TallyFold& fold : m_folds)
            fold.take(part, m_counted);
        return {};
    }
    void merge(CellsFold&& other)
    {
        for (std::size_t i = 0; i < m_folds.size(); ++i) {
            m_spellings[i].merge(other.m_spellings[i]);
            m_folds[i].merge(std::move(other.m_folds[i]));
        }
    }
    [[nodiscard]] std::size_t bytes() const
    {
        std::size_t bytes = 0;
        for (const TallyFold& fold : m_folds)
            bytes += fold.bytes();
        return bytes;
    }
    [[nodiscard]] TallySource::Counted finish() &&
    {
        TallySource::Counted out{{}, std::move(m_spellings)};
        for (TallyFold& fold : m_folds)
            out.tallies.push_back(std::move(fold).finish());
        return out;
    }

private:
    std::vector<TallyFold> m_folds; ///< By request, like the next.
    std::vector<SpellingFold> m_spellings;
    CountedRows m_counted;
};

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
        auto fold = foldPeople<CellsFold>(m_context, *m_source, [&](const Vocabulary&) { return CellsFold::make(requests); });
        if (!fold)
            return unexpected(fold.error());
        return std::move(*fold).finish();
    }

private:
    const ReportContext& m_context;
    std::unique_ptr<FactSource> m_source;
};

} // namespace

Expected<std::unique_ptr<TallySource>> TallySource::open(ReportContext& context, const domain::TimeRange& range, const FactNeeds& needs)
{
    if (needs.areOfEventsAlone())
        return EventTallies::open(context, range, needs);
    auto source = openFacts(context, {range, needs});
    if (!source)
        return unexpected(source.error());
    return std::unique_ptr<TallySource>(std::make_unique<PeopleTallies>(context, *std::move(source)));
}

} // namespace sightglass::query
