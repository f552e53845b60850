// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/geofile.h"

#include <arpa/inet.h>

#include <array>
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <utility>

namespace sightglass::test {

namespace {

// Types of the format's data section.
constexpr int kText = 2;
constexpr int kDouble = 3;
constexpr int kUint16 = 5;
constexpr int kUint32 = 6;
constexpr int kMap = 7;
constexpr int kUint64 = 9;
constexpr int kArray = 11;

constexpr std::uint32_t kEmpty = 0xFFFFFFFF;
constexpr std::uint32_t kIsPlace = 0x80000000; ///< The rest of a record is an offset into the data section.
constexpr int kSeparatorBytes = 16;

/// Values of the data section, one after the other. Sizes stay below 29, which need no length bytes of their own.
class Data
{
public:
    void head(int type, qsizetype size)
    {
        m_bytes.append(char((type > 7 ? 0 : type << 5) | int(size)));
        if (type > 7)
            m_bytes.append(char(type - 7));
    }
    void map(int members) { head(kMap, members); }
    void array(int items) { head(kArray, items); }
    void text(const std::string& value)
    {
        head(kText, qsizetype(value.size()));
        m_bytes.append(value.data(), qsizetype(value.size()));
    }
    void number(int type, std::uint64_t value)
    {
        QByteArray digits;
        for (; value > 0; value >>= 8)
            digits.prepend(char(value & 0xFF));
        head(type, digits.size());
        m_bytes.append(digits);
    }
    void real(double value)
    {
        const auto bits = std::bit_cast<std::uint64_t>(value);
        head(kDouble, 8);
        for (int shift = 56; shift >= 0; shift -= 8)
            m_bytes.append(char((bits >> shift) & 0xFF));
    }
    [[nodiscard]] const QByteArray& bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

void writeNames(Data& data, const std::string& english)
{
    data.map(1);
    data.text("names");
    data.map(1);
    data.text("en");
    data.text(english);
}

void writePlace(Data& data, const GeoNetwork& place)
{
    data.map(1 + (place.region.empty() ? 0 : 1) + (place.city.empty() ? 0 : 1) + (place.postcode.empty() ? 0 : 1) +
             (place.timezone.empty() ? 0 : 1));
    data.text("country");
    data.map(place.countryName.empty() ? 1 : 2);
    data.text("iso_code");
    data.text(place.country);
    if (!place.countryName.empty()) {
        data.text("names");
        data.map(1);
        data.text("en");
        data.text(place.countryName);
    }
    if (!place.postcode.empty()) {
        data.text("postal");
        data.map(1);
        data.text("code");
        data.text(place.postcode);
    }
    if (!place.timezone.empty()) {
        data.text("location");
        data.map(3);
        data.text("latitude");
        data.real(place.latitude);
        data.text("longitude");
        data.real(place.longitude);
        data.text("time_zone");
        data.text(place.timezone);
    }
    if (!place.region.empty()) {
        data.text("subdivisions");
        data.array(1);
        writeNames(data, place.region);
    }
    if (!place.city.empty()) {
        data.text("city");
        writeNames(data, place.city);
    }
}

/// The binary tree over address bits.
class Tree
{
public:
    /// Address as 128 bits, and how many of them make the network.
    void add(const std::array<unsigned char, 16>& address, int bits, std::uint32_t place)
    {
        std::uint32_t node = 0;
        for (int i = 0; i < bits; ++i) {
            const int side = (address[std::size_t(i / 8)] >> (7 - i % 8)) & 1;
            if (i == bits - 1) {
                m_nodes[node][std::size_t(side)] = kIsPlace | place;
                return;
            }
            std::uint32_t next = m_nodes[node][std::size_t(side)];
            if (next == kEmpty) {
                next = std::uint32_t(m_nodes.size());
                m_nodes[node][std::size_t(side)] = next;
                m_nodes.push_back({kEmpty, kEmpty});
            }
            node = next;
        }
    }
    [[nodiscard]] std::uint32_t size() const { return std::uint32_t(m_nodes.size()); }
    [[nodiscard]] QByteArray bytes() const
    {
        QByteArray out;
        for (const auto& node : m_nodes) {
            for (const std::uint32_t record : node) {
                const std::uint32_t value = record == kEmpty    ? size()
                                            : record & kIsPlace ? size() + kSeparatorBytes + (record & ~kIsPlace)
                                                                : record;
                out.append(char(value >> 16)).append(char((value >> 8) & 0xFF)).append(char(value & 0xFF));
            }
        }
        return out;
    }

private:
    std::vector<std::array<std::uint32_t, 2>> m_nodes{{kEmpty, kEmpty}};
};

std::pair<std::array<unsigned char, 16>, int> parsed(const std::string& network)
{
    const std::size_t slash = network.find('/');
    const std::string address = network.substr(0, slash);
    const int bits = std::atoi(network.c_str() + slash + 1);
    std::array<unsigned char, 16> bytes{};
    if (inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1)
        return {bytes, bits};
    bytes = {};
    inet_pton(AF_INET, address.c_str(), bytes.data() + 12);
    return {bytes, 96 + bits};
}

QByteArray metadata(std::uint32_t nodes)
{
    Data data;
    data.map(9);
    const auto number = [&data](const char* name, int type, std::uint64_t value) {
        data.text(name);
        data.number(type, value);
    };
    number("node_count", kUint32, nodes);
    number("record_size", kUint16, 24);
    number("ip_version", kUint16, 6);
    number("binary_format_major_version", kUint16, 2);
    number("binary_format_minor_version", kUint16, 0);
    number("build_epoch", kUint64, 1'772'000'000);
    data.text("database_type");
    data.text("Sightglass-Test-City");
    data.text("languages");
    data.array(1);
    data.text("en");
    data.text("description");
    data.map(1);
    data.text("en");
    data.text("made by a test");
    return data.bytes();
}

} // namespace

QByteArray geoFile(const std::vector<GeoNetwork>& networks)
{
    Tree tree;
    Data places;
    for (const GeoNetwork& network : networks) {
        const auto [address, bits] = parsed(network.network);
        tree.add(address, bits, std::uint32_t(places.bytes().size()));
        writePlace(places, network);
    }
    QByteArray file = tree.bytes();
    file.append(kSeparatorBytes, '\0').append(places.bytes());
    file.append("\xAB\xCD\xEFMaxMind.com").append(metadata(tree.size()));
    return file;
}

} // namespace sightglass::test
