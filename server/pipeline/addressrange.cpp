// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/addressrange.h"

#include <arpa/inet.h>

#include <algorithm>
#include <vector>

namespace sightglass::pipeline {

namespace {

using AddressBytes = std::vector<unsigned char>;

AddressBytes bytesOf(const std::string& address)
{
    AddressBytes bytes(16);
    if (inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1)
        return bytes;
    bytes.resize(inet_pton(AF_INET, address.c_str(), bytes.data()) == 1 ? 4 : 0);
    return bytes;
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
    AddressBytes first = bytesOf(std::string(address));
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
