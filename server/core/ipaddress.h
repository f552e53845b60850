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

namespace sightglass {

/// An IPv4 or IPv6 address as 16 bytes, IPv4 in its mapped form. All zero means "none", e.g. the peer of a local
/// socket.
struct IpAddress
{
    std::array<std::uint8_t, 16> bytes{};

    auto operator<=>(const IpAddress&) const = default;
    [[nodiscard]] bool isV4() const;
    [[nodiscard]] bool isLoopback() const;
    /// Of this machine or of a private network: loopback, link-local, 10/8, 172.16/12, 192.168/16, fc00::/7.
    [[nodiscard]] bool isPrivate() const;
    [[nodiscard]] std::string text() const; ///< "192.0.2.1", "2001:db8::1"; "" for none.
    /// What limits per address count by: the address, of IPv6 the /64.
    [[nodiscard]] IpAddress limitKey() const;
    /// What may be kept of a shortened one: the /24, of IPv6 the /48 (spec routes §3 "address storage").
    [[nodiscard]] IpAddress truncated() const;

    /// Takes "192.0.2.1" and "2001:db8::1" and nothing around them.
    [[nodiscard]] static std::optional<IpAddress> parse(std::string_view text);
    /// Takes "192.0.2.1:80" and "[2001:db8::1]:80" too, as forwarding headers hold them.
    [[nodiscard]] static std::optional<IpAddress> parseWithPort(std::string_view text);
    [[nodiscard]] static IpAddress of(const sockaddr_storage& address);
};

/// One CIDR block, or one address.
struct AddressBlock
{
    IpAddress first;      ///< As it was written, with the bits behind the prefix.
    int prefixBits = 128; ///< Of the 128; an IPv4 /8 is 104.

    bool operator==(const AddressBlock&) const = default;
    [[nodiscard]] bool contains(const IpAddress& address) const;
    [[nodiscard]] std::string text() const; ///< "10.0.0.0/8", "192.0.2.1"
    [[nodiscard]] static std::optional<AddressBlock> parse(std::string_view text);
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
    std::vector<AddressBlock> m_blocks;
};

} // namespace sightglass
