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
        CellsFold out(SpellingFold(requests.front().grouping));
        for (const CellRequest& request : requests) {
            auto fold = TallyFold::make(request);
            if (!fold)
                return unexpected(fold.error());
            out.m_folds.push_back(*std::move(fold));
        }
        return out;
    }

    Expected<void> take(const Facts& part)
    {
        m_spellings.take(part);
        for (TallyFold& fold : m_folds) {
            if (auto done = fold.take(part); !done)
                return done;
        }
        return {};
    }
    void merge(CellsFold&& other)
    {
        m_spellings.merge(other.m_spellings);
        for (std::size_t i = 0; i < m_folds.size(); ++i)
            m_folds[i].merge(std::move(other.m_folds[i]));
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
    explicit CellsFold(SpellingFold spellings) : m_spellings(std::move(spellings)) {}

    std::vector<TallyFold> m_folds;
    SpellingFold m_spellings;
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

Expected<std::unique_ptr<TallySource>> TallySource::open(ReportContext& context, const domain::TimeRange& range)
{
    if (EventTallies::canAnswer(context.query))
        return EventTallies::open(context, range);
    auto source = openFacts(context, {range, FactNeeds::of(context.query)});
    if (!source)
        return unexpected(source.error());
    return std::unique_ptr<TallySource>(std::make_unique<PeopleTallies>(context, *std::move(source)));
}

} // namespace sightglass::query
