// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/project.h"

#include "core/enumnames.h"
#include "core/ipaddress.h"

namespace sightglass::domain {

namespace {

using namespace std::string_view_literals;

constexpr std::array kPrivacy{"standard"sv, "strict"sv};
constexpr std::array kOptOut{"auto"sv, "on"sv, "off"sv};
constexpr std::array kAutomaticEventWords{"30days"sv, "keep"sv, "drop"sv};
constexpr std::array kIpMode{"none"sv, "truncate"sv, "full"sv};
constexpr std::array kSourceKind{"web"sv, "server"sv, "app"sv, "bot"sv};
constexpr std::array kScope{"read"sv, "write"sv, "admin"sv};

} // namespace

std::string_view publicId(const Source& source, Protocol protocol)
{
    switch (protocol) {
    case Protocol::Segment: return source.writeKey;
    case Protocol::OpenTrace: return source.openTraceUid;
    case Protocol::Sentry: return source.sentryKey;
    case Protocol::Umami: return source.umamiId;
    case Protocol::Posthog: return source.posthogToken;
    case Protocol::Goatcounter: return source.goatcounterSite;
    case Protocol::Sierra: return source.sierraUri;
    case Protocol::Tracker:
    case Protocol::OpenMetrics:
    case Protocol::Plausible:
    case Protocol::Import: break;
    }
    return {};
}

std::string storedAddress(std::string_view address, IpMode mode)
{
    const auto read = mode == IpMode::None ? std::nullopt : IpAddress::parse(address);
    if (!read)
        return {};
    return mode == IpMode::Full ? std::string(address) : read->truncated().text();
}

std::string_view name(Privacy v)
{
    return enumName(v, kPrivacy);
}
std::string_view name(OptOut v)
{
    return enumName(v, kOptOut);
}
std::string_view name(AutomaticEvents v)
{
    return enumName(v, kAutomaticEventWords);
}
std::string_view name(IpMode v)
{
    return enumName(v, kIpMode);
}
std::string_view name(SourceKind v)
{
    return enumName(v, kSourceKind);
}
std::string_view name(Scope v)
{
    return enumName(v, kScope);
}
std::optional<Privacy> parsePrivacy(std::string_view t)
{
    return parseEnum<Privacy>(t, kPrivacy);
}
std::optional<OptOut> parseOptOut(std::string_view t)
{
    return parseEnum<OptOut>(t, kOptOut);
}
std::optional<AutomaticEvents> parseAutomaticEvents(std::string_view t)
{
    return parseEnum<AutomaticEvents>(t, kAutomaticEventWords);
}
std::optional<IpMode> parseIpMode(std::string_view t)
{
    return parseEnum<IpMode>(t, kIpMode);
}
std::optional<SourceKind> parseSourceKind(std::string_view t)
{
    return parseEnum<SourceKind>(t, kSourceKind);
}
std::optional<Scope> parseScope(std::string_view t)
{
    return parseEnum<Scope>(t, kScope);
}

} // namespace sightglass::domain
