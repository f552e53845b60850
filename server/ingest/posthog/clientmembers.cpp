// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/posthog/clientmembers.h"

#include "core/charset.h"
#include "core/ipaddress.h"
#include "domain/pageaddress.h"
#include "ingest/membertext.h"
#include "ingest/posthog/propertyset.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace sightglass::ingest::posthog {

namespace {

using namespace std::string_view_literals;
using domain::Device;
using domain::Event;

constexpr std::size_t kClientTextBytes = 250;
constexpr std::size_t kVersionBytes = 64;
constexpr std::size_t kAddressBytes = 8192;
constexpr int kMaxPixels = 100'000;

/// Libraries that run on a visitor's device outside of pages.
constexpr std::array kAppLibraries{"posthog-ios"sv, "posthog-android"sv, "posthog-react-native"sv, "posthog-flutter"sv};

int pixels(json::Value value)
{
    const double number = value.number();
    return number > 0 && number <= kMaxPixels ? static_cast<int>(std::lround(number)) : 0;
}

Device deviceOf(json::Value type, const Sender& sender)
{
    const std::string word = asciiLowered(type.text().substr(0, 16));
    if (word == "desktop" || word == "mobile" || word == "tablet" || word == "tv")
        return *domain::parseDevice(word);
    if (sender.server)
        return Device::Server;
    return sender.clientSide && !sender.browser ? Device::App : Device::Unknown;
}

std::string firstText(Event& event, json::Value properties, std::string_view name, std::string_view other,
                      std::size_t bytes)
{
    std::string text = memberText(event, properties.find(name), bytes);
    return text.empty() ? memberText(event, properties.find(other), bytes) : text;
}

void fillCampaign(Event& event, json::Value properties)
{
    for (const CampaignMember& campaign : kCampaignMembers) {
        if ((event.*campaign.member).empty())
            event.*campaign.member = memberText(event, properties.find(campaign.name), 255);
    }
}

/// Where no whole address was sent: its parts.
std::string addressOfParts(json::Value properties)
{
    std::string path(properties.find("$pathname").text());
    if (path.empty())
        return {};
    if (path.front() != '/')
        path.insert(0, 1, '/');
    const std::string_view host = properties.find("$host").text();
    return host.empty() ? path : "https://" + std::string(host) + path;
}

} // namespace

Sender Sender::of(const domain::Request& request, json::Value properties)
{
    const std::string_view library = properties.find("$lib").text();
    const bool fromPage = !domain::header(request.headers, "Origin").empty();
    const bool app = std::find(kAppLibraries.begin(), kAppLibraries.end(), library) != kAppLibraries.end();
    Sender sender;
    sender.browser = !app && (fromPage || library == "web" || library == "js");
    sender.clientSide = sender.browser || app;
    sender.server = !sender.clientSide && library.starts_with("posthog-");
    return sender;
}

void applyClient(domain::DecodedEvent& decoded, json::Value properties, const Sender& sender,
                 const domain::Request& request)
{
    Event& event = decoded.event;
    const bool isUnplaced = properties.find("$geoip_disable").boolean();
    if (sender.clientSide) {
        decoded.userAgent = domain::header(request.headers, "User-Agent");
        decoded.acceptLanguage = domain::header(request.headers, "Accept-Language");
        decoded.address = isUnplaced ? std::string() : request.clientAddress;
    }
    const std::string_view stated = properties.find("$ip").text();
    if (domain::isTrustedSender(request) && !isUnplaced && IpAddress::parse(stated))
        decoded.address = stated;
    decoded.browserExpected = sender.browser;

    event.libraryName = memberText(event, properties.find("$lib"), kClientTextBytes);
    event.libraryVersion = memberText(event, properties.find("$lib_version"), kVersionBytes);
    event.browser = memberText(event, properties.find("$browser"), kClientTextBytes);
    event.browserVersion = idText(event, properties.find("$browser_version"), kVersionBytes);
    event.os = firstText(event, properties, "$os", "$os_name", kClientTextBytes);
    event.osVersion = idText(event, properties.find("$os_version"), kVersionBytes);
    event.device = deviceOf(properties.find("$device_type"), sender);
    event.appVersion = memberText(event, properties.find("$app_version"), kClientTextBytes);
    event.locale = memberText(event, properties.find("$browser_language"), kVersionBytes);
    event.timezone = memberText(event, properties.find("$timezone"), kVersionBytes);
    event.screenWidth = pixels(properties.find("$screen_width"));
    event.screenHeight = pixels(properties.find("$screen_height"));
    event.viewportWidth = pixels(properties.find("$viewport_width"));
    event.viewportHeight = pixels(properties.find("$viewport_height"));
    event.sessionHint = memberText(event, properties.find("$session_id"), 256);
}

void applyPage(Event& event, json::Value properties, const domain::SourceEntry& entry)
{
    const bool isPageview = event.kind == domain::Kind::Pageview;
    event.title = firstText(event, properties, "$title", isPageview ? "title" : "$title", 500);
    std::string address = memberText(event, properties.find("$current_url"), kAddressBytes);
    if (address.empty())
        address = addressOfParts(properties);
    if (!address.empty() && !domain::applyPageAddress(event, address, domain::AddressRules::of(entry)))
        domain::addWarning(event, domain::Warning::AddressUnusable);
    if (isPageview && event.hostname.empty())
        event.hostname = domain::kNoHost;
    fillCampaign(event, properties);
    domain::applyReferrer(event, properties.find("$referrer").text());
}

} // namespace sightglass::ingest::posthog
