// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/ids.h"
#include "core/expected.h"
#include "storage/packedevents.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// Sealed chunks: the events of one project and one UTC day as compressed columns, and back without loss. A chunk is
/// self-contained. Layout, byte by byte: README.md of server/storage.
namespace sightglass::storage::columns {

/// More rows than this are not sealed into one chunk and not read from one.
inline constexpr std::size_t kMaxChunkRows = 1 << 20;
/// Numbers of a chunk's blobs are below this.
inline constexpr std::uint16_t kBlobNumbers = 4096;

/// One blob of a chunk. `number` says which; it means something together with the chunk's header only.
struct ColumnBlob
{
    std::uint16_t number = 0; ///< 1 … kBlobNumbers - 1
    std::string bytes;
    bool operator==(const ColumnBlob&) const = default;
};

/// What a catalogue keeps beside a chunk.
struct ChunkSummary
{
    std::size_t rows = 0;
    TimePoint firstTime{}; ///< Of event_time, both inclusive.
    TimePoint lastTime{};
    EventSeq firstSeq;
    EventSeq lastSeq;
    std::uint64_t firstVisitor = 0;
    std::uint64_t lastVisitor = 0;
    std::size_t bytes = 0; ///< Header and blobs together.
    bool operator==(const ChunkSummary&) const = default;
};

struct SealedChunk
{
    std::string header;
    std::vector<ColumnBlob> columns; ///< By number, each once; columns at their default throughout have none.
    ChunkSummary summary;
};

/// Seals 1 … kMaxChunkRows of the events, whose numbers are given in the order of PackedEvents::sorted(). Rows stand by
/// (visitor, event_time, received_at, message_id, seq), the visitor compared as an unsigned number. Every member comes
/// back but the project, which the source tells. A pure function, equal events give equal bytes. Thread: any.
/// Error: Corrupt (a body).
[[nodiscard]] Expected<SealedChunk> sealChunk(const PackedEvents& events, std::span<const std::uint32_t> order);

} // namespace sightglass::storage::columns
