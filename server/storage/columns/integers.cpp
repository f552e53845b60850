// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/integers.h"

#include "domain/scan.h"

#include <algorithm>
#include <memory>

namespace sightglass::storage::columns {

namespace {

constexpr std::uint8_t kWidths[] = {0, 1, 2, 4, 8};
constexpr std::uint8_t kWidthBits = 0x07; ///< Index into kWidths.
constexpr std::uint8_t kAbsentFlag = 0x08;
constexpr std::uint8_t kCompressedFlag = 0x10;

template <typename Element> void toPlanes(const Element* elements, std::size_t count, std::uint8_t* planes)
{
    for (std::size_t byte = 0; byte < sizeof(Element); ++byte) {
        for (std::size_t i = 0; i < count; ++i)
            planes[byte * count + i] = static_cast<std::uint8_t>(elements[i] >> (8 * byte));
    }
}

template <typename Element> void fromPlanes(const std::uint8_t* planes, std::size_t count, Element* elements)
{
    for (std::size_t i = 0; i < count; ++i)
        elements[i] = planes[i];
    for (std::size_t byte = 1; byte < sizeof(Element); ++byte) {
        const std::uint8_t* const plane = planes + byte * count;
        for (std::size_t i = 0; i < count; ++i)
            elements[i] =
                static_cast<Element>(elements[i] | static_cast<Element>(static_cast<Element>(plane[i]) << (8 * byte)));
    }
}

/// What stands before the elements.
struct Frame
{
    std::int64_t base = 0;
    std::uint8_t width = 0;
    bool hasAbsent = false;
};

template <typename Value>
void writeFrame(Compressor& compressor, ByteWriter& out, const Frame& frame, std::span<const Value> values)
{
    const std::size_t index = static_cast<std::size_t>(std::find(kWidths, kWidths + 5, frame.width) - kWidths);
    auto flags = static_cast<std::uint8_t>(index | (frame.hasAbsent ? kAbsentFlag : 0));
    if (frame.width == 0) {
        out.byte(flags);
        out.varint(zigzag(frame.base));
        return;
    }
    withWidth(frame.width, [&](auto zero) {
        using Element = decltype(zero);
        std::vector<Element> elements(values.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto value = static_cast<std::int64_t>(values[i]);
            const std::uint64_t distance = static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(frame.base);
            elements[i] = static_cast<Element>(!frame.hasAbsent           ? distance
                                               : value == domain::kAbsent ? 0
                                                                          : distance + 1);
        }
        std::vector<std::uint8_t> planes(values.size() * sizeof(Element));
        toPlanes(elements.data(), elements.size(), planes.data());
        const std::optional<std::string_view> small =
            compressor.shrink({reinterpret_cast<const char*>(planes.data()), planes.size()});
        out.byte(small ? flags | kCompressedFlag : flags);
        out.varint(zigzag(frame.base));
        out.bytes(small.value_or(std::string_view(reinterpret_cast<const char*>(elements.data()), planes.size())));
    });
}

} // namespace

std::uint8_t widthOf(std::uint64_t largest)
{
    return largest == 0 ? 0 : largest <= 0xff ? 1 : largest <= 0xffff ? 2 : largest <= 0xffffffff ? 4 : 8;
}

void writeIntegers(Compressor& compressor, ByteWriter& out, std::span<const std::int64_t> values, bool hasAbsent)
{
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    std::int64_t most = std::numeric_limits<std::int64_t>::min();
    std::size_t absent = 0;
    for (const std::int64_t value : values) {
        if (hasAbsent && value == domain::kAbsent) {
            ++absent;
            continue;
        }
        least = std::min(least, value);
        most = std::max(most, value);
    }
    Frame frame;
    frame.hasAbsent = absent > 0;
    if (absent == values.size())
        return writeFrame(compressor, out, frame, values);
    frame.base = least;
    const std::uint64_t range = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least);
    frame.width = widthOf(range + (frame.hasAbsent ? 1 : 0));
    writeFrame(compressor, out, frame, values);
}

void writeCodes(Compressor& compressor, ByteWriter& out, std::span<const std::uint32_t> codes)
{
    const auto [least, most] = std::minmax_element(codes.begin(), codes.end());
    Frame frame;
    if (least != codes.end() && *least == *most)
        frame.base = *least;
    else if (most != codes.end())
        frame.width = widthOf(*most);
    writeFrame(compressor, out, frame, codes);
}

std::optional<IntegerStream> IntegerStream::read(ByteReader& in, std::size_t count)
{
    IntegerStream stream;
    const std::uint8_t flags = in.byte();
    if ((flags & kWidthBits) >= std::size(kWidths) || flags > (kWidthBits | kAbsentFlag | kCompressedFlag))
        return std::nullopt;
    stream.m_count = count;
    stream.m_width = kWidths[flags & kWidthBits];
    stream.m_hasAbsent = (flags & kAbsentFlag) != 0;
    stream.m_isCompressed = (flags & kCompressedFlag) != 0;
    stream.m_base = unzigzag(in.varint());
    if (stream.m_width > 0)
        stream.m_payload = in.bytes();
    if (in.failed() || (!stream.m_isCompressed && stream.m_payload.size() != count * stream.m_width))
        return std::nullopt;
    return stream;
}

bool IntegerStream::copyElements(std::uint8_t* out) const
{
    const std::size_t bytes = m_count * m_width;
    if (bytes == 0)
        return true;
    if (!m_isCompressed) {
        std::memcpy(out, m_payload.data(), bytes);
        return true;
    }
    if (m_width == 1)
        return decompress(m_payload, out, bytes);
    const auto planes = std::make_unique_for_overwrite<std::uint8_t[]>(bytes);
    if (!decompress(m_payload, planes.get(), bytes))
        return false;
    withWidth(m_width, [&](auto zero) {
        using Element = decltype(zero);
        fromPlanes(planes.get(), m_count, reinterpret_cast<Element*>(out));
    });
    return true;
}

std::optional<std::vector<std::int64_t>> IntegerStream::values() const
{
    std::vector<std::int64_t> values(m_count, m_hasAbsent ? domain::kAbsent : m_base);
    if (m_width == 0)
        return values;
    const auto elements = std::make_unique_for_overwrite<std::uint8_t[]>(m_count * m_width);
    if (!copyElements(elements.get()))
        return std::nullopt;
    withWidth(m_width, [&](auto zero) {
        const auto* const from = reinterpret_cast<const decltype(zero)*>(elements.get());
        const auto base = static_cast<std::uint64_t>(m_base) - (m_hasAbsent ? 1 : 0);
        for (std::size_t i = 0; i < m_count; ++i) {
            const std::int64_t value = static_cast<std::int64_t>(base + from[i]);
            values[i] = m_hasAbsent && from[i] == 0 ? domain::kAbsent : value;
        }
    });
    return values;
}

std::optional<std::vector<std::uint32_t>> IntegerStream::codes(std::uint32_t largest) const
{
    const std::optional<std::vector<std::int64_t>> wide = values();
    if (!wide)
        return std::nullopt;
    std::vector<std::uint32_t> codes(wide->size());
    for (std::size_t i = 0; i < codes.size(); ++i) {
        if ((*wide)[i] < 0 || (*wide)[i] > static_cast<std::int64_t>(largest))
            return std::nullopt;
        codes[i] = static_cast<std::uint32_t>((*wide)[i]);
    }
    return codes;
}

} // namespace sightglass::storage::columns
