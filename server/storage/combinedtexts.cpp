// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/combinedtexts.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <unordered_map>

namespace sightglass::storage {

namespace {

constexpr std::uint64_t kLargestTable = std::uint64_t{1} << 20;
constexpr std::uint32_t kNoNumber = 0xffffffff;

/// Pairs of small numbers, numbered in the order first seen.
class PairNumbers
{
public:
    /// All pairs are below `pairs`.
    explicit PairNumbers(std::uint64_t pairs)
        : m_table(pairs <= kLargestTable ? pairs : 0, kNoNumber)
    {
    }

    [[nodiscard]] std::uint32_t numberOf(std::uint64_t pair)
    {
        std::uint32_t& number = m_table.empty() ? m_places.try_emplace(pair, kNoNumber).first->second : m_table[pair];
        if (number == kNoNumber)
            number = m_count++;
        return number;
    }
    [[nodiscard]] std::uint32_t count() const { return m_count; }

private:
    std::vector<std::uint32_t> m_table;
    std::unordered_map<std::uint64_t, std::uint32_t> m_places; ///< When a table would be too large.
    std::uint32_t m_count = 0;
};

/// Makes `numbers` those of the combinations with one column more; how many there are.
std::uint32_t addColumn(std::vector<std::uint32_t>& numbers, std::uint32_t count, const domain::TextCodes& column)
{
    if (column.ids.width == 0)
        return count;
    const std::uint64_t texts = column.dictionary.size();
    PairNumbers pairs(count * texts);
    for (std::size_t row = 0; row < numbers.size(); ++row)
        numbers[row] = pairs.numberOf(numbers[row] * texts + column.ids.at(row));
    return std::max<std::uint32_t>(1, pairs.count());
}

/// Writes numbers in the width that the buffer has.
void store(const std::vector<std::uint32_t>& numbers, columns::CodeBuffer& out)
{
    std::uint8_t* at = out.data();
    for (const std::uint32_t number : numbers) {
        const auto byte = static_cast<std::uint8_t>(number);
        const auto word = static_cast<std::uint16_t>(number);
        const void* const narrow = out.width() == 1   ? static_cast<const void*>(&byte)
                                   : out.width() == 2 ? static_cast<const void*>(&word)
                                                      : &number;
        std::memcpy(at, narrow, out.width());
        at += out.width();
    }
}

} // namespace

CombinedTexts::CombinedTexts(std::size_t rows, std::span<const domain::TextCodes> columns)
    : m_columns(columns.size())
{
    std::vector<std::uint32_t> numbers(rows);
    std::uint32_t count = 1;
    for (const domain::TextCodes& column : columns)
        count = addColumn(numbers, count, column);
    m_codes = storage::columns::CodeBuffer(rows, count - 1);
    if (m_codes.width() > 0)
        store(numbers, m_codes);
    m_texts.resize(count * m_columns);
    std::vector<bool> known(count);
    std::size_t bytes = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        if (known[numbers[row]])
            continue;
        known[numbers[row]] = true;
        for (std::size_t c = 0; c < m_columns; ++c) {
            m_texts[numbers[row] * m_columns + c] = columns[c].at(row);
            bytes += columns[c].at(row).size();
        }
    }
    m_arena.reserve(bytes); // so that views into it stay valid
    for (std::string_view& text : m_texts) {
        const std::size_t begin = m_arena.size();
        m_arena.insert(m_arena.end(), text.begin(), text.end());
        text = {m_arena.data() + begin, text.size()};
    }
}

std::size_t CombinedTexts::bytes() const
{
    return m_codes.bytes() + m_arena.capacity() + m_texts.capacity() * sizeof(std::string_view);
}

} // namespace sightglass::storage
