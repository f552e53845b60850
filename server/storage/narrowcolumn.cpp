// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/narrowcolumn.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace sightglass::storage {

using domain::kAbsent;

namespace {

std::uint8_t widthOf(std::uint64_t most)
{
    if (most == 0)
        return 0;
    if (most <= std::numeric_limits<std::uint8_t>::max())
        return 1;
    if (most <= std::numeric_limits<std::uint16_t>::max())
        return 2;
    return most <= std::numeric_limits<std::uint32_t>::max() ? 4 : 8;
}

template <typename Narrow, typename Element> std::vector<std::byte> packAs(std::size_t count, Element&& element)
{
    std::vector<std::byte> out(count * sizeof(Narrow));
    for (std::size_t i = 0; i < count; ++i) {
        const auto narrow = static_cast<Narrow>(element(i));
        std::memcpy(out.data() + i * sizeof narrow, &narrow, sizeof narrow);
    }
    return out;
}

template <typename Element> std::vector<std::byte> pack(std::uint8_t width, std::size_t count, Element&& element)
{
    switch (width) {
    case 0: return {};
    case 1: return packAs<std::uint8_t>(count, element);
    case 2: return packAs<std::uint16_t>(count, element);
    case 4: return packAs<std::uint32_t>(count, element);
    default: return packAs<std::uint64_t>(count, element);
    }
}

} // namespace

NarrowNumbers::NarrowNumbers(std::span<const std::int64_t> numbers)
{
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    std::int64_t most = std::numeric_limits<std::int64_t>::min();
    for (const std::int64_t number : numbers) {
        m_hasAbsent = m_hasAbsent || number == kAbsent;
        if (number != kAbsent) {
            least = std::min(least, number);
            most = std::max(most, number);
        }
    }
    if (least > most) // nothing but absent ones
        return;
    // kAbsent is no number, so that one element is always left over for it.
    const std::uint64_t reach = static_cast<std::uint64_t>(most) - static_cast<std::uint64_t>(least);
    m_width = widthOf(reach + (m_hasAbsent ? 1 : 0));
    m_base = least;
    m_data = pack(m_width, numbers.size(), [&](std::size_t i) -> std::uint64_t {
        if (m_hasAbsent && numbers[i] == kAbsent)
            return 0;
        return static_cast<std::uint64_t>(numbers[i]) - static_cast<std::uint64_t>(m_base) + (m_hasAbsent ? 1 : 0);
    });
}

NarrowCodes::NarrowCodes(std::span<const std::uint32_t> codes, std::size_t dictionarySize)
    : m_width(widthOf(dictionarySize == 0 ? 0 : dictionarySize - 1))
{
    m_data = pack(m_width, codes.size(), [&](std::size_t i) -> std::uint64_t { return codes[i]; });
}

} // namespace sightglass::storage
