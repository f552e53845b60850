// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/segment/contextmembers.h"

#include "core/ipaddress.h"
#include "domain/pageaddress.h"
#include "ingest/membertext.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace sightglass::ingest::segment {

namespace {

using domain::Device;
using domain::Event;

constexpr std::size_t kTitleBytes = 500;
constexpr std::size_t kCampaignBytes = 255;
constexpr std::size_t kNameBytes = 250;
constexpr std::size_t kVersionBytes = 64;
constexpr int kMaxPixels = 100'000;

int pixels(json::Value value)
{
    const double number = value.number();
    return number > 0 && number <= kMaxPixels ? static_cast<int>(std::lround(number)) : 0;
}

bool isLetter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/// "en_us" → "en-US": language lower, script capitalised, region upper (spec routes §4.1 `locale`).
std::string usualCase(std::string locale)
{
    locale.resize(std::min(locale.find_first_of(".@"), locale.size())); // "de_DE.UTF-8"
    std::size_t start = 0;
    for (std::size_t i = 0; i <= locale.size(); ++i) {
        if (i < locale.size() && locale[i] == '_')
            locale[i] = '-';
        if (i < locale.size() && locale[i] != '-')
            continue;
        const std::size_t length = i - start;
        for (std::size_t k = start; k < i; ++k) {
            const bool upper = start > 0 && (length == 2 || (length == 4 && k == start));
            if (isLetter(locale[k]))
                locale[k] = static_cast<char>(upper ? locale[k] & ~0x20 : locale[k] | 0x20);
        }
        start = i + 1;
    }
    return locale;
}

void applyLocale(Event& event, json::Value value)
{
    std::string locale = usualCase(memberText(event, value, 64));
    const std::string language = locale.substr(0, locale.find('-'));
    const bool fits =
        (language.size() == 2 || language.size() == 3) && std::all_of(language.begin(), language.end(), isLetter);
    if (!fits)
        return;
    event.language = language;
    event.locale = std::move(locale);
}

void applyCampaign(Event& event, const Layered& campaign)
{
    event.utmSource = memberText(event, campaign.find("source"), kCampaignBytes);
    event.utmMedium = memberText(event, campaign.find("medium"), kCampaignBytes);
    event.utmCampaign = memberText(event, campaign.find("name"), kCampaignBytes);
    event.utmContent = memberText(event, campaign.find("content"), kCampaignBytes);
    event.utmTerm = memberText(event, campaign.find("term"), kCampaignBytes);
}

Device deviceOf(std::string_view type, const Sender& sender, bool hasUserAgent)
{
    std::string word(type.substr(0, 16));
    std::transform(word.begin(), word.end(), word.begin(),
                   [](char c) { return isLetter(c) ? static_cast<char>(c | 0x20) : c; });
    if (word == "desktop" || word == "mobile" || word == "tablet" || word == "tv")
        return *domain::parseDevice(word);
    if (word == "phone")
        return Device::Mobile;
    if (sender.library == Library::Mobile)
        return Device::App;
    return sender.library == Library::Server && !sender.clientSide && !hasUserAgent ? Device::Server : Device::Unknown;
}

/// What the pipeline needs to know about the visitor; a server's own address and agent say nothing.
void applyVisitorInputs(domain::DecodedEvent& decoded, const Layered& context, const Sender& sender,
                        const domain::Request& request)
{
    decoded.userAgent = memberText(decoded.event, context.find("userAgent"), 2048);
    if (decoded.userAgent.empty() && sender.clientSide)
        decoded.userAgent = domain::header(request.headers, "User-Agent");
    if (sender.clientSide && sender.library != Library::Mobile)
        decoded.acceptLanguage = domain::header(request.headers, "Accept-Language");
    const std::string_view stated = context.find("ip").text();
    if (!stated.empty() && IpAddress::parse(stated))
        decoded.address = stated;
    else if (sender.clientSide)
        decoded.address = request.clientAddress;
}

} // namespace

void applyContext(domain::DecodedEvent& decoded, const Layered& context, const Sender& sender,
                  const domain::Request& request)
{
    applyVisitorInputs(decoded, context, sender, request);
    if (!context.exists())
        return;
    Event& event = decoded.event;
    const Layered library = context.object("library");
    event.libraryName = memberText(event, library.find("name"), kNameBytes);
    event.libraryVersion = memberText(event, library.find("version"), kVersionBytes);
    event.appVersion = memberText(event, context.object("app").find("version"), kNameBytes);
    const Layered os = context.object("os");
    event.os = memberText(event, os.find("name"), kNameBytes);
    event.osVersion = memberText(event, os.find("version"), kVersionBytes);
    event.device = deviceOf(context.object("device").find("type").text(), sender, !decoded.userAgent.empty());
    const Layered screen = context.object("screen");
    event.screenWidth = pixels(screen.find("width"));
    event.screenHeight = pixels(screen.find("height"));
    event.timezone = memberText(event, context.find("timezone"), kVersionBytes);
    applyLocale(event, context.find("locale"));
    applyCampaign(event, context.object("campaign"));
    if (std::string group = idText(event, context.find("groupId"), 1024); !group.empty())
        event.groups.emplace_back("group", std::move(group));
}

bool applyPage(Event& event, json::Value properties, const Layered& context, const domain::SourceEntry& entry)
{
    const Layered page = context.object("page");
    event.title = memberText(event, properties.find("title"), kTitleBytes);
    if (event.title.empty())
        event.title = memberText(event, page.find("title"), kTitleBytes);

    const domain::AddressRules rules = domain::AddressRules::of(entry);
    const std::array addresses{properties.find("url"), page.find("url"), properties.find("path"), page.find("path")};
    std::size_t used = 0;
    bool stated = false;
    for (; used < addresses.size(); ++used) {
        std::string address(addresses[used].isString() ? addresses[used].text() : std::string_view());
        if (address.find_first_not_of(" \t\r\n") == std::string::npos)
            continue;
        stated = true;
        if (used >= 2 && address.front() != '/')
            address.insert(0, 1, '/');
        if (domain::applyPageAddress(event, address, rules))
            break;
    }
    if (stated && used == addresses.size())
        domain::addWarning(event, domain::Warning::AddressUnusable);
    if (event.kind == domain::Kind::Pageview && event.hostname.empty())
        event.hostname = domain::kNoHost;

    const std::string_view own = properties.find("referrer").text();
    domain::applyReferrer(event, own.empty() ? page.find("referrer").text() : own);
    return used == 0 || used == 2;
}

} // namespace sightglass::ingest::segment
