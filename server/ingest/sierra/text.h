// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace sightglass::ingest::sierra {

/// A longer text is cut at the last character boundary within `bytes`, and "…" says so (spec sierra §5.4), with a
/// warning. NUL is removed. `text` must be UTF-8.
[[nodiscard]] std::string truncated(domain::Event& event, std::string_view text, std::size_t bytes);
/// Without the blanks around it, as Unicode understands them.
[[nodiscard]] std::string_view withoutBlanks(std::string_view text);
[[nodiscard]] constexpr bool isAsciiLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

} // namespace sightglass::ingest::sierra
