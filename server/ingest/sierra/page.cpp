// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/sierra/page.h"

#include "core/charset.h"
#include "core/utf8.h"
#include "domain/request.h"
#include "domain/webaddress.h"
#include "ingest/sierra/referrergroup.h"
#include "ingest/sierra/text.h"
#include "ingest/sierra/wire.h"

#include <algorithm>
#include <array>
#include <utility>

namespace sightglass::ingest::sierra {

namespace {

using domain::Event;
using domain::WebAddress;

constexpr std::size_t kPathBytes = 1024;
constexpr std::size_t kCampaignBytes = 256;
constexpr std::size_t kCanonicalCampaignBytes = 255;
constexpr CharSet kEncodedInPath(" \"#<>?^`{}");

constexpr std::array kCampaign{std::pair{std::string_view("utm_source"), &Event::utmSource},
                               std::pair{std::string_view("utm_medium"), &Event::utmMedium},
                               std::pair{std::string_view("utm_campaign"), &Event::utmCampaign}};

/// A path as a browser would spell it, without slashes at its end.
std::string serialisedPath(std::string_view path)
{
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string out;
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte > 0x20 && byte < 0x7F && !kEncodedInPath.contains(c))
            out += c;
        else
            out.append({'%', kHex[byte >> 4U], kHex[byte & 15U]});
    }
    out.resize(out.find_last_not_of('/') + 1);
    return out.empty() ? "/" : out;
}

bool isRoute(std::string_view fragment)
{
    return fragment.starts_with('/') || fragment.starts_with("!/");
}

void applyPath(Event& event, const WebAddress& address, bool keepsRoute)
{
    std::string path = serialisedPath(address.path);
    if (keepsRoute && isRoute(address.fragment)) {
        path.append("#").append(address.fragment);
        event.path.append("#").append(address.fragment);
    }
    path = truncated(event, path, kPathBytes);
    keepOnWire(event, "pathname", std::move(path), event.path);
}

/// The last member of that name that says something.
std::string lastMember(std::string_view query, std::string_view name)
{
    std::string found;
    while (!query.empty()) {
        const std::size_t end = std::min(query.find('&'), query.size());
        const std::string_view member = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        const std::size_t eq = std::min(member.find('='), member.size());
        if (domain::percentDecode(member.substr(0, eq), true) != name)
            continue;
        std::string value = domain::percentDecode(member.substr(std::min(eq + 1, member.size())), true);
        if (!isUtf8(value))
            value = repairUtf8(value);
        if (const std::string_view said = withoutBlanks(value); !said.empty())
            found = said;
    }
    return found;
}

void applyCampaign(Event& event, std::string_view query)
{
    for (const auto& [name, member] : kCampaign) {
        const std::string value = truncated(event, lastMember(query, name), kCampaignBytes);
        event.*member = cutUtf8(value, kCanonicalCampaignBytes);
        keepOnWire(event, name, value, event.*member);
    }
}

/// Addresses that only mean something on another page have no host of their own (the parser takes them for paths).
std::optional<WebAddress> absolute(std::string_view text)
{
    auto address = domain::parseWebAddress(text);
    return address && !address->scheme.empty() && text.find(':') != std::string_view::npos &&
                   !withoutBlanks(text).starts_with('/')
               ? address
               : std::nullopt;
}

} // namespace

std::optional<Page> pageOf(std::string_view text)
{
    auto address = absolute(text);
    std::string host = address ? domain::reportHost(address->host) : std::string();
    if (host.empty())
        return std::nullopt;
    return Page{std::string(text), std::move(host), *std::move(address)};
}

void applyPage(Event& event, const Page& page, bool keepsRoute, const domain::AddressRules& rules)
{
    applyCampaign(event, page.address.query);
    static_cast<void>(domain::applyPageAddress(event, page.text, rules));
    applyPath(event, page.address, keepsRoute);
}

void applyReferrer(Event& event, std::string_view text, bool bySubstring)
{
    const auto page = pageOf(withoutBlanks(text));
    if (!page || page->host == event.hostname)
        return;
    domain::applyReferrer(event, text);
    keepOnWire(event, "referrer_host", page->host, event.referrerHost);
    keepOnWire(event, "referrer_group", std::string(referrerGroup(page->host, bySubstring)));
}

} // namespace sightglass::ingest::sierra
