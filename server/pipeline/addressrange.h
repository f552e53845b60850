// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace sightglass::pipeline {

/// First and last address of a network, as decimal numbers; "" for what is no address.
struct AddressRange
{
    std::string first;
    std::string last;
};

/// The network around an address whose first `bits` bits all its addresses share. Those of an IPv4 address, in
/// either spelling (see IpAddress), are counted from the beginning of 128 bits when `isTreeOfIpv6`. Pure.
[[nodiscard]] AddressRange networkOf(std::string_view address, int bits, bool isTreeOfIpv6);

} // namespace sightglass::pipeline
