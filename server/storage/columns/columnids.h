// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"
#include "storage/eventmembers.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace sightglass::storage::columns {

/// Ids of a chunk's columns: the number of the member (storage/eventmembers.h), and these for what is no member of a
/// body. They are in the file: append only, never reuse one. Blob 2 × id holds the values, 2 × id + 1 the dictionary.
using ColumnId = std::uint16_t;
inline constexpr ColumnId kRuns = 200; ///< Visitors and how many rows each has.
inline constexpr ColumnId kSeq = 201;
inline constexpr ColumnId kSource = 202;
inline constexpr ColumnId kEventTime = 203;
inline constexpr ColumnId kReceivedAt = 204; ///< Stored as its distance from event_time.
inline constexpr ColumnId kKind = 205;
inline constexpr ColumnId kUnhandled = 206; ///< Derived: domain::isUnhandled().
inline constexpr ColumnId kLinkFromClient = 207;
inline constexpr ColumnId kFirstKey = 256; ///< Properties and traits that are columns of their own, from here on.
inline constexpr ColumnId kColumnIds = 2048;
inline constexpr std::size_t kFixedColumns = kFirstKey;

[[nodiscard]] constexpr ColumnId idOf(Member member)
{
    return member == Member::LinkFromClient ? kLinkFromClient : static_cast<ColumnId>(member);
}
[[nodiscard]] constexpr std::uint16_t valuesBlob(ColumnId id)
{
    return static_cast<std::uint16_t>(2 * id);
}
[[nodiscard]] constexpr std::uint16_t dictionaryBlob(ColumnId id)
{
    return static_cast<std::uint16_t>(2 * id + 1);
}

/// The column that a scan's column is read from; IsBot and IsExcluded come from a text, Visitor from the runs.
[[nodiscard]] constexpr ColumnId idOf(domain::NumberColumn column)
{
    constexpr std::array<ColumnId, domain::kNumberColumns> ids = {kSeq,
                                                                  kEventTime,
                                                                  kReceivedAt,
                                                                  kKind,
                                                                  idOf(Member::Protocol),
                                                                  kSource,
                                                                  idOf(Member::VisitorBasis),
                                                                  kRuns,
                                                                  idOf(Member::Interactive),
                                                                  idOf(Member::EngagementMs),
                                                                  idOf(Member::ScrollDepth),
                                                                  idOf(Member::RevenueMinor),
                                                                  idOf(Member::ValueMinor),
                                                                  idOf(Member::Device),
                                                                  idOf(Member::ScreenWidth),
                                                                  idOf(Member::ScreenHeight),
                                                                  idOf(Member::BotRule),
                                                                  idOf(Member::Excluded),
                                                                  idOf(Member::LinkKind),
                                                                  idOf(Member::Historical),
                                                                  kUnhandled};
    return ids[static_cast<std::size_t>(column)];
}
[[nodiscard]] constexpr ColumnId idOf(domain::TextColumn column)
{
    using M = Member;
    constexpr std::array<Member, domain::kTextColumns> members = {
        M::Name,    M::MessageId,   M::UserId,       M::AnonymousId, M::SessionHint, M::LinkedId,    M::Hostname,
        M::Path,    M::Title,       M::ReferrerHost, M::UtmSource,   M::UtmMedium,   M::UtmCampaign, M::UtmContent,
        M::UtmTerm, M::SourceParam, M::ClickIdKind,  M::Country,     M::Language,    M::Browser,     M::BrowserVersion,
        M::Os,      M::OsVersion,   M::AppVersion,   M::Currency,    M::ViewId,      M::BotRule};
    return idOf(members[static_cast<std::size_t>(column)]);
}

/// The text column whose codes mostly determine those of `id`; 0 = none. Parents have no parents.
[[nodiscard]] constexpr ColumnId parentOf(ColumnId id)
{
    switch (static_cast<Member>(id)) {
    case Member::Title:
    case Member::Url:
    case Member::PageName: return idOf(Member::Path);
    case Member::ReferrerHost: return idOf(Member::Referrer);
    case Member::Language: return idOf(Member::Locale);
    default: return 0;
    }
}

/// What a row of a number column says when the chunk does not have the column.
[[nodiscard]] constexpr std::int64_t defaultOf(ColumnId id)
{
    switch (static_cast<Member>(id)) {
    case Member::StatedAt:
    case Member::SentAt:
    case Member::ScrollDepth:
    case Member::RevenueMinor:
    case Member::ValueMinor:
    case Member::FirstTodaySite:
    case Member::FirstTodayPage:
    case Member::Consent: return domain::kAbsent;
    case Member::Interactive: return 1;
    default: return 0;
    }
}

} // namespace sightglass::storage::columns
