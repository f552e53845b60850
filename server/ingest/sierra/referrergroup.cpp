// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/sierra/referrergroup.h"

#include <algorithm>
#include <array>

namespace sightglass::ingest::sierra {

namespace {

using namespace std::string_view_literals;

/// "name.*" has any top-level domain (spec sierra §5.5).
constexpr std::array kSearch{"google.*"sv,  "bing.com"sv,   "duckduckgo.com"sv,   "yahoo.*"sv,       "yandex.*"sv,
                             "baidu.com"sv, "ecosia.org"sv, "search.brave.com"sv, "startpage.com"sv, "qwant.com"sv};
constexpr std::array kSocial{"facebook.com"sv,  "fb.com"sv,       "twitter.com"sv, "x.com"sv,
                             "t.co"sv,          "linkedin.com"sv, "lnkd.in"sv,     "reddit.com"sv,
                             "instagram.com"sv, "youtube.com"sv,  "youtu.be"sv,    "mastodon.*"sv,
                             "bsky.app"sv,      "pinterest.*"sv,  "tiktok.com"sv,  "news.ycombinator.com"sv,
                             "lobste.rs"sv,     "threads.net"sv,  "threads.com"sv};

/// Is it that domain, or one below it?
bool isBelow(std::string_view host, std::string_view domain)
{
    if (!host.ends_with(domain))
        return false;
    host.remove_suffix(domain.size());
    return host.empty() || host.ends_with('.');
}

/// A top-level domain, or a country's with what countries register companies under: "co.uk", "com.br".
bool isTopLevel(std::string_view text)
{
    const std::size_t dot = text.find('.');
    if (dot == std::string_view::npos)
        return !text.empty();
    const std::string_view country = text.substr(dot + 1);
    return dot <= 3 && country.size() == 2 && country.find('.') == std::string_view::npos;
}

bool isAnyTopLevelOf(std::string_view host, std::string_view name)
{
    for (std::size_t at = host.find(name); at != std::string_view::npos; at = host.find(name, at + 1)) {
        const std::size_t end = at + name.size();
        const bool isLabel = (at == 0 || host[at - 1] == '.') && end < host.size() && host[end] == '.';
        if (isLabel && isTopLevel(host.substr(end + 1)))
            return true;
    }
    return false;
}

bool matches(std::string_view host, std::string_view pattern, bool bySubstring)
{
    const bool any = pattern.ends_with(".*");
    if (any)
        pattern.remove_suffix(2);
    if (bySubstring)
        return host.find(pattern) != std::string_view::npos;
    return any ? isAnyTopLevelOf(host, pattern) : isBelow(host, pattern);
}

template <std::size_t N>
bool isOneOf(std::string_view host, const std::array<std::string_view, N>& list, bool bySubstring)
{
    return std::any_of(list.begin(), list.end(),
                       [=](std::string_view pattern) { return matches(host, pattern, bySubstring); });
}

} // namespace

std::string_view referrerGroup(std::string_view host, bool bySubstring)
{
    if (isOneOf(host, kSearch, bySubstring))
        return "Search";
    return isOneOf(host, kSocial, bySubstring) ? std::string_view("Social") : std::string_view();
}

} // namespace sightglass::ingest::sierra
