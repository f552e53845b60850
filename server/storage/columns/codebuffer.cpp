// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/codebuffer.h"

#include "storage/columns/integers.h"

namespace sightglass::storage::columns {

CodeBuffer::CodeBuffer(std::size_t count, std::size_t largest)
    : m_width(widthOf(largest))
{
    m_bytes = count * m_width;
    if (m_bytes > 0)
        m_data = std::make_unique_for_overwrite<std::uint8_t[]>(m_bytes);
}

} // namespace sightglass::storage::columns
