// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sitetable.h"
#include "pipeline/useragentparser.h"

#include <memory>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace sightglass::pipeline {

/// Every table of facts the pipeline and reports use (resources/data). Immutable once loaded; any thread.
class ReferenceData
{
public:
    /// Takes the built-in tables, or newer ones of the folder `overrides`. Errors: Corrupt, Io.
    [[nodiscard]] static Expected<std::shared_ptr<const ReferenceData>> load(const QString& overrides = {});

    [[nodiscard]] const UserAgentParser& userAgents() const { return m_userAgents; }
    [[nodiscard]] const domain::SiteTable& sites() const { return m_sites; }
    /// The usual spelling of a zone, under this or an older name, that may be written in any case (spec tracker §3.8);
    /// "" for none.
    [[nodiscard]] std::string_view zoneNamed(std::string_view zone) const;
    /// The country (ISO alpha-2) a zone, named in any case, lies in; "" when unknown or in none.
    [[nodiscard]] std::string_view countryOfZone(std::string_view zone) const;
    /// The usual form of a lower-case language code ("eng" → "en"); "" for none.
    [[nodiscard]] std::string_view language(std::string_view code) const;
    /// The entry of the spam list that this host, or a domain above it, is; "" when it is none.
    [[nodiscard]] std::string_view spamHost(std::string_view host) const;
    [[nodiscard]] std::size_t spamHostCount() const { return m_spam.size(); }

private:
    /// ASCII alone, so that a lookup lowers nothing into a text of its own.
    struct HashAnyCase
    {
        [[nodiscard]] std::size_t operator()(std::string_view text) const;
    };
    struct EqualAnyCase
    {
        [[nodiscard]] bool operator()(std::string_view a, std::string_view b) const;
    };
    using Map = std::unordered_map<std::string_view, std::string_view>;
    using MapAnyCase = std::unordered_map<std::string_view, std::string_view, HashAnyCase, EqualAnyCase>;

    ReferenceData(UserAgentParser userAgents, domain::SiteTable sites, TableFile zones, TableFile languages,
                  TableFile spam);

    UserAgentParser m_userAgents;
    domain::SiteTable m_sites;
    TableFile m_zoneTable;
    TableFile m_languageTable;
    TableFile m_spamTable;
    MapAnyCase m_zones;
    Map m_languages;
    std::unordered_set<std::string_view> m_spam;
};

} // namespace sightglass::pipeline
