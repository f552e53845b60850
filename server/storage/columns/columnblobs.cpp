// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/columnblobs.h"

#include <algorithm>

namespace sightglass::storage::columns {

namespace {

constexpr auto kByNumber = [](const auto& blob, std::uint16_t number) { return blob.first < number; };

} // namespace

void ColumnBlobs::add(std::uint16_t number, std::string bytes)
{
    const auto at = std::lower_bound(m_blobs.begin(), m_blobs.end(), number, kByNumber);
    if (at != m_blobs.end() && at->first == number)
        at->second = std::move(bytes);
    else
        m_blobs.emplace(at, number, std::move(bytes));
}

const std::string* ColumnBlobs::find(std::uint16_t number) const
{
    const auto at = std::lower_bound(m_blobs.begin(), m_blobs.end(), number, kByNumber);
    return at != m_blobs.end() && at->first == number ? &at->second : nullptr;
}

} // namespace sightglass::storage::columns
