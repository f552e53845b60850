// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/scan.h"
#include "storage/columns/codebuffer.h"
#include "storage/columns/textdictionary.h"

#include <cstddef>
#include <utility>

namespace sightglass::storage::columns {

/// A decoded column of text that owns its codes and its dictionary. Moves without moving them, so that codes() stays
/// valid. Thread: any may read at once.
class TextBuffer
{
public:
    /// Every row absent.
    TextBuffer() = default;
    TextBuffer(CodeBuffer codes, TextDictionary dictionary)
        : m_codes(std::move(codes))
        , m_dictionary(std::move(dictionary))
    {
    }

    /// Ids below the dictionary's size, 0 = absent. Different ids have different texts.
    [[nodiscard]] domain::TextCodes codes() const { return {m_codes.codes(), m_dictionary.texts()}; }
    [[nodiscard]] std::size_t bytes() const { return m_codes.bytes() + m_dictionary.bytes(); } ///< Memory held.
    /// The same texts of so many rows in less room, when most of them are absent.
    [[nodiscard]] TextBuffer thinned(std::size_t rows) &&
    {
        return TextBuffer(std::move(m_codes).thinned(rows), std::move(m_dictionary));
    }

private:
    CodeBuffer m_codes;
    TextDictionary m_dictionary;
};

} // namespace sightglass::storage::columns
