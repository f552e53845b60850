// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/event.h"
#include "storage/columns/columnreader.h"
#include "storage/columns/rawreader.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace sightglass::storage::columns {

/// Puts events together from all columns of a chunk, members by storage/eventmembers.h. Thread: one at a time.
/// Owner: the ChunkReader's call.
class EventAssembler
{
public:
    /// Error: Corrupt.
    [[nodiscard]] static Expected<EventAssembler> decode(ColumnReader& columns);

    /// Events of those rows, in that order. Can be asked once. Error: Corrupt.
    [[nodiscard]] Expected<std::vector<domain::Event>> assemble(std::span<const std::uint32_t> rows);

private:
    /// A map's keys and values, read along the rows.
    struct Map
    {
        MapReader reader;
        std::vector<std::string> names;
        std::vector<KeyValueReader> values;
        std::vector<std::size_t> next; ///< By key.
    };
    struct Filler;

    [[nodiscard]] Expected<void> decodeRowColumns(ColumnReader& columns);
    [[nodiscard]] Expected<void> decodeMember(ColumnReader& columns, ColumnId id);
    [[nodiscard]] Expected<void> decodeMap(ColumnReader& columns, ColumnId id);
    [[nodiscard]] Expected<void> decodeRaw(ColumnReader& columns);
    [[nodiscard]] bool fill(domain::Event& event, std::size_t row);
    void skip(std::size_t row);

    std::size_t m_rows = 0;
    const RunTable* m_runs = nullptr;
    std::size_t m_run = 0;
    std::optional<NumberBuffer> m_seqs;
    std::optional<NumberBuffer> m_received;
    std::vector<std::optional<DecodedNumbers>> m_numbers; ///< These three by column id.
    std::vector<std::optional<TextBuffer>> m_texts;
    std::vector<std::optional<Map>> m_maps;
    std::optional<RawReader> m_raw;
};

} // namespace sightglass::storage::columns
