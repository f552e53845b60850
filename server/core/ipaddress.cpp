// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ipaddress.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace sightglass {

namespace {

constexpr std::array<std::uint8_t, 12> kMappedPrefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr int kAllBits = 128;
constexpr int kV4Offset = 96; ///< Where IPv4's bits begin in the mapped form.

IpAddress fromV4(const void* fourBytes)
{
    IpAddress address;
    std::copy(kMappedPrefix.begin(), kMappedPrefix.end(), address.bytes.begin());
    std::memcpy(address.bytes.data() + 12, fourBytes, 4);
    return address;
}

std::string_view withoutPort(std::string_view text)
{
    if (text.starts_with('[')) {
        const std::size_t end = text.find(']');
        return end == std::string_view::npos ? text : text.substr(1, end - 1);
    }
    return std::count(text.begin(), text.end(), ':') == 1 ? text.substr(0, text.find(':')) : text;
}

bool shareBits(const IpAddress& a, const IpAddress& b, int bits)
{
    const auto whole = static_cast<std::size_t>(bits / 8);
    if (!std::equal(a.bytes.begin(), a.bytes.begin() + static_cast<std::ptrdiff_t>(whole), b.bytes.begin()))
        return false;
    return bits % 8 == 0 || ((a.bytes[whole] ^ b.bytes[whole]) >> (8 - bits % 8)) == 0;
}

} // namespace

bool IpAddress::isV4() const
{
    return std::equal(kMappedPrefix.begin(), kMappedPrefix.end(), bytes.begin());
}

bool IpAddress::isLoopback() const
{
    if (isV4())
        return bytes[12] == 127;
    IpAddress one;
    one.bytes[15] = 1;
    return *this == one;
}

std::string IpAddress::text() const
{
    if (*this == IpAddress{})
        return {};
    char buffer[INET6_ADDRSTRLEN];
    const bool v4 = isV4();
    return inet_ntop(v4 ? AF_INET : AF_INET6, bytes.data() + (v4 ? 12 : 0), buffer, sizeof buffer) == nullptr
               ? std::string()
               : std::string(buffer);
}

IpAddress IpAddress::limitKey() const
{
    IpAddress key = *this;
    if (!isV4())
        std::fill(key.bytes.begin() + 8, key.bytes.end(), std::uint8_t(0));
    return key;
}

IpAddress IpAddress::truncated() const
{
    IpAddress out = *this;
    std::fill(out.bytes.begin() + (isV4() ? 15 : 6), out.bytes.end(), std::uint8_t(0));
    return out;
}

bool IpAddress::isPrivate() const
{
    if (isV4()) {
        const std::uint8_t* four = bytes.data() + kMappedPrefix.size();
        return four[0] == 127 || four[0] == 10 || (four[0] == 172 && (four[1] & 0xF0) == 16) ||
               (four[0] == 192 && four[1] == 168) || (four[0] == 169 && four[1] == 254);
    }
    const bool isLinkLocal = bytes[0] == 0xFE && (bytes[1] & 0xC0) == 0x80;
    return isLoopback() || isLinkLocal || (bytes[0] & 0xFE) == 0xFC;
}

std::optional<IpAddress> IpAddress::parse(std::string_view text)
{
    if (text.find('\0') != std::string_view::npos) // c_str() would end there
        return std::nullopt;
    const std::string bare(text);
    in_addr v4{};
    if (inet_pton(AF_INET, bare.c_str(), &v4) == 1)
        return fromV4(&v4);
    IpAddress v6;
    if (inet_pton(AF_INET6, bare.c_str(), v6.bytes.data()) == 1)
        return v6;
    return std::nullopt;
}

std::optional<IpAddress> IpAddress::parseWithPort(std::string_view text)
{
    return parse(withoutPort(text));
}

IpAddress IpAddress::of(const sockaddr_storage& address)
{
    if (address.ss_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &address, sizeof v4);
        return fromV4(&v4.sin_addr);
    }
    IpAddress out;
    if (address.ss_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, &address, sizeof v6);
        std::memcpy(out.bytes.data(), &v6.sin6_addr, out.bytes.size());
    }
    return out;
}

bool AddressBlock::contains(const IpAddress& address) const
{
    return shareBits(first, address, prefixBits);
}

std::string AddressBlock::text() const
{
    const int bits = first.isV4() ? prefixBits - kV4Offset : prefixBits;
    const bool isWhole = prefixBits == kAllBits;
    const std::string address = first == IpAddress{} ? "::" : first.text();
    return isWhole ? address : address + '/' + std::to_string(bits);
}

std::optional<AddressBlock> AddressBlock::parse(std::string_view text)
{
    const std::size_t slash = std::min(text.find('/'), text.size());
    const auto address = IpAddress::parse(text.substr(0, slash));
    if (!address)
        return std::nullopt;
    const int mostBits = address->isV4() ? kAllBits - kV4Offset : kAllBits;
    int bits = mostBits;
    if (slash < text.size()) {
        const char* end = text.data() + text.size();
        const auto [stop, failure] = std::from_chars(text.data() + slash + 1, end, bits);
        if (failure != std::errc() || stop != end || bits < 0 || bits > mostBits)
            return std::nullopt;
    }
    return AddressBlock{*address, bits + kAllBits - mostBits};
}

Expected<AddressBlocks> AddressBlocks::parse(const std::vector<std::string>& entries)
{
    AddressBlocks blocks;
    for (const std::string& entry : entries) {
        const auto block = AddressBlock::parse(entry);
        if (!block)
            return unexpected(ErrorCode::InvalidInput,
                              QStringLiteral("This is neither an address nor a block of addresses."),
                              QString::fromStdString(entry));
        blocks.m_blocks.push_back(*block);
    }
    return blocks;
}

bool AddressBlocks::contains(const IpAddress& address) const
{
    return std::any_of(m_blocks.begin(), m_blocks.end(),
                       [&](const AddressBlock& block) { return block.contains(address); });
}

bool AddressBlocks::containsLoopback() const
{
    return contains(*IpAddress::parse("127.0.0.1")) || contains(*IpAddress::parse("::1"));
}

} // namespace sightglass
