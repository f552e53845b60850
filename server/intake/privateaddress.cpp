// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/privateaddress.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace sightglass::intake {

namespace {

bool isPrivateIpv4(const unsigned char* bytes)
{
    return bytes[0] == 127 || bytes[0] == 10 || (bytes[0] == 172 && (bytes[1] & 0xF0) == 16) ||
           (bytes[0] == 192 && bytes[1] == 168) || (bytes[0] == 169 && bytes[1] == 254);
}

} // namespace

bool isPrivateAddress(const std::string& address)
{
    std::array<unsigned char, 16> bytes{};
    if (inet_pton(AF_INET, address.c_str(), bytes.data()) == 1)
        return isPrivateIpv4(bytes.data());
    if (inet_pton(AF_INET6, address.c_str(), bytes.data()) != 1)
        return false;
    constexpr std::array<unsigned char, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    if (std::equal(kMapped.begin(), kMapped.end(), bytes.begin()))
        return isPrivateIpv4(bytes.data() + kMapped.size());
    constexpr std::array<unsigned char, 16> kLoopback{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    const bool isLinkLocal = bytes[0] == 0xFE && (bytes[1] & 0xC0) == 0x80;
    return bytes == kLoopback || isLinkLocal || (bytes[0] & 0xFE) == 0xFC;
}

} // namespace sightglass::intake
