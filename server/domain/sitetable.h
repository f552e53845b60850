// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sightglass::domain {

/// What a site that sends visitors is (spec metrics §4).
enum class SiteKind : std::uint8_t { Unknown, Search, Social, Video, Shopping, Ai, Email };

struct Site
{
    std::string name; ///< As people know it: "Google".
    SiteKind kind = SiteKind::Unknown;
    bool operator==(const Site&) const = default;
};

/// The sites we know by their hosts and by the names people give them in utm_source. Made from the lines of
/// resources/data/sites.tsv (its head says how it is written). Immutable; any thread.
class SiteTable
{
public:
    SiteTable() = default;
    /// Error: Corrupt, with the number of the line.
    [[nodiscard]] static Expected<SiteTable> parse(std::string_view text);

    /// The site of a referrer's host (lower-case, without `www.`), or of the nearest domain above it; null if unknown.
    [[nodiscard]] const Site* byHost(std::string_view host) const;
    /// The site that a utm_source, source or ref means: its name, another name of it, or a host. Case is ignored.
    [[nodiscard]] const Site* byName(std::string_view name) const;
    [[nodiscard]] const std::vector<Site>& sites() const { return m_sites; }
    [[nodiscard]] std::size_t hostCount() const { return m_hosts.size() + m_anyTld.size(); }

private:
    struct Hash
    {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    using Index = std::unordered_map<std::string, std::uint16_t, Hash, std::equal_to<>>;

    [[nodiscard]] bool add(std::string_view line);
    [[nodiscard]] static std::optional<std::uint16_t> find(const Index& index, std::string_view host);

    std::vector<Site> m_sites;
    Index m_hosts;  ///< host → site
    Index m_anyTld; ///< "google" for the line's "google.*"
    Index m_names;  ///< lower-case name → site
};

[[nodiscard]] std::string_view name(SiteKind);
[[nodiscard]] std::optional<SiteKind> parseSiteKind(std::string_view);

} // namespace sightglass::domain
