// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::ingest::tracker {

/// What a tracking route is for (spec tracker §2).
enum class Call : std::uint8_t {
    Track,       ///< A browser or app: cookie, visitor, visit.
    ServerTrack, ///< A back end: its own address, agent and language say nothing about the visitor.
    Pixel,       ///< An image in a mail or page.
    Redirect,    ///< A link that is followed.
    ShortLink    ///< One that the hub keeps the target of.
};

/// What the original lost without a word, and the hub counts (spec tracker §19).
enum class Problem : std::uint8_t {
    BadJson,
    BadUuidMapped,
    CoercedToText,
    UnknownKeyKept,
    AccountMismatch,
    TooMany,
    NoAmount,   ///< A payment without one.
    BadCurrency ///< One that does not exist.
};
inline constexpr std::size_t kProblems = 8;
[[nodiscard]] std::string_view name(Problem);
/// How often each happened in one request.
using ProblemCounts = std::array<std::size_t, kProblems>;

/// Settings of the hub that concern this protocol (spec tracker §16).
struct Options
{
    std::string ignoreQueryKey = "igqp"; ///< A query with this key does not count at all; "" = none.
    std::string identityPrefix;          ///< Put before e-mail, phone and user name when they are hashed.
    std::string accountMixer;            ///< Set: `acct` must prove that the sender knows it (§3.9).
    std::string urlFilter;               ///< Regular expression of §3.7; "" = off. Checked at start.
    int urlFilterGroup = 0;              ///< Its group that is kept; 0 = the last one.
    bool visitorFollowsUser = false;     ///< `uid` takes the place of `vid`, as the second generation did.
    bool legacyIpHash = false;           ///< The original's hash of the address, which anybody can turn back.
    std::string idNamespace;             ///< UUID: ids that are no UUID are named in it (§4).
    std::string ipHashSecret;            ///< Key of the hash that stands for the address (§6).
    std::vector<std::string> pageviewNames{"page_opened", "viewed_page", "load", "reroute"};
    std::size_t batch = 500; ///< Events a body's list may hold.
};

} // namespace sightglass::ingest::tracker
