// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/columns/codebuffer.h"
#include "storage/columns/textdictionary.h"
#include "storage/columns/textinterner.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

namespace sightglass::storage::columns {

/// Numbers texts that are made on the way and gives them as a column. Thread: one at a time.
class TextCopies
{
public:
    [[nodiscard]] std::uint32_t id(std::string_view text) { return m_interner.id(text); }
    /// Those codes with the texts, in memory of their own.
    [[nodiscard]] std::pair<CodeBuffer, TextDictionary> taken(std::span<const std::uint32_t> codes) const;

private:
    TextInterner m_interner;
};

} // namespace sightglass::storage::columns
