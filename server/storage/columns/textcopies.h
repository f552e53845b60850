// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/columns/codebuffer.h"
#include "storage/columns/textdictionary.h"
#include "storage/columns/textinterner.h"

#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace sightglass::storage::columns {

/// Numbers texts like TextInterner but keeps copies, for texts that are made on the way. Thread: one at a time.
class TextCopies
{
public:
    [[nodiscard]] std::uint32_t id(std::string_view text);
    /// Those codes with the texts, in memory of their own.
    [[nodiscard]] std::pair<CodeBuffer, TextDictionary> taken(std::span<const std::uint32_t> codes) const;

private:
    TextInterner m_interner;
    std::deque<std::string> m_copies;
};

} // namespace sightglass::storage::columns
