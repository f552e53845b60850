// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/event.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace sightglass::ingest {

/// Text as a member of an event holds it: blanks around and NUL removed, cut at `bytes` on a character boundary with a
/// warning (spec routes §4.1).
[[nodiscard]] std::string memberText(domain::Event& event, std::string_view text, std::size_t bytes);
/// The same for a JSON string; "" for anything else.
[[nodiscard]] std::string memberText(domain::Event& event, json::Value value, std::size_t bytes);

/// The text with the letters of every script in lower case. Bytes that are no UTF-8 are replaced.
[[nodiscard]] std::string lowerText(std::string_view text);
/// Without blanks and NULs around.
[[nodiscard]] std::string_view trimmedText(std::string_view text);
/// 36 characters: hex digits of either case, and dashes in their places.
[[nodiscard]] bool isUuid(std::string_view text);

/// Characters (code points) of a text in UTF-8.
[[nodiscard]] std::size_t characterCount(std::string_view text);
/// At most so many of them, with a warning when there are more.
[[nodiscard]] std::string firstCharacters(domain::Event& event, std::string_view text, std::size_t characters);

/// An id of any scalar type as text: numbers as shortest decimal text, null and "" mean absent (spec segment §5.1).
/// Objects and lists are absent, with a warning.
[[nodiscard]] std::string idText(domain::Event& event, json::Value value, std::size_t bytes);

/// A message id as it is kept: one that is too long stands as its hash, with a warning (spec routes §3
/// "de-duplication").
[[nodiscard]] std::string messageIdText(domain::Event& event, std::string id);

/// Form in which user ids are compared: NFC, UUIDs in lower case (spec routes §4.1 `user_id`).
[[nodiscard]] std::string comparableUserId(std::string id);

} // namespace sightglass::ingest
