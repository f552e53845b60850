// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/query.h"

#include <cstdint>
#include <optional>
#include <string>

namespace sightglass::query {

/// How people and pages of people are named outside: the `id` of a person is the key that IdentityGraph::resolve()
/// gives, as 16 hexadecimal digits; a cursor is what the last person of a page was ordered by, a dot, and their id.
/// Nothing for what is none. Pure.
[[nodiscard]] std::string personKeyText(std::uint64_t key);
[[nodiscard]] std::optional<std::uint64_t> parsePersonKey(const std::string& text);
[[nodiscard]] std::string peopleCursorText(const domain::PeopleCursor& cursor);
[[nodiscard]] std::optional<domain::PeopleCursor> parsePeopleCursor(const std::string& text);

} // namespace sightglass::query
