// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sightglass::storage {

/// Owns the numbers of a column in the narrowest form that domain::NumberValues knows. A plain value.
class NarrowNumbers
{
public:
    NarrowNumbers() = default;
    explicit NarrowNumbers(std::span<const std::int64_t> numbers);
    [[nodiscard]] domain::NumberValues values() const { return {m_data.data(), m_base, m_width, m_hasAbsent}; }

private:
    std::vector<std::byte> m_data;
    std::int64_t m_base = 0;
    std::uint8_t m_width = 0;
    bool m_hasAbsent = false;
};

/// Owns dictionary numbers in the narrowest form that domain::Codes knows. A plain value.
class NarrowCodes
{
public:
    NarrowCodes() = default;
    NarrowCodes(std::span<const std::uint32_t> codes, std::size_t dictionarySize);
    [[nodiscard]] domain::Codes values() const { return {m_data.data(), m_width}; }

private:
    std::vector<std::byte> m_data;
    std::uint8_t m_width = 0;
};

} // namespace sightglass::storage
