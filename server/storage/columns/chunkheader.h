// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/scan.h"
#include "storage/columns/columninfo.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sightglass::storage::columns {

/// Version of the layout that sealChunk() writes. Every released version stays readable.
inline constexpr std::uint8_t kChunkFormat = 1;

/// What is known of a chunk without its blobs: which columns it has, how they are encoded and what they range over, and
/// which blobs a reader has to fetch for what it wants. A plain value. Thread: any may read at once.
class ChunkHeader
{
public:
    /// Errors: Corrupt (also a version that is not known); every length in `bytes` is checked.
    [[nodiscard]] static Expected<ChunkHeader> parse(std::string_view bytes);

    [[nodiscard]] std::uint8_t format() const { return m_format; }
    [[nodiscard]] std::size_t rows() const { return m_rows; }
    [[nodiscard]] std::size_t runs() const { return m_runs; }

    /// Null when every row has the member's default (absent, 0, false; Interactive: true).
    [[nodiscard]] const ColumnInfo* column(domain::NumberColumn column) const;
    [[nodiscard]] const ColumnInfo* column(domain::TextColumn column) const;
    [[nodiscard]] const ColumnInfo* column(std::uint16_t id) const; ///< See columnids.h.
    /// Keys that at least one row has, the most used first.
    [[nodiscard]] const std::vector<KeyInfo>& properties() const { return m_properties; }
    [[nodiscard]] const std::vector<KeyInfo>& traits() const { return m_traits; }
    [[nodiscard]] const KeyInfo* property(std::string_view key) const;
    [[nodiscard]] const KeyInfo* trait(std::string_view key) const;

    /// Numbers of the blobs that ChunkReader needs for what its functions of these names give; ascending, none when the
    /// header itself knows the answer. More blobs than needed do no harm.
    [[nodiscard]] std::vector<std::uint16_t> blobsForRuns() const;
    [[nodiscard]] std::vector<std::uint16_t> blobsForNumbers(domain::NumberColumn column) const;
    [[nodiscard]] std::vector<std::uint16_t> blobsForTexts(domain::TextColumn column) const;
    [[nodiscard]] std::vector<std::uint16_t> blobsForDictionary(domain::TextColumn column) const;
    [[nodiscard]] std::vector<std::uint16_t> blobsForProperty(std::string_view key) const;
    [[nodiscard]] std::vector<std::uint16_t> blobsForTrait(std::string_view key) const;
    [[nodiscard]] std::vector<std::uint16_t> blobsForVitals() const; ///< The same for every key.
    [[nodiscard]] std::vector<std::uint16_t> blobsForEvents() const; ///< All there are.

    /// The bytes of a blob so small that it stands in the header; null when it does not.
    [[nodiscard]] const std::string* inlineBlob(std::uint16_t number) const;

private:
    friend class HeaderReader;
    void addBlobs(std::vector<std::uint16_t>& numbers, std::uint16_t id) const;
    [[nodiscard]] std::vector<std::uint16_t> blobsForKey(std::uint16_t map, const KeyInfo* key) const;

    std::uint8_t m_format = kChunkFormat;
    std::size_t m_rows = 0;
    std::size_t m_runs = 0;
    std::vector<ColumnInfo> m_columns; ///< By id.
    std::vector<KeyInfo> m_properties;
    std::vector<KeyInfo> m_traits;
    std::vector<std::pair<std::uint16_t, std::string>> m_inline; ///< By blob number.
};

} // namespace sightglass::storage::columns
