// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"
#include "storage/columns/chunkheader.h"
#include "storage/columns/numberbuffer.h"
#include "storage/columns/textbuffer.h"
#include "storage/combinedtexts.h"

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

namespace sightglass::storage {

using VisitorRuns = std::vector<domain::VisitorRun>;
/// Rows of a chunk by ascending sequence number.
using SeqOrder = std::vector<std::uint32_t>;

/// Something that was decoded from a chunk.
using DecodedColumn = std::variant<columns::ChunkHeader, VisitorRuns, SeqOrder, columns::NumberBuffer,
                                   columns::TextBuffer, columns::TextDictionary, CombinedTexts>;

enum class Decoded : std::uint8_t { Header, Runs, Order, Number, Text, Dictionary, Property, Trait, Vital, Combined };

/// Which column of which chunk. Chunks' ids are never given twice, so that an entry is right for ever.
struct ColumnKey
{
    std::int64_t chunk = 0;
    Decoded what = Decoded::Header;
    std::uint8_t number = 0; ///< NumberColumn or TextColumn.
    std::string name;        ///< Key of a property, trait or vital; the columns that are combined, a byte each.
    bool operator==(const ColumnKey&) const = default;
};

/// Decoded columns of chunks, the least recently used given up first; shared by all scans of a store.
/// Thread: any. Owner: the store. What was handed out stays valid while it is held.
class ColumnCache
{
public:
    using Column = std::shared_ptr<const DecodedColumn>;

    explicit ColumnCache(std::size_t bytes)
        : m_capacity(bytes)
    {
    }

    /// Null when it is not there.
    [[nodiscard]] Column find(const ColumnKey& key);
    /// Keeps it, unless it alone is larger than the cache.
    void put(ColumnKey key, Column column, std::size_t bytes);
    [[nodiscard]] std::size_t bytes() const;
    [[nodiscard]] std::size_t capacity() const { return m_capacity; }

    /// An eighth of the machine's memory, at most 256 MiB.
    [[nodiscard]] static std::size_t usualBytes();

private:
    struct Hash
    {
        std::size_t operator()(const ColumnKey& key) const noexcept;
    };
    struct Entry
    {
        ColumnKey key;
        Column column;
        std::size_t bytes = 0;
    };

    const std::size_t m_capacity;
    mutable std::mutex m_mutex;
    std::list<Entry> m_entries; ///< Most recently used first.
    std::unordered_map<ColumnKey, std::list<Entry>::iterator, Hash> m_places;
    std::size_t m_bytes = 0;
};

} // namespace sightglass::storage
