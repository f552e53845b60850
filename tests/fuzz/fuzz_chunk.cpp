// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/bytes.h"
#include "storage/columns/chunkreader.h"
#include "storage/columns/compression.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace {

using namespace sightglass;
using namespace sightglass::storage::columns;

/// More rows would only make each input slow.
constexpr std::size_t kMostRows = 4096;

std::string withChecksum(std::string_view bytes)
{
    std::string whole(bytes);
    appendChecksum(whole);
    return whole;
}

template <typename T> void mustBeCorrupt(const Expected<T>& result)
{
    if (!result && result.error().code != ErrorCode::Corrupt)
        __builtin_trap();
}

void readColumns(const ChunkReader& reader, const ChunkHeader& header)
{
    mustBeCorrupt(reader.runs());
    for (std::size_t column = 0; column < domain::kNumberColumns; ++column) {
        const auto numbers = reader.numbers(static_cast<domain::NumberColumn>(column));
        mustBeCorrupt(numbers);
        std::int64_t sum = 0;
        for (std::size_t row = 0; numbers && row < header.rows(); ++row)
            sum ^= numbers->values().at(row);
        [[maybe_unused]] static volatile std::int64_t seen;
        seen = sum;
    }
    for (std::size_t column = 0; column < domain::kTextColumns; ++column) {
        const auto texts = reader.texts(static_cast<domain::TextColumn>(column));
        mustBeCorrupt(texts);
        for (std::size_t row = 0; texts && row < header.rows(); ++row)
            (void)std::string(texts->codes().at(row));
        mustBeCorrupt(reader.dictionary(static_cast<domain::TextColumn>(column)));
    }
    for (const KeyInfo& key : header.properties())
        mustBeCorrupt(reader.property(key.key));
    for (const KeyInfo& key : header.traits())
        mustBeCorrupt(reader.trait(key.key));
}

} // namespace

/// A header and blobs with good checksums around any bytes: answers or Corrupt. The input is a chunk as
/// tests/vectors/chunks holds it, without the checksums.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    storage::ByteReader in(std::string_view(reinterpret_cast<const char*>(data), size));
    const auto header = ChunkHeader::parse(withChecksum(in.bytes()));
    mustBeCorrupt(header);
    if (!header || header->rows() > kMostRows)
        return 0;
    ColumnBlobs blobs;
    while (!in.atEnd()) {
        const auto number = static_cast<std::uint16_t>(in.varint());
        blobs.add(number, withChecksum(in.bytes()));
    }
    const ChunkReader reader(*header, blobs);
    readColumns(reader, *header);
    mustBeCorrupt(reader.events());
    return 0;
}
