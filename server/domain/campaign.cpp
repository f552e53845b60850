// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/campaign.h"

#include "core/charset.h"
#include "domain/webaddress.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

namespace sightglass::domain {

namespace {

constexpr std::string_view kStartPrefix = "utm_";
constexpr std::size_t kMostCodeCharacters = 60;

std::string withoutPrefixes(std::string_view text)
{
    std::string out(text);
    for (std::size_t at = out.find(kStartPrefix); at != std::string::npos; at = out.find(kStartPrefix))
        out.erase(at, kStartPrefix.size());
    return out;
}

bool isCodeCharacter(char c)
{
    return isDigit(c) || (asciiLower(c) >= 'a' && asciiLower(c) <= 'z') || c == '_' || c == '-';
}

/// Everything but letters, digits and - . _ ~ escaped (RFC 3986).
std::string percentEncoded(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (isCodeCharacter(c) || c == '.' || c == '~') {
            out += c;
            continue;
        }
        std::array<char, 4> escaped{};
        std::snprintf(escaped.data(), escaped.size(), "%%%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
        out += escaped.data();
    }
    return out;
}

bool hasQueryMember(std::string_view query, std::string_view name)
{
    while (!query.empty()) {
        const std::string_view member = query.substr(0, query.find('&'));
        if (member.substr(0, member.find('=')) == name)
            return true;
        query.remove_prefix(std::min(member.size() + 1, query.size()));
    }
    return false;
}

void appendMember(std::string& query, std::string_view member)
{
    if (!query.empty())
        query += '&';
    query += member;
}

/// The members of `more` whose names the query does not have yet.
void appendMissingMembers(std::string& query, std::string_view more)
{
    while (!more.empty()) {
        const std::string_view member = more.substr(0, more.find('&'));
        if (!member.empty() && !hasQueryMember(query, member.substr(0, member.find('='))))
            appendMember(query, member);
        more.remove_prefix(std::min(member.size() + 1, more.size()));
    }
}

} // namespace

CampaignMatch resolveStartParam(const CampaignDirectory& campaigns, std::string_view param)
{
    if (auto found = campaigns.byCode(param))
        return {std::move(found), {}};
    const bool prefixed = param.starts_with(kStartPrefix);
    const std::string_view once = prefixed ? param.substr(kStartPrefix.size()) : param;
    if (auto found = campaigns.byCode(once))
        return {std::move(found), {}};
    const std::string bare = prefixed ? withoutPrefixes(param) : std::string(param);
    if (auto found = campaigns.byCode(bare))
        return {std::move(found), {}};
    // A code may hold a '-' itself: the shortest one that is known counts, as the contract's first '-' says.
    for (std::size_t dash = bare.find('-'); dash != std::string::npos; dash = bare.find('-', dash + 1)) {
        if (auto found = campaigns.byCode(std::string_view(bare).substr(0, dash)))
            return {std::move(found), bare.substr(dash + 1)};
    }
    return {};
}

std::string withCampaign(std::string_view address, const Campaign& campaign, std::string_view more)
{
    const auto parsed = parseWebAddress(address);
    if (!parsed || parsed->host.empty())
        return {};
    std::string query = parsed->query;
    const std::pair<std::string_view, const std::string&> members[] = {{"utm_source", campaign.utmSource},
                                                                       {"utm_medium", campaign.utmMedium},
                                                                       {"utm_campaign", campaign.utmCampaign},
                                                                       {"utm_content", campaign.utmContent},
                                                                       {"utm_term", campaign.utmTerm}};
    for (const auto& [name, value] : members) {
        if (!value.empty() && !hasQueryMember(query, name))
            appendMember(query, std::string(name) + '=' + percentEncoded(value));
    }
    appendMissingMembers(query, more);
    std::string out = parsed->scheme + "://" + parsed->host;
    if (!parsed->port.empty())
        out += ':' + parsed->port;
    out += parsed->path;
    if (!query.empty())
        out += '?' + query;
    return parsed->fragment.empty() ? out : out + '#' + parsed->fragment;
}

std::string botLink(const Campaign& campaign, std::string_view suffix)
{
    if (campaign.botUsername.empty() || campaign.botStartParam.empty())
        return {};
    std::string link = "https://t.me/" + percentEncoded(campaign.botUsername);
    link.append("?start=").append(kStartPrefix).append(campaign.botStartParam).append(suffix);
    return link;
}

bool isStartParam(std::string_view code)
{
    return !code.empty() && code.size() <= kMostCodeCharacters && code.find(kStartPrefix) == std::string_view::npos &&
           std::all_of(code.begin(), code.end(), isCodeCharacter);
}

} // namespace sightglass::domain
