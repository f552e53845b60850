// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/dictionarycolumn.h"

#include "storage/columns/dictionarycodec.h"
#include "storage/columns/mappedcodes.h"
#include "storage/columns/textcodes.h"

#include <algorithm>

namespace sightglass::storage::columns {

namespace {

using Codes = std::vector<std::uint32_t>;

/// The codes of the runs, when each has but one.
std::optional<Codes> runCodes(const Codes& codes, const RunTable& runs)
{
    Codes firsts(runs.size());
    std::size_t row = 0;
    for (std::size_t run = 0; run < runs.size(); ++run) {
        firsts[run] = codes[row];
        for (; row < runs.end(run); ++row) {
            if (codes[row] != firsts[run])
                return std::nullopt;
        }
    }
    return firsts;
}

std::optional<CodeBuffer> spread(const CodeBuffer& firsts, const RunTable& runs, std::size_t distinct)
{
    CodeBuffer codes(runs.rows, distinct);
    if (codes.width() > 0)
        withWidth(codes.width(), [&](auto zero) {
            using Element = decltype(zero);
            const auto* const firstOf = static_cast<const Element*>(firsts.codes().data);
            auto* const to = reinterpret_cast<Element*>(codes.data());
            for (std::size_t run = 0; run < runs.size(); ++run)
                std::fill(to + runs.begin(run), to + runs.end(run), firstOf[run]);
        });
    return codes;
}

} // namespace

EncodedColumn DictionaryColumn::encoded(Compressor& compressor, const RunTable& runs, ColumnId id,
                                        const DictionaryColumn* parent) const
{
    EncodedColumn column;
    column.isText = true;
    column.info.id = id;
    column.info.distinct = static_cast<std::uint32_t>(m_texts.size());
    column.info.count = static_cast<std::uint32_t>(
        m_codes.size() - static_cast<std::size_t>(std::count(m_codes.begin(), m_codes.end(), 0U)));
    ByteWriter dictionary(column.dictionary);
    writeDictionary(compressor, dictionary, m_texts.texts());
    ByteWriter out(column.values);
    if (const std::optional<Codes> firsts = runCodes(m_codes, runs)) {
        column.info.layout = Layout::Runs;
        writeTextCodes(compressor, out, *firsts, m_texts.size());
        return column;
    }
    writeTextCodes(compressor, out, m_codes, m_texts.size());
    if (parent == nullptr || parent->isEmpty())
        return column;
    std::string mapped;
    ByteWriter inner(mapped);
    writeMappedCodes(compressor, inner, m_codes, parent->m_codes, parent->m_texts.size());
    if (mapped.size() < column.values.size()) {
        column.info.layout = Layout::Mapped;
        column.values = std::move(mapped);
    }
    return column;
}

std::optional<CodeBuffer> decodeCodes(std::string_view blob, const ColumnInfo& info, const CodeContext& context)
{
    ByteReader in(blob);
    std::optional<CodeBuffer> codes;
    if (info.layout == Layout::Rows) {
        codes = readTextCodes(in, context.runs.rows, info.distinct);
    } else if (info.layout == Layout::Runs) {
        const std::optional<CodeBuffer> firsts = readTextCodes(in, context.runs.size(), info.distinct);
        codes = firsts ? spread(*firsts, context.runs, info.distinct) : std::nullopt;
    } else if (info.layout == Layout::Mapped) {
        codes = readMappedCodes(in, context.runs.rows, info.distinct, context.parent, context.parentDistinct);
    }
    return in.atEnd() ? std::move(codes) : std::nullopt;
}

} // namespace sightglass::storage::columns
