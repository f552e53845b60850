// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/columns/chunkreader.h"
#include "storage/columns/sealedchunk.h"
#include "support/sealevents.h"

#include <QByteArray>

#include <cstdint>
#include <vector>

namespace sightglass::test {

inline constexpr const char* kChunkDay = "2026-03-10T00:00:00.000Z";

/// The order that rows of a chunk have, written down once more.
[[nodiscard]] std::vector<domain::Event> inRowOrder(std::vector<domain::Event> events);
/// Events with every member at random, some visitors more than once.
[[nodiscard]] std::vector<domain::Event> randomEvents(std::uint64_t seed, std::size_t count);

/// A chunk and its blobs, ready to be read.
struct Opened
{
    storage::columns::ChunkHeader header;
    storage::columns::ColumnBlobs blobs;
    [[nodiscard]] storage::columns::ChunkReader reader() const { return {header, blobs}; }
};
/// An event as one line of JSON.
[[nodiscard]] QByteArray lineOf(const domain::Event& event);
[[nodiscard]] Opened opened(const storage::columns::SealedChunk& chunk);

} // namespace sightglass::test
