// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/numberbuffer.h"

namespace sightglass::storage::columns {

NumberBuffer::NumberBuffer(std::size_t rows, std::uint8_t width, std::int64_t base, bool hasAbsent)
    : m_bytes(rows * width)
{
    if (m_bytes > 0)
        m_data = std::make_unique_for_overwrite<std::uint8_t[]>(m_bytes);
    m_values = {m_data.get(), base, width, hasAbsent};
}

} // namespace sightglass::storage::columns
