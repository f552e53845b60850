// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/foldpeople.h"
#include "query/peoplepage.h"

#include <QJsonObject>

#include <cstdint>
#include <vector>

namespace sightglass::query {

/// What one person did, of what the filters choose within the range. People nobody named are people too (metrics §2).
struct ListedPerson
{
    std::uint64_t key = 0;      ///< Theirs, all links followed; never 0.
    std::int64_t firstSeen = 0; ///< ms UTC, of the first and last chosen row of any kind.
    std::int64_t lastSeen = 0;
    std::int64_t visits = 0; ///< These three as the metrics of those names.
    std::int64_t events = 0;
    std::int64_t pageviews = 0;
    bool operator==(const ListedPerson&) const = default;
};

/// One page of the people (spec api §3 `/people`) and how many there are. A fold; the context outlives it. Memory: the
/// people of one page, however many there are and however far the page is. Errors: those of QueryEngine.
class PeopleListFold
{
public:
    [[nodiscard]] static FactsRequest request(const ReportContext& context, const domain::TimeRange& range);
    [[nodiscard]] static Expected<PeopleListFold> make(const ReportContext& context, const domain::TimeRange& range,
                                                       const Vocabulary& vocabulary);

    [[nodiscard]] Expected<void> take(const Facts& part);
    void merge(PeopleListFold&& other);
    /// The page, first first, and its names.
    [[nodiscard]] Expected<QJsonObject> finish();

private:
    PeopleListFold(const ReportContext& context, const domain::TimeRange& range);

    void takePerson(const Facts& part, std::uint32_t person, std::uint32_t& visit);

    const ReportContext* m_context;
    domain::TimeRange m_range;
    PeoplePage<ListedPerson> m_page;
};

} // namespace sightglass::query
