// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/fold.h"
#include "query/report.h"
#include "query/tallysource.h"

#include <span>
#include <vector>

namespace sightglass::query {

/// All requests of a TallySource, folded together over people and their visits (foldPeople()). One per worker.
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
    /// Adds what was counted of other people elsewhere.
    void add(std::vector<Tallies>&& tallies)
    {
        for (std::size_t i = 0; i < m_folds.size(); ++i)
            m_folds[i].add(std::move(tallies[i]));
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

} // namespace sightglass::query
