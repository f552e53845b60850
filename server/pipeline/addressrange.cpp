// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/addressrange.h"

#include "core/ipaddress.h"

#include <algorithm>
#include <vector>

namespace sightglass::pipeline {

namespace {

using AddressBytes = std::vector<unsigned char>;

/// Four of an IPv4 address, however it is written.
AddressBytes bytesOf(std::string_view text)
{
    const auto address = IpAddress::parse(text);
    if (!address)
        return {};
    return {address->bytes.begin() + (address->isV4() ? 12 : 0), address->bytes.end()};
}

/// Divides by ten until nothing is left.
std::string decimalText(AddressBytes number)
{
    std::string digits;
    while (std::any_of(number.begin(), number.end(), [](unsigned char byte) { return byte != 0; })) {
        unsigned rest = 0;
        for (unsigned char& byte : number) {
            const unsigned value = rest * 256 + byte;
            byte = static_cast<unsigned char>(value / 10);
            rest = value % 10;
        }
        digits += static_cast<char>('0' + rest);
    }
    std::reverse(digits.begin(), digits.end());
    return digits.empty() ? "0" : digits;
}

} // namespace

AddressRange networkOf(std::string_view address, int bits, bool isTreeOfIpv6)
{
    AddressBytes first = bytesOf(address);
    if (first.empty())
        return {};
    if (first.size() == 4 && isTreeOfIpv6)
        bits = std::max(bits - 96, 0);
    AddressBytes last = first;
    for (int bit = bits; bit < static_cast<int>(first.size()) * 8; ++bit) {
        const auto mask = static_cast<unsigned char>(0x80 >> (bit % 8));
        first[static_cast<std::size_t>(bit / 8)] &= static_cast<unsigned char>(~mask);
        last[static_cast<std::size_t>(bit / 8)] |= mask;
    }
    return {decimalText(std::move(first)), decimalText(std::move(last))};
}

} // namespace sightglass::pipeline
