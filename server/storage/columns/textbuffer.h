// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"
#include "storage/columns/textdictionary.h"

#include <cstddef>
#include <cstdint>
#include <memory>

namespace sightglass::storage::columns {

/// A decoded column of text that owns its codes and its dictionary. Moves without moving them, so that codes() stays
/// valid. Thread: any may read at once.
class TextBuffer
{
public:
    /// Every row absent.
    TextBuffer() = default;
    /// `rows` codes of the width that the dictionary needs, not set yet.
    TextBuffer(std::size_t rows, TextDictionary dictionary);

    /// Ids below the dictionary's size, 0 = absent. Different ids have different texts.
    [[nodiscard]] domain::TextCodes codes() const { return {{m_data.get(), m_width}, m_dictionary.texts()}; }
    [[nodiscard]] std::size_t bytes() const { return m_bytes + m_dictionary.bytes(); } ///< Memory held.
    [[nodiscard]] std::uint8_t* data() { return m_data.get(); }
    [[nodiscard]] std::uint8_t width() const { return m_width; }

private:
    std::unique_ptr<std::uint8_t[]> m_data;
    std::size_t m_bytes = 0;
    std::uint8_t m_width = 0;
    TextDictionary m_dictionary;
};

} // namespace sightglass::storage::columns
