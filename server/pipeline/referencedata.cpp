// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/referencedata.h"

#include "core/charset.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace sightglass::pipeline {

namespace {

template <typename Map> std::string_view valueOf(const Map& map, std::string_view key)
{
    const auto found = map.find(key);
    return found == map.end() ? std::string_view() : found->second;
}

} // namespace

/// FNV-1a.
std::size_t ReferenceData::HashAnyCase::operator()(std::string_view text) const
{
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(asciiLower(c))) * 0x100000001b3;
    return static_cast<std::size_t>(hash);
}

bool ReferenceData::EqualAnyCase::operator()(std::string_view a, std::string_view b) const
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return asciiLower(x) == asciiLower(y); });
}

Expected<std::shared_ptr<const ReferenceData>> ReferenceData::load(const QString& overrides)
{
    auto agents = UserAgentParser::load(overrides);
    if (!agents)
        return Unexpected{agents.error()};
    auto siteTable = TableFile::load(QStringLiteral("sites.tsv"), 3, overrides);
    if (!siteTable)
        return Unexpected{siteTable.error()};
    auto sites = domain::SiteTable::parse(siteTable->text());
    if (!sites)
        return Unexpected{sites.error()};
    auto zones = TableFile::load(QStringLiteral("timezones.tsv"), 2, overrides);
    if (!zones)
        return Unexpected{zones.error()};
    auto languages = TableFile::load(QStringLiteral("languages.tsv"), 2, overrides);
    if (!languages)
        return Unexpected{languages.error()};
    auto spam = TableFile::load(QStringLiteral("spamhosts.tsv"), 1, overrides);
    if (!spam)
        return Unexpected{spam.error()};
    return std::shared_ptr<const ReferenceData>(new ReferenceData(
        std::move(*agents), std::move(*sites), std::move(*zones), std::move(*languages), std::move(*spam)));
}

ReferenceData::ReferenceData(UserAgentParser userAgents, domain::SiteTable sites, TableFile zones, TableFile languages,
                             TableFile spam)
    : m_userAgents(std::move(userAgents))
    , m_sites(std::move(sites))
    , m_zoneTable(std::move(zones))
    , m_languageTable(std::move(languages))
    , m_spamTable(std::move(spam))
{
    for (const TableFile::Row& row : m_zoneTable.rows())
        m_zones.try_emplace(row[0], row[1]);
    for (const TableFile::Row& row : m_languageTable.rows())
        m_languages.try_emplace(row[0], row[1]);
    for (const TableFile::Row& row : m_spamTable.rows())
        m_spam.insert(row[0]);
}

std::string_view ReferenceData::zoneNamed(std::string_view zone) const
{
    const auto found = m_zones.find(zone);
    return found == m_zones.end() ? std::string_view() : found->first;
}

std::string_view ReferenceData::countryOfZone(std::string_view zone) const
{
    return valueOf(m_zones, zone);
}

std::string_view ReferenceData::language(std::string_view code) const
{
    return valueOf(m_languages, code);
}

std::string_view ReferenceData::spamHost(std::string_view host) const
{
    while (!host.empty()) {
        if (const auto found = m_spam.find(host); found != m_spam.end())
            return *found;
        host.remove_prefix(std::min(host.find('.'), host.size() - 1) + 1);
    }
    return {};
}

} // namespace sightglass::pipeline
