// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/cellsfold.h"
#include "query/factmaker.h"
#include "query/visitfold.h"
#include "query/visitwalk.h"

#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace sightglass::query {

/// One worker's share of people who are counted by a VisitWalk where their rows stand, and of the few whom it leaves
/// out. Requests and source outlive it.
class WalkedCells
{
public:
    /// Whether all is counted this way.
    [[nodiscard]] static bool counts(const FactSource& source, std::span<const CellRequest> requests);
    /// Only of what it counts. Error: TooLarge beyond two million cells.
    [[nodiscard]] static Expected<WalkedCells> make(std::span<const CellRequest> requests);

    /// To be told first; `rows` of the source's chunks outlive it. It is not to be moved after that until all is taken.
    void begin(const FactSource& source, std::span<const EventRows> rows);
    /// Each part is taken by one worker. Errors: those of reading message ids; Cancelled.
    [[nodiscard]] Expected<void> take(std::size_t part, const domain::Cancellation& cancel);
    void merge(WalkedCells&& other);
    [[nodiscard]] Expected<CellsFold> finish() &&;
    [[nodiscard]] std::size_t bytes() const { return 2 * m_walked.bytes(); }

private:
    WalkedCells(std::span<const CellRequest> requests, VisitFold fold);
    [[nodiscard]] Expected<void> takeLeftOut(std::size_t part, const domain::Cancellation& cancel);

    std::span<const CellRequest> m_requests;
    const FactSource* m_source = nullptr;
    std::unique_ptr<VisitWalk> m_walk;
    std::unique_ptr<FactMaker> m_maker; ///< This and the next: once somebody was left out.
    std::optional<CellsFold> m_leftOut;
    VisitFold m_walked;
};

} // namespace sightglass::query
