// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/columns/chunkbuilder.h"
#include "storage/columns/codebuffer.h"
#include "storage/columns/columnids.h"
#include "storage/columns/compression.h"
#include "storage/columns/runtable.h"
#include "storage/columns/textinterner.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace sightglass::storage::columns {

/// A column of text while a chunk is sealed. Rows that are not set are absent.
class DictionaryColumn
{
public:
    void set(std::size_t rows, std::size_t row, std::string_view text)
    {
        if (m_codes.empty())
            m_codes.assign(rows, 0);
        m_codes[row] = m_texts.id(text);
    }
    [[nodiscard]] bool isEmpty() const { return m_codes.empty(); }
    /// In the smallest layout: by runs where it is constant within each, as a function of `parent` (which may be null)
    /// where that is smaller, otherwise row by row.
    [[nodiscard]] EncodedColumn encoded(Compressor& compressor, const RunTable& runs, ColumnId id,
                                        const DictionaryColumn* parent) const;

private:
    std::vector<std::uint32_t> m_codes;
    TextInterner m_texts;
};

/// What a decoded column needs besides its own blob. `parent` is there for Layout::Mapped only.
struct CodeContext
{
    const RunTable& runs;
    domain::Codes parent;
    std::size_t parentDistinct = 0;
};
/// Nothing when it is damaged.
[[nodiscard]] std::optional<CodeBuffer> decodeCodes(std::string_view blob, const ColumnInfo& info,
                                                    const CodeContext& context);

} // namespace sightglass::storage::columns
