// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sockaddr_storage;

namespace sightglass::http {

/// An IPv4 or IPv6 address as 16 bytes, IPv4 in its mapped form. All zero means "none", e.g. the peer of a local
/// socket.
struct IpAddress
{
    std::array<std::uint8_t, 16> bytes{};

    auto operator<=>(const IpAddress&) const = default;
    [[nodiscard]] bool isV4() const;
    [[nodiscard]] bool isLoopback() const;
    [[nodiscard]] std::string text() const; ///< "192.0.2.1", "2001:db8::1"; "" for none.
    /// What limits per address count by: the address, of IPv6 the /64.
    [[nodiscard]] IpAddress limitKey() const;

    /// Takes "192.0.2.1", "192.0.2.1:80", "2001:db8::1" and "[2001:db8::1]:80", as forwarding headers hold them.
    [[nodiscard]] static std::optional<IpAddress> parse(std::string_view text);
    [[nodiscard]] static IpAddress of(const sockaddr_storage& address);
};

/// A list of CIDR blocks, e.g. the trusted proxies.
class AddressBlocks
{
public:
    /// Errors: InvalidInput, `where` is the entry that is not an address or block.
    [[nodiscard]] static Expected<AddressBlocks> parse(const std::vector<std::string>& entries);
    [[nodiscard]] bool contains(const IpAddress& address) const;
    [[nodiscard]] bool containsLoopback() const;

private:
    struct Block
    {
        IpAddress first;
        int prefixBits = 128;
    };
    std::vector<Block> m_blocks;
};

} // namespace sightglass::http
