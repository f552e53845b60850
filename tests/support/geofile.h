// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <string>
#include <vector>

namespace sightglass::test {

/// A network and where it is.
struct GeoNetwork
{
    std::string network;       ///< "192.0.2.0/24" or "2001:db8::/32"
    std::string country;       ///< ISO alpha-2
    std::string region;        ///< "" = not in the file.
    std::string city;          ///< "" = not in the file.
    std::string countryName{}; ///< "" = not in the file, like those below.
    std::string postcode{};
    std::string timezone{}; ///< "" = the file has no place on the globe either.
    double latitude = 0;
    double longitude = 0;
};

/// A database in MaxMind's format (MaxMind DB file format 2.0) with these networks and nothing else: a tree of 128 bits
/// with records of 24, IPv4 below ::/96, and places as GeoLite2 City lays them out. Networks must not overlap.
[[nodiscard]] QByteArray geoFile(const std::vector<GeoNetwork>& networks);

} // namespace sightglass::test
