// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"

#include <QString>

#include <memory>
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
};

/// Opens a database file in MaxMind's format, such as GeoLite2 City. Errors: NotFound, Corrupt.
[[nodiscard]] Expected<std::shared_ptr<const GeoLookup>> openGeoDatabase(const QString& path);

} // namespace sightglass::pipeline
