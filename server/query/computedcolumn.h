// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "query/openchunk.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace sightglass::query {

/// Makes one column of small numbers out of several of a chunk: each different combination gets a number. For
/// properties that no stored column holds (source, channel, screen) or only as numbers (device).
class ComputedColumn
{
public:
    explicit ComputedColumn(std::size_t rows)
        : m_keys(rows)
    {
    }

    void add(const domain::NumberValues& values);
    void add(const domain::TextCodes& texts);
    /// `idOf` gives the question-wide id of the combination that a row has; called once for each.
    [[nodiscard]] CodeColumn finish(const std::function<std::uint32_t(std::uint32_t row)>& idOf);

private:
    void combine(const domain::NumberValues& values, std::uint64_t distinct);
    void number();

    std::vector<std::uint64_t> m_keys; ///< By row; below m_distinct.
    std::uint64_t m_distinct = 1;
    std::vector<std::uint32_t> m_firstRows; ///< By number, once numbered.
};

} // namespace sightglass::query
