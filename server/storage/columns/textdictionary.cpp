// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/textdictionary.h"

#include <algorithm>

namespace sightglass::storage::columns {

TextDictionary::TextDictionary()
    : m_texts(1)
{
}

TextDictionary::TextDictionary(std::unique_ptr<char[]> arena, std::size_t arenaBytes,
                               std::span<const std::string_view> texts)
    : m_arena(std::move(arena))
    , m_arenaBytes(arenaBytes)
    , m_texts(texts.size() + 1) // exactly: it is kept long
{
    std::copy(texts.begin(), texts.end(), m_texts.begin() + 1);
}

std::size_t TextDictionary::bytes() const
{
    return m_arenaBytes + m_texts.capacity() * sizeof(std::string_view);
}

} // namespace sightglass::storage::columns
