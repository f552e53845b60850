// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/codebuffer.h"

#include "storage/columns/integers.h"
#include "storage/columns/sparseelements.h"

#include <utility>

namespace sightglass::storage::columns {

CodeBuffer::CodeBuffer(std::size_t count, std::size_t largest)
    : m_width(widthOf(largest))
{
    m_bytes = count * m_width;
    if (m_bytes > 0)
        m_data = std::make_unique_for_overwrite<std::uint8_t[]>(m_bytes);
}

CodeBuffer CodeBuffer::thinned(std::size_t count) &&
{
    auto sparse = SparseElements::of(m_data.get(), count, m_width);
    if (!sparse)
        return std::move(*this);
    CodeBuffer out;
    out.m_data = std::move(sparse->elements);
    out.m_sparse = std::move(sparse->rows);
    out.m_bytes = sparse->bytes;
    out.m_width = m_width;
    return out;
}

} // namespace sightglass::storage::columns
