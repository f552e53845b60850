// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

namespace sightglass::domain {

/// What a geo database says of an address: the network it belongs to, and where that is. Texts are empty where the
/// database has nothing.
struct AddressPlace
{
    std::string first; ///< First and last address of the network as decimal numbers.
    std::string last;
    std::string country; ///< ISO alpha-2
    std::string countryName;
    std::string region;
    std::string city;
    std::string postcode;
    std::string timezone; ///< IANA
    std::optional<double> latitude;
    std::optional<double> longitude;
};

} // namespace sightglass::domain
