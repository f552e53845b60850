// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/addressplace.h"

#include <QString>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace sightglass::pipeline {

struct Place
{
    std::string country; ///< ISO alpha-2
    std::string region;
    std::string city;
};

/// Where an address is. Thread: any.
class GeoLookup
{
public:
    virtual ~GeoLookup() = default;
    /// Empty members for what is not known.
    [[nodiscard]] virtual Place find(std::string_view address) const = 0;
    /// Everything that is known of an address; nothing when its network is unknown.
    [[nodiscard]] virtual std::optional<domain::AddressPlace> details(std::string_view /*address*/) const
    {
        return std::nullopt;
    }
};

/// Opens a database file in MaxMind's format, such as GeoLite2 City. Errors: NotFound, Corrupt.
[[nodiscard]] Expected<std::shared_ptr<const GeoLookup>> openGeoDatabase(const QString& path);

} // namespace sightglass::pipeline
