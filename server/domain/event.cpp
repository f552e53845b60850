// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/event.h"

#include "core/enumnames.h"

#include <algorithm>

namespace sightglass::domain {

namespace {

using namespace std::string_view_literals;

constexpr std::array kProtocols{"segment"sv,   "tracker"sv, "opentrace"sv, "openmetrics"sv, "sierra"sv, "sentry"sv,
                                "plausible"sv, "umami"sv,   "posthog"sv,   "goatcounter"sv, "import"sv};
constexpr std::array kKinds{"pageview"sv,   "screen"sv,     "custom"sv,    "exception"sv, "click"sv,
                            "impression"sv, "engagement"sv, "identify"sv,  "alias"sv,     "group"sv,
                            "vitals"sv,     "exposure"sv,   "background"sv};
constexpr std::array kBases{"none"sv, "person"sv, "client"sv, "hash"sv, "tab"sv};
constexpr std::array kLinkKinds{"none"sv, "identify"sv, "alias"sv, "merge"sv, "handoff"sv};
constexpr std::array kDevices{""sv, "desktop"sv, "mobile"sv, "tablet"sv, "tv"sv, "app"sv, "server"sv, "other"sv};
constexpr std::array kEngagementBases{"none"sv, "focused"sv, "wall"sv};
constexpr std::array kWarnings{"time_unparsable"sv,  "time_in_future"sv, "time_out_of_range"sv,
                               "text_cut"sv,         "text_repaired"sv,  "message_id_hashed"sv,
                               "property_dropped"sv, "amount_dropped"sv, "address_unusable"sv,
                               "unknown_timezone"sv, "type_mismatch"sv,  "sender_not_trusted"sv};

} // namespace

void addWarning(Event& event, Warning warning)
{
    if (std::find(event.warnings.begin(), event.warnings.end(), warning) == event.warnings.end())
        event.warnings.push_back(warning);
}

bool countsAsEvent(Kind kind)
{
    return kind <= Kind::Impression;
}
bool startsVisit(Kind kind)
{
    return kind <= Kind::Exception;
}
bool extendsVisit(Kind kind, bool interactive)
{
    return kind == Kind::Pageview || kind == Kind::Screen || (kind == Kind::Custom && interactive);
}

bool isUnhandled(const Event& event)
{
    if (event.kind != Kind::Exception)
        return false;
    constexpr std::string_view member = "\"handled\"";
    const std::string_view json = event.exception;
    for (std::size_t at = json.find(member); at != std::string_view::npos; at = json.find(member, at + 1)) {
        const std::size_t colon = json.find_first_not_of(" \t\n\r", at + member.size());
        if (colon == std::string_view::npos || json[colon] != ':')
            continue;
        const std::size_t value = json.find_first_not_of(" \t\n\r", colon + 1);
        if (value != std::string_view::npos && json.substr(value, 5) == "false")
            return true;
    }
    return false;
}

std::string_view name(Protocol v)
{
    return enumName(v, kProtocols);
}
std::string_view name(Kind v)
{
    return enumName(v, kKinds);
}
std::string_view name(VisitorBasis v)
{
    return enumName(v, kBases);
}
std::string_view name(LinkKind v)
{
    return enumName(v, kLinkKinds);
}
std::string_view name(Device v)
{
    return enumName(v, kDevices);
}
std::string_view name(EngagementBasis v)
{
    return enumName(v, kEngagementBases);
}
std::string_view name(Warning v)
{
    return enumName(v, kWarnings);
}
std::optional<Protocol> parseProtocol(std::string_view t)
{
    return parseEnum<Protocol>(t, kProtocols);
}
std::optional<Kind> parseKind(std::string_view t)
{
    return parseEnum<Kind>(t, kKinds);
}
std::optional<VisitorBasis> parseVisitorBasis(std::string_view t)
{
    return parseEnum<VisitorBasis>(t, kBases);
}
std::optional<LinkKind> parseLinkKind(std::string_view t)
{
    return parseEnum<LinkKind>(t, kLinkKinds);
}
std::optional<Device> parseDevice(std::string_view t)
{
    return parseEnum<Device>(t, kDevices);
}
std::optional<EngagementBasis> parseEngagementBasis(std::string_view t)
{
    return parseEnum<EngagementBasis>(t, kEngagementBases);
}
std::optional<Warning> parseWarning(std::string_view t)
{
    return parseEnum<Warning>(t, kWarnings);
}

} // namespace sightglass::domain
