// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "storage/columns/compression.h"
#include "storage/columns/textinterner.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sightglass::storage::columns {

/// Types of a key's values, as they stand in the file.
enum class ValueType : std::uint8_t { Text, Integer, Real, Truth };

/// The values of one key of a map while a chunk is sealed, one for each time a row has the key.
class KeyValues
{
public:
    void add(const domain::PropertyValue& value);
    void add(std::string_view text);
    [[nodiscard]] std::size_t count() const { return m_types.size(); }
    /// Appends the values and, apart from them, the texts. What is written says itself which types there are.
    void encode(Compressor& compressor, std::string& values, std::string& dictionary) const;

private:
    std::vector<std::uint32_t> m_types; ///< ValueType
    std::vector<std::uint32_t> m_codes;
    TextInterner m_texts;
    std::vector<std::int64_t> m_integers;
    std::vector<double> m_reals;
    std::vector<std::uint32_t> m_truths;
};

} // namespace sightglass::storage::columns
