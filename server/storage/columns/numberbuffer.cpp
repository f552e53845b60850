// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/numberbuffer.h"

#include "storage/columns/sparseelements.h"

#include <utility>

namespace sightglass::storage::columns {

NumberBuffer::NumberBuffer(std::size_t rows, std::uint8_t width, std::int64_t base, bool hasAbsent)
    : m_bytes(rows * width)
{
    if (m_bytes > 0)
        m_data = std::make_unique_for_overwrite<std::uint8_t[]>(m_bytes);
    m_values = {m_data.get(), base, width, hasAbsent};
}

NumberBuffer NumberBuffer::thinned(std::size_t rows) &&
{
    if (!m_values.hasAbsent)
        return std::move(*this);
    auto sparse = SparseElements::of(m_data.get(), rows, m_values.width);
    if (!sparse)
        return std::move(*this);
    NumberBuffer out;
    out.m_data = std::move(sparse->elements);
    out.m_sparse = std::move(sparse->rows);
    out.m_bytes = sparse->bytes;
    out.m_values = {out.m_data.get(), m_values.base, m_values.width, true, out.m_sparse.get()};
    return out;
}

} // namespace sightglass::storage::columns
