// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/ipaddress.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace sightglass::http {

namespace {

constexpr std::array<std::uint8_t, 12> kMappedPrefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

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

std::optional<IpAddress> IpAddress::parse(std::string_view text)
{
    const std::string bare(withoutPort(text));
    in_addr v4{};
    if (inet_pton(AF_INET, bare.c_str(), &v4) == 1)
        return fromV4(&v4);
    IpAddress v6;
    if (inet_pton(AF_INET6, bare.c_str(), v6.bytes.data()) == 1)
        return v6;
    return std::nullopt;
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

Expected<AddressBlocks> AddressBlocks::parse(const std::vector<std::string>& entries)
{
    AddressBlocks blocks;
    for (const std::string& entry : entries) {
        const std::size_t slash = std::min(entry.find('/'), entry.size());
        const auto address = IpAddress::parse(std::string_view(entry).substr(0, slash));
        int bits = address && address->isV4() ? 32 : 128;
        const int mostBits = bits;
        bool isValid = address.has_value();
        if (slash < entry.size()) {
            const char* end = entry.data() + entry.size();
            const auto [stop, failure] = std::from_chars(entry.data() + slash + 1, end, bits);
            isValid = isValid && failure == std::errc() && stop == end && bits >= 0 && bits <= mostBits;
        }
        if (!isValid)
            return unexpected(ErrorCode::InvalidInput,
                              QStringLiteral("This is neither an address nor a block of addresses."),
                              QString::fromStdString(entry));
        blocks.m_blocks.push_back({*address, bits + 128 - mostBits});
    }
    return blocks;
}

bool AddressBlocks::contains(const IpAddress& address) const
{
    return std::any_of(m_blocks.begin(), m_blocks.end(),
                       [&](const Block& block) { return shareBits(block.first, address, block.prefixBits); });
}

bool AddressBlocks::containsLoopback() const
{
    return contains(*IpAddress::parse("127.0.0.1")) || contains(*IpAddress::parse("::1"));
}

} // namespace sightglass::http
