// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"
#include "storage/columns/codebuffer.h"
#include "storage/columns/textdictionary.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace sightglass::storage::columns {

/// The values of one key of a map, decoded from what KeyValues wrote. Thread: any may read at once.
class KeyValueReader
{
public:
    /// Nothing when it is damaged.
    [[nodiscard]] static std::optional<KeyValueReader> decode(std::string_view values, std::string_view dictionary,
                                                              std::size_t count);

    [[nodiscard]] std::size_t count() const { return m_count; }
    [[nodiscard]] domain::PropertyValue at(std::size_t index) const;
    /// Empty when the value is no text.
    [[nodiscard]] std::string_view textAt(std::size_t index) const;
    /// All of them in their text form (domain::propertyText), a code each; takes the texts out of this reader.
    [[nodiscard]] std::pair<CodeBuffer, TextDictionary> takeTexts();

private:
    std::size_t m_count = 0;
    std::vector<std::uint32_t> m_types;  ///< Empty when all are texts.
    std::vector<std::uint32_t> m_places; ///< Of each value among those of its type, with m_types.
    CodeBuffer m_codes;
    TextDictionary m_texts;
    std::vector<std::int64_t> m_integers;
    std::vector<double> m_reals;
    std::vector<std::uint32_t> m_truths;
};

} // namespace sightglass::storage::columns
