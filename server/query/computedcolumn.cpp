// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/computedcolumn.h"

#include "query/columns.h"

#include <cstring>
#include <limits>

namespace sightglass::query {

namespace {

constexpr std::uint64_t kMostDistinct = std::uint64_t{1} << 62;

template <typename T> void narrow(CodeColumn& out, const std::vector<std::uint64_t>& numbers)
{
    out.computed.resize(numbers.size() * sizeof(T));
    auto* at = reinterpret_cast<T*>(out.computed.data()); // as aligned as any allocation
    for (std::size_t row = 0; row < numbers.size(); ++row)
        at[row] = static_cast<T>(numbers[row]);
    out.codes = {out.computed.data(), sizeof(T)};
}

} // namespace

void ComputedColumn::add(const domain::NumberValues& values)
{
    if (values.width == 0)
        return;
    const bool wide = values.width >= 4;
    combine(values, wide ? 0 : std::uint64_t{1} << (8 * values.width));
}

void ComputedColumn::add(const domain::TextCodes& texts)
{
    if (texts.ids.width != 0)
        combine({texts.ids.data, 0, texts.ids.width, false, texts.ids.sparse}, texts.dictionary.size());
}

/// `distinct`: what all elements are below; 0 = any.
void ComputedColumn::combine(const domain::NumberValues& values, std::uint64_t distinct)
{
    if (m_distinct > 1 && (distinct == 0 || m_distinct > kMostDistinct / distinct))
        number();
    if (distinct == 0 || m_distinct > kMostDistinct / distinct) {
        // Too wide to be combined as it is: numbered by itself first.
        ComputedColumn alone(m_keys.size());
        withElements(values, [&](const auto in) {
            for (std::size_t row = 0; row < alone.m_keys.size(); ++row)
                alone.m_keys[row] = in[row];
        });
        alone.number();
        return combine({alone.m_keys.data(), 0, sizeof(std::uint64_t)}, alone.m_distinct);
    }
    const std::uint64_t step = m_distinct;
    withElements(values, [&](const auto in) {
        for (std::size_t row = 0; row < m_keys.size(); ++row)
            m_keys[row] += in[row] * step;
    });
    m_distinct *= distinct;
}

/// Keys become 0, 1, 2 … in the order first seen. Neighbours are often of one visitor and the same.
void ComputedColumn::number()
{
    domain::KeyMap numbers;
    m_firstRows.clear();
    std::uint64_t last = 0;
    std::uint64_t lastNumber = std::numeric_limits<std::uint64_t>::max();
    for (std::uint32_t row = 0; row < m_keys.size(); ++row) {
        if (lastNumber == std::numeric_limits<std::uint64_t>::max() || m_keys[row] != last) {
            last = m_keys[row];
            lastNumber = numbers.numberOf(last + 1); // no key is 2^64 − 1: these columns hold small numbers
            if (lastNumber > m_firstRows.size())
                m_firstRows.push_back(row);
            --lastNumber;
        }
        m_keys[row] = lastNumber;
    }
    m_distinct = std::max<std::size_t>(1, m_firstRows.size());
}

CodeColumn ComputedColumn::finish(const std::function<std::uint32_t(std::uint32_t row)>& idOf)
{
    number();
    CodeColumn out;
    for (const std::uint32_t row : m_firstRows)
        out.ids.push_back(idOf(row));
    if (out.ids.empty())
        out.ids.push_back(0);
    if (m_distinct <= 1)
        return out;
    if (m_distinct <= 0x100)
        narrow<std::uint8_t>(out, m_keys);
    else if (m_distinct <= 0x10000)
        narrow<std::uint16_t>(out, m_keys);
    else
        narrow<std::uint32_t>(out, m_keys);
    return out;
}

} // namespace sightglass::query
