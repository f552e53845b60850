// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/walkedcells.h"

#include <algorithm>
#include <utility>

namespace sightglass::query {

WalkedCells::WalkedCells(std::span<const CellRequest> requests, VisitFold fold)
    : m_requests(requests)
    , m_walked(std::move(fold))
{
}

bool WalkedCells::counts(const FactSource& source, std::span<const CellRequest> requests)
{
    return source.isWalkable() && std::all_of(requests.begin(), requests.end(), [](const CellRequest& request) {
               return VisitFold::counts(request) && !SpellingFold(request.grouping).counts();
           });
}

Expected<WalkedCells> WalkedCells::make(std::span<const CellRequest> requests)
{
    auto fold = VisitFold::make(requests);
    if (!fold)
        return unexpected(fold.error());
    return WalkedCells(requests, *std::move(fold));
}

void WalkedCells::begin(const FactSource& source, std::span<const EventRows> rows)
{
    m_source = &source;
    m_walked.begin(rows);
    m_walk = std::make_unique<VisitWalk>(source, rows, m_requests);
}

Expected<void> WalkedCells::take(std::size_t part, const domain::Cancellation& cancel)
{
    m_walk->walk(part, [this](const VisitBatch& batch) { m_walked.take(batch, m_walk->slab()); });
    return m_walk->leftOut().empty() ? Expected<void>() : takeLeftOut(part, cancel);
}

Expected<void> WalkedCells::takeLeftOut(std::size_t part, const domain::Cancellation& cancel)
{
    if (!m_leftOut) {
        auto fold = CellsFold::make(m_requests);
        if (!fold)
            return unexpected(fold.error());
        m_leftOut = *std::move(fold);
        m_maker = std::make_unique<FactMaker>(*m_source);
    }
    const auto facts = m_maker->make(part, cancel, &m_walk->leftOut());
    if (!facts)
        return unexpected(facts.error());
    return m_leftOut->take(**facts);
}

void WalkedCells::merge(WalkedCells&& other)
{
    m_walked.merge(std::move(other.m_walked));
    if (m_leftOut && other.m_leftOut)
        m_leftOut->merge(*std::move(other.m_leftOut));
    else if (other.m_leftOut)
        m_leftOut = std::move(other.m_leftOut);
}

Expected<CellsFold> WalkedCells::finish() &&
{
    if (!m_leftOut) {
        auto fold = CellsFold::make(m_requests);
        if (!fold)
            return fold;
        m_leftOut = *std::move(fold);
    }
    m_leftOut->add(std::move(m_walked).finish());
    return *std::move(m_leftOut);
}

} // namespace sightglass::query
