// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/identity.h"
#include "domain/scan.h"

#include <cstdint>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace sightglass::api {

/// What is known of a person, or of a visitor who never said who they are (metrics §2 "Who and what").
struct PersonSummary
{
    std::uint64_t key = 0; ///< What IdentityGraph::resolve() gives.
    TimePoint firstSeen{}; ///< Times of the first and the last row, whatever its kind.
    TimePoint lastSeen{};
    std::int64_t events = 0; ///< As the metrics `events` and `pageviews` count.
    std::int64_t pageviews = 0;
    std::string userId;      ///< The last one that was sent; empty = not known by name.
    std::string anonymousId; ///< The same.
    std::string country;
};

enum class Bots : std::uint8_t { Exclude, Include, Only };

/// Adds up the rows of a project by person, links resolved as of each row's time. One call, one thread.
class PeopleList
{
public:
    /// `appSources`: their screens count as pageviews.
    PeopleList(const std::vector<domain::IdentityLink>& links, std::set<SourceId> appSources, Bots bots);

    /// Reads the range. Errors: those of the scan, Cancelled.
    [[nodiscard]] Expected<void> read(domain::EventScan& scan, ProjectId project, domain::TimeRange range,
                                      const domain::Cancellation& cancel);
    /// The last seen first; those seen at the same time by key.
    [[nodiscard]] std::vector<PersonSummary> take();

private:
    class Rows;
    void addRun(const Rows& rows, std::uint64_t visitor, std::size_t begin, std::size_t end);
    void addRow(const Rows& rows, std::size_t row, PersonSummary& person);

    const domain::IdentityGraph m_graph;
    const std::set<SourceId> m_appSources;
    const Bots m_bots;
    std::unordered_set<std::uint64_t> m_shared; ///< Keys that stood for several people.
    std::unordered_map<std::uint64_t, PersonSummary> m_people;
};

} // namespace sightglass::api
