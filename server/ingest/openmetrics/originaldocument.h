// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "core/json.h"
#include "domain/event.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::ingest::openmetrics {

/// The collections of an original OpenMetrics server (spec openmetrics §14.5), in the order in which they are taken:
/// what says when users began comes before what is only known of users.
enum class Collection : std::uint8_t { Users, Sessions, Events, Active, Metrics };
inline constexpr std::array kCollections{Collection::Users, Collection::Sessions, Collection::Events,
                                         Collection::Active, Collection::Metrics};
[[nodiscard]] std::string_view name(Collection collection);
[[nodiscard]] std::optional<Collection> parseCollection(std::string_view text);

/// Periods of active rows (§7), the shortest first.
enum class ActivePeriod : std::uint8_t { Hour, Day, Week, Month };
inline constexpr std::array kActivePeriods{ActivePeriod::Hour, ActivePeriod::Day, ActivePeriod::Week,
                                           ActivePeriod::Month};
[[nodiscard]] std::string_view name(ActivePeriod period);

/// A document with the extended values of MongoDB's export as plain ones: {"$oid"} as text, {"$date"} as its time,
/// {"$numberLong"} and its like as numbers, {"$undefined"} as null.
[[nodiscard]] std::string plainDocument(json::Value document);

/// A document of `users`, `sessions` or `events`, plain. Of a user: their properties (`prop` with `props` laid over
/// it), then a link for each of their sessions. Ids of messages follow from ids of documents, so that a document that
/// comes again adds nothing; events without one have none. When an event has no `statedAt`, the document says no time:
/// not `createdAt`, nor an id that holds one. Pure; thread: any. Error: InvalidInput, `where` names the member.
[[nodiscard]] Expected<std::vector<domain::Event>> eventsOfDocument(json::Value document, Collection collection);

/// A row of `active`: a user was active in a period. As an event it is like a createUser at the period's beginning.
struct ActiveRow
{
    domain::Event event;
    ActivePeriod period = ActivePeriod::Hour;
    TimePoint begin{};
    TimePoint end{};
};
/// Error: InvalidInput, `where` names the member.
[[nodiscard]] Expected<ActiveRow> activeOfDocument(json::Value document);

} // namespace sightglass::ingest::openmetrics
