// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "domain/event.h"
#include "domain/scan.h"
#include "storage/columns/chunkheader.h"
#include "storage/columns/columnblobs.h"
#include "storage/columns/numberbuffer.h"
#include "storage/columns/textbuffer.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace sightglass::storage::columns {

/// Decodes what one wants of a chunk from its header and the blobs that ChunkHeader::blobsFor…() names. Holds nothing
/// but the two references; each call decodes anew, and what it gives owns its memory.
/// Thread: any, several at once. Owner: the caller, who keeps header and blobs alive meanwhile.
/// Errors of every function: Corrupt (bytes that do not mean what they should, or a blob that is missing).
class ChunkReader
{
public:
    ChunkReader(const ChunkHeader& header, const ColumnBlobs& blobs)
        : m_header(header)
        , m_blobs(blobs)
    {
    }

    /// By visitor, each once; the first begins at row 0.
    [[nodiscard]] Expected<std::vector<domain::VisitorRun>> runs() const;
    /// Of every column, the derived ones included. ScrollDepth, RevenueMinor and ValueMinor may be kAbsent.
    [[nodiscard]] Expected<NumberBuffer> numbers(domain::NumberColumn column) const;
    [[nodiscard]] Expected<TextBuffer> texts(domain::TextColumn column) const;
    /// The different texts without the rows.
    [[nodiscard]] Expected<TextDictionary> dictionary(domain::TextColumn column) const;
    /// Values in their text form (domain::propertyText); absent throughout for a key that no row has.
    [[nodiscard]] Expected<TextBuffer> property(std::string_view key) const;
    [[nodiscard]] Expected<TextBuffer> trait(std::string_view key) const;
    /// Numbers in their text form; what is none is absent.
    [[nodiscard]] Expected<TextBuffer> vital(std::string_view key) const;

    /// Every event in the order of the rows, or those of the given rows in the order asked. Needs blobsForEvents().
    /// Every member is as it was, but for the project. A row past the end: InvalidInput.
    [[nodiscard]] Expected<std::vector<domain::Event>> events() const;
    [[nodiscard]] Expected<std::vector<domain::Event>> events(std::span<const std::uint32_t> rows) const;

private:
    const ChunkHeader& m_header;
    const ColumnBlobs& m_blobs;
};

} // namespace sightglass::storage::columns
