// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

namespace sightglass::query {

/// Spreads people over parts by the top bits of their key, so that a part is one range of keys. Keys are keyed hashes,
/// hence parts of about the same size.
class Partition
{
public:
    explicit Partition(std::size_t parts)
        : m_parts(parts)
    {
    }

    [[nodiscard]] std::size_t parts() const { return m_parts; }
    [[nodiscard]] std::size_t partOf(std::uint64_t key) const
    {
        __extension__ using Wide = unsigned __int128;
        return static_cast<std::size_t>((static_cast<Wide>(key) * m_parts) >> 64);
    }

private:
    std::size_t m_parts;
};

} // namespace sightglass::query
