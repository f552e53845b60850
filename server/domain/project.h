// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/ids.h"
#include "domain/event.h"
#include "domain/exclusions.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::domain {

enum class Privacy : std::uint8_t { Standard, Strict };
enum class OptOut : std::uint8_t { Auto, On, Off };
/// What becomes of events that clients send by themselves (spec drop-in-apis §4.5).
enum class AutomaticEvents : std::uint8_t {
    ThirtyDays, ///< Kept for thirty days, and not in lists of events unless asked for by name.
    Keep,       ///< Like any others.
    Drop        ///< Not stored.
};
enum class IpMode : std::uint8_t { None, Truncate, Full };
enum class SourceKind : std::uint8_t { Web, Server, App, Bot };

/// Built-in home of events whose sender matched no source; never deleted, renamed or listed as a project.
inline constexpr ProjectId kUnassignedProject{-1};
inline constexpr SourceId kUnassignedSource{-1};

/// A site, app or workspace whose numbers belong together. Row of table `project`.
struct Project
{
    ProjectId id;
    std::string name;
    std::string timezone = "UTC"; ///< IANA zone in which days are cut.
    bool weekStartsOnSunday = false;
    std::string currency = "EUR"; ///< For amounts that name none.
    Privacy privacy = Privacy::Standard;
    OptOut honourOptOut = OptOut::Auto;
    bool storeFlagged = true; ///< Keep events of bots (flagged) instead of only counting them.
    bool keepTrailingSlash = false;
    int visitTimeoutMinutes = 30;     ///< 1–720
    bool cutVisitsAtMidnight = false; ///< Of the project's zone: no visit goes on into another day (metrics §3).
    bool cutVisitsAtCampaign =
        false;             ///< An event that names another utm_campaign than the visit's first begins another.
    int retentionDays = 0; ///< Older UTC days are dropped, whole ones; 0 = kept for ever.
    std::int64_t retentionBytes =
        0; ///< The oldest days are dropped while the project's sealed events take more; 0 = no bound.
    bool dropMessageIds = false; ///< Sealed events forget their ids when the de-duplication horizon has passed.
    AutomaticEvents automaticEvents = AutomaticEvents::ThirtyDays;
    Exclusions exclusions; ///< Of all its sources.
    bool demo = false;     ///< Made by `sightglassd demo`, removable with one action.
    TimePoint createdAt{};
    bool operator==(const Project&) const = default;
};

/// One place events come from, with its public id in every protocol. Row of table `source`.
struct Source
{
    SourceId id;
    ProjectId project;
    std::string name;
    SourceKind kind = SourceKind::Web;
    std::vector<std::string> hosts;
    std::string writeKey;  ///< Segment
    std::string sentryKey; ///< 32 hex digits
    std::string openTraceUid;
    std::string umamiId;      ///< UUID
    std::string posthogToken; ///< phc_…
    std::string goatcounterSite;
    std::string sierraUri; ///< "https://host", of a source that named itself; unique.
    IpMode ipMode = IpMode::None;
    bool storeFullUrl = false;
    bool storeClickIds = false;
    std::vector<std::string>
        pageviewNames;           ///< Events by these names are page views, in protocols that have none (routes §4.2).
    bool linkOnAllEvents = true; ///< track, page, screen and group with both ids link them (segment §11)
    int rateLimitPerSecond = 0;  ///< events/s, 0 = none
    bool enabled = true;         ///< Off: what it sends is refused.
    Exclusions exclusions;       ///< Besides those of its project.
    TimePoint createdAt{};
    bool operator==(const Source&) const = default;
};

/// What names a source in that protocol's requests; "" where there is nothing or it has none.
[[nodiscard]] std::string_view publicId(const Source& source, Protocol protocol);

/// An address as a source may store it: "" at none, /24 or /48 at truncate (spec routes §3 "address storage").
[[nodiscard]] std::string storedAddress(std::string_view address, IpMode mode);

enum class Scope : std::uint8_t { Read, Write, Admin };

/// A hub token; only its SHA-256 is kept. Row of table `token`.
struct Token
{
    TokenId id;
    std::string name;
    Scope scope = Scope::Read;
    TimePoint createdAt{};
    bool operator==(const Token&) const = default;
};

[[nodiscard]] std::string_view name(Privacy);
[[nodiscard]] std::string_view name(OptOut);
[[nodiscard]] std::string_view name(AutomaticEvents);
[[nodiscard]] std::string_view name(IpMode);
[[nodiscard]] std::string_view name(SourceKind);
[[nodiscard]] std::string_view name(Scope);
[[nodiscard]] std::optional<Privacy> parsePrivacy(std::string_view);
[[nodiscard]] std::optional<OptOut> parseOptOut(std::string_view);
[[nodiscard]] std::optional<AutomaticEvents> parseAutomaticEvents(std::string_view);
[[nodiscard]] std::optional<IpMode> parseIpMode(std::string_view);
[[nodiscard]] std::optional<SourceKind> parseSourceKind(std::string_view);
[[nodiscard]] std::optional<Scope> parseScope(std::string_view);

} // namespace sightglass::domain
