// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/umami/pageaddress.h"

#include "core/charset.h"
#include "core/utf8.h"
#include "domain/request.h"
#include "domain/webaddress.h"

#include <algorithm>

namespace sightglass::ingest::umami {

namespace {

constexpr CharSet kAddressBlanks(" \t\r\n\f\v");
constexpr CharSet kEscapeDigits("0123456789abcdefABCDEF");

bool isAsciiLetter(char c)
{
    const char lower = asciiLower(c);
    return lower >= 'a' && lower <= 'z';
}

bool hasScheme(std::string_view address)
{
    const std::size_t end = address.find(':');
    if (end == std::string_view::npos || end == 0 || !isAsciiLetter(address.front()))
        return false;
    const std::string_view scheme = address.substr(0, end);
    return std::all_of(scheme.begin(), scheme.end(),
                       [](char c) { return isAsciiLetter(c) || isDigit(c) || c == '+' || c == '.' || c == '-'; });
}

/// Paths and relative texts below the site; an address with a scheme or host of its own as it is.
std::string resolvedAddress(std::string_view address, std::string_view hostname)
{
    if (hasScheme(address) || address.starts_with("//"))
        return std::string(address);
    std::string out;
    if (!hostname.empty())
        out.append("https://").append(hostname);
    if (!address.starts_with('/'))
        out += '/';
    return out.append(address);
}

/// A path, a query or a fragment of the page's own site.
bool isOwnAddress(std::string_view address)
{
    return address.starts_with('?') || address.starts_with('#') ||
           (address.starts_with('/') && !address.starts_with("//"));
}

} // namespace

void fillPage(domain::Event& event, std::string_view url, std::string_view hostname, domain::AddressRules rules)
{
    rules.keepFragment = true;
    hostname = kAddressBlanks.trim(hostname);
    event.hostname = domain::reportHost(hostname);
    url = kAddressBlanks.trim(url);
    if (url.empty())
        return;
    const std::string address = resolvedAddress(url, hostname);
    const auto parsed = domain::parseWebAddress(address);
    if (!parsed || !domain::applyPageAddress(event, address, rules))
        return domain::addWarning(event, domain::Warning::AddressUnusable);
    if (parsed->path == "/undefined") {
        event.path.clear();
        event.url.clear();
    }
}

void fillReferrer(domain::Event& event, std::string_view referrer)
{
    referrer = kAddressBlanks.trim(referrer);
    if (!isOwnAddress(referrer))
        domain::applyReferrer(event, referrer);
}

std::string decodedTitle(std::string_view title)
{
    for (std::size_t at = title.find('%'); at != std::string_view::npos; at = title.find('%', at + 1)) {
        const bool isEscape =
            at + 2 < title.size() && kEscapeDigits.contains(title[at + 1]) && kEscapeDigits.contains(title[at + 2]);
        if (!isEscape)
            return std::string(title);
    }
    std::string decoded = domain::percentDecode(title);
    return isUtf8(decoded) ? decoded : std::string(title);
}

} // namespace sightglass::ingest::umami
