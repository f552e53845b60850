// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"

#include <string>
#include <string_view>
#include <vector>

namespace sightglass::query {

/// What a filter or a breakdown can ask about (closed list of spec api §4), and a little more.
enum class Field : std::uint8_t {
    Kind,
    Event,
    Page,
    EntryPage,
    ExitPage,
    Hostname,
    Title,
    Source,
    Referrer,
    Channel,
    UtmSource,
    UtmMedium,
    UtmCampaign,
    UtmContent,
    UtmTerm,
    Country,
    Language,
    Browser,
    BrowserVersion,
    Os,
    OsVersion,
    Device,
    Screen,
    AppVersion,
    UserId,
    AnonymousId,
    Protocol,
    SourceId,
    Goal,
    Property,
    Trait,
    Session, ///< Property of an OpenMetrics session (openmetrics §8.4).
    Basis,
    Vital ///< Asked for by reports only: how the visitor was recognised, and the vital of a key.
};
/// Whom a filter on it chooses (metrics §2 "Levels of properties").
enum class Level : std::uint8_t { Event, Visit, Person };

/// A property by name; `key` for properties.KEY, traits.KEY and session.KEY.
struct PropertyName
{
    Field field = Field::Event;
    std::string key;
    bool operator==(const PropertyName&) const = default;
    auto operator<=>(const PropertyName&) const = default;
};

/// "page", "properties.plan", `properties.["a.b"]`. Error: InvalidInput, with the allowed names in its detail.
[[nodiscard]] Expected<PropertyName> parseProperty(std::string_view text);
/// The one spelling of it: a key with other than letters, digits, '_', '$' and '-' stands in brackets.
[[nodiscard]] std::string propertyText(const PropertyName& property);
[[nodiscard]] Level levelOf(Field field);
/// Sources and mediums are compared, and grouped, without case (metrics §4).
[[nodiscard]] bool ignoresCase(Field field);
[[nodiscard]] std::string allowedProperties();

} // namespace sightglass::query
