// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columncache.h"

#include <algorithm>
#include <functional>
#include <unistd.h>

namespace sightglass::storage {

namespace {

/// What an entry takes beside its column.
constexpr std::size_t kEntryOverhead = 200;

} // namespace

ColumnCache::Column ColumnCache::find(const ColumnKey& key)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_places.find(key);
    if (found == m_places.end())
        return nullptr;
    m_entries.splice(m_entries.begin(), m_entries, found->second);
    return found->second->column;
}

void ColumnCache::put(ColumnKey key, Column column, std::size_t bytes)
{
    bytes += kEntryOverhead + key.name.size();
    std::list<Entry> dropped; // destroyed outside the lock
    const std::lock_guard lock(m_mutex);
    if (bytes > m_capacity || m_places.contains(key)) // another thread may have decoded it, too
        return;
    m_entries.push_front({std::move(key), std::move(column), bytes});
    m_places.emplace(m_entries.front().key, m_entries.begin());
    m_bytes += bytes;
    while (m_bytes > m_capacity) {
        const auto last = std::prev(m_entries.end());
        m_bytes -= last->bytes;
        m_places.erase(last->key);
        dropped.splice(dropped.begin(), m_entries, last);
    }
}

std::size_t ColumnCache::bytes() const
{
    const std::lock_guard lock(m_mutex);
    return m_bytes;
}

std::size_t ColumnCache::usualBytes()
{
    constexpr std::size_t kMost = 256 * 1024 * 1024;
    const long pages = sysconf(_SC_PHYS_PAGES);
    const long pageSize = sysconf(_SC_PAGESIZE);
    if (pages <= 0 || pageSize <= 0)
        return kMost / 4;
    return std::min(static_cast<std::size_t>(pages) * static_cast<std::size_t>(pageSize) / 8, kMost);
}

std::size_t ColumnCache::Hash::operator()(const ColumnKey& key) const noexcept
{
    const std::size_t number =
        std::hash<std::int64_t>{}((key.chunk << 16) ^ (std::int64_t(key.what) << 8) ^ key.number);
    return number ^ (std::hash<std::string>{}(key.name) * 0x9e3779b97f4a7c15u);
}

} // namespace sightglass::storage
