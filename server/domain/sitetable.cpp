// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/sitetable.h"

#include "core/charset.h"
#include "core/enumnames.h"

#include <algorithm>
#include <array>
#include <utility>

namespace sightglass::domain {

namespace {

using namespace std::string_view_literals;

constexpr std::array kSiteKinds{""sv, "search"sv, "social"sv, "video"sv, "shopping"sv, "ai"sv, "email"sv};

/// Second-level names under which countries register companies: google.co.uk, google.com.br.
constexpr std::array kSecondLevels{"ac"sv, "co"sv, "com"sv, "edu"sv, "gen"sv, "go"sv, "gob"sv, "gov"sv,
                                   "gv"sv, "in"sv, "ne"sv,  "net"sv, "nom"sv, "or"sv, "org"sv, "web"sv};

/// Takes the text up to the next `separator` off the front.
std::string_view takeUntil(std::string_view& text, char separator)
{
    const std::size_t end = std::min(text.find(separator), text.size());
    const std::string_view taken = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return taken;
}

/// The host without its top-level domain: "news.google" for news.google.co.uk.
std::string_view withoutTld(std::string_view host)
{
    const std::size_t dot = host.rfind('.');
    if (dot == std::string_view::npos)
        return {};
    const bool country = host.size() - dot - 1 == 2;
    host = host.substr(0, dot);
    const std::size_t second = host.rfind('.');
    if (!country || second == std::string_view::npos)
        return host;
    const bool shared =
        std::find(kSecondLevels.begin(), kSecondLevels.end(), host.substr(second + 1)) != kSecondLevels.end();
    return shared ? host.substr(0, second) : host;
}

} // namespace

Expected<SiteTable> SiteTable::parse(std::string_view text)
{
    SiteTable table;
    int number = 0;
    while (!text.empty()) {
        const std::string_view line = takeUntil(text, '\n');
        ++number;
        if (line.empty() || line.front() == '#')
            continue;
        if (!table.add(line))
            return unexpected(ErrorCode::Corrupt, QStringLiteral("no site: kind, name and hosts are expected"),
                              QStringLiteral("line %1").arg(number));
    }
    return table;
}

bool SiteTable::add(std::string_view line)
{
    const auto kind = parseSiteKind(takeUntil(line, '\t'));
    const std::string_view title = takeUntil(line, '\t');
    if (!kind || *kind == SiteKind::Unknown || title.empty() || line.empty() || m_sites.size() >= UINT16_MAX)
        return false;
    const auto index = static_cast<std::uint16_t>(m_sites.size());
    m_sites.push_back({std::string(title), *kind});
    m_names.try_emplace(asciiLowered(title), index);
    while (!line.empty()) {
        const std::string_view item = takeUntil(line, ' ');
        if (item.empty())
            return false;
        if (item.front() == '=')
            m_names.try_emplace(asciiLowered(item.substr(1)), index);
        else if (item.ends_with(".*"))
            m_anyTld.try_emplace(std::string(item.substr(0, item.size() - 2)), index);
        else
            m_hosts.try_emplace(std::string(item), index);
    }
    return true;
}

std::optional<std::uint16_t> SiteTable::find(const Index& index, std::string_view host)
{
    while (!host.empty()) {
        if (const auto found = index.find(host); found != index.end())
            return found->second;
        takeUntil(host, '.');
    }
    return std::nullopt;
}

const Site* SiteTable::byHost(std::string_view host) const
{
    const auto exact = find(m_hosts, host);
    const auto any = exact ? exact : find(m_anyTld, withoutTld(host));
    return any ? &m_sites[*any] : nullptr;
}

const Site* SiteTable::byName(std::string_view name) const
{
    const std::string key = asciiLowered(name);
    if (const auto found = m_names.find(key); found != m_names.end())
        return &m_sites[found->second];
    std::string_view host = key;
    if (host.starts_with("www."))
        host.remove_prefix(4);
    return host.find('.') == std::string_view::npos ? nullptr : byHost(host);
}

std::string_view name(SiteKind v)
{
    return enumName(v, kSiteKinds);
}
std::optional<SiteKind> parseSiteKind(std::string_view t)
{
    return parseEnum<SiteKind>(t, kSiteKinds);
}

} // namespace sightglass::domain
