// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "storage/identitylinks.h"

#include <array>
#include <chrono>
#include <set>
#include <string>
#include <vector>

namespace sightglass::storage {

/// Somebody who has carried a click id, from the first to the last time (ms UTC).
struct ClickCarrier
{
    std::uint64_t key = 0;
    bool isUser = false; ///< An application's user; else a browser.
    std::int64_t first = 0;
    std::int64_t last = 0;
    SourceId source; ///< Where they were seen first.
};

/// People whom one click id made one (spec opentrace §9.2 point 3).
struct ClickGroup
{
    struct Member
    {
        std::uint64_t key = 0; ///< Event::visitor
        TimePoint first{};     ///< When they first carried it.
        bool operator==(const Member&) const = default;
    };
    std::uint64_t click = 0; ///< Keyed hash of the click id.
    TimePoint at{};          ///< Of the newest of its links.
    std::vector<Member> members;
};

/// An event whose visitor carries a click id.
struct ClickSighting
{
    SourceId source;
    std::uint64_t click = 0; ///< Keyed hash of one of clickTexts().
    std::uint64_t key = 0;   ///< Event::visitor
    bool isUser = false;
    std::int64_t at = 0; ///< ms UTC
};

/// What stands for each click id of an event that may link people, to be hashed: OpenTrace's events of users and
/// browsers (spec opentrace §9.2 point 3). A click id of another project or network is another one.
[[nodiscard]] std::vector<std::string> clickTexts(const domain::Event& event);
/// Whether such an event is an application user's.
[[nodiscard]] inline bool isOfUser(const domain::Event& event)
{
    return event.visitorBasis == domain::VisitorBasis::Person;
}

/// What those who carried one click id are to each other: everybody within 30 days of somebody of a group belongs to
/// it, and all of a group are its first user, or its first browser if there is no user. Does not depend on their order.
[[nodiscard]] std::vector<SourceLink> linksAmong(std::vector<ClickCarrier> carriers);

/// Tables click_key and click_link: who carried which click id, and what follows from it; of click ids only a keyed
/// hash. One that more than kMostUsers users carried, or that was cut by hand, is shared: its links and carriers go,
/// and it links nothing more. Thread and owner: the writer's; all runs inside its transactions. After a failed one, and
/// when rows were taken out of the tables, call forget().
class ClickLinks
{
public:
    static constexpr std::chrono::days kWithin{30};
    static constexpr std::size_t kMostUsers = 3;
    static constexpr std::size_t kMostBrowsers = 64; ///< Of a click id; what further ones carry is not looked at.
    static constexpr int kSlices = 16;               ///< Calls of forgetOld() that go through the whole table.

    /// `links` are told what changes.
    explicit ClickLinks(IdentityLinks& links)
        : m_links(links)
    {
    }

    [[nodiscard]] Expected<void> prepare(Connection& connection);
    [[nodiscard]] Expected<void> add(const ClickSighting& seen);
    /// Makes it a shared one. Error: NotFound when it links nobody.
    [[nodiscard]] Expected<void> cut(std::uint64_t click, TimePoint now);
    /// Removes a slice of those who were the only ones with their click id and have not been seen for 31 days.
    [[nodiscard]] Expected<void> forgetOld(TimePoint now);
    void forget() { m_known.fill({}); }

private:
    /// Sightings of these times say nothing new; key 0 = none.
    struct Known
    {
        std::uint64_t click = 0;
        std::uint64_t key = 0;
        std::int64_t from = 0;
        std::int64_t to = 0;
    };
    using Carriers = std::vector<ClickCarrier>;

    [[nodiscard]] Expected<Carriers> carriersOf(std::uint64_t click);
    [[nodiscard]] Expected<void> write(std::uint64_t click, const ClickCarrier& carrier);
    [[nodiscard]] Expected<void> replaceLinks(std::uint64_t click, const std::vector<SourceLink>& before,
                                              const std::vector<SourceLink>& after);
    [[nodiscard]] Expected<void> markShared(std::uint64_t click, SourceId source, std::int64_t at,
                                            const Carriers& carriers);

    IdentityLinks& m_links;
    std::array<Known, 4096> m_known{}; ///< Trackers repeat a click id with every event.
    int m_nextSlice = 0;
    Statement m_carriers, m_carry, m_drop, m_link, m_unlink, m_dropOld;
};

/// Of the click ids that link somebody of these sources.
[[nodiscard]] Expected<std::vector<ClickGroup>> readClickGroups(Connection& connection,
                                                                const std::set<SourceId>& sources);

} // namespace sightglass::storage
