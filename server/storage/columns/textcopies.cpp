// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/textcopies.h"

#include "storage/columns/integers.h"

namespace sightglass::storage::columns {

std::pair<CodeBuffer, TextDictionary> TextCopies::taken(std::span<const std::uint32_t> codes) const
{
    std::size_t bytes = 0;
    for (const std::string_view text : m_interner.texts())
        bytes += text.size();
    auto arena = std::make_unique_for_overwrite<char[]>(bytes);
    std::vector<std::string_view> texts;
    texts.reserve(m_interner.size() + 1);
    char* at = arena.get();
    for (const std::string_view text : m_interner.texts()) {
        texts.emplace_back(at, text.size());
        at += text.copy(at, text.size());
    }
    CodeBuffer buffer(codes.size(), m_interner.size());
    if (buffer.width() > 0)
        withWidth(buffer.width(), [&](auto zero) {
            using Element = decltype(zero);
            auto* const out = reinterpret_cast<Element*>(buffer.data());
            for (std::size_t i = 0; i < codes.size(); ++i)
                out[i] = static_cast<Element>(codes[i]);
        });
    return {std::move(buffer), TextDictionary(std::move(arena), bytes, texts)};
}

} // namespace sightglass::storage::columns
