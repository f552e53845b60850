// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sightglass::ingest::opentrace {

/// What an id in `sid` or `session_id` stands for (spec opentrace §9.1).
enum class KeyClass : std::uint8_t {
    None,   ///< Nobody: `unknown`, empty, `ss_…`.
    User,   ///< Given by the application.
    Browser ///< Made by a tracker.
};

/// The class of a key; rows of browsers name their screen.
[[nodiscard]] KeyClass classOf(std::string_view key, bool namesScreen);

/// What `get_user_hash` of the clients makes of an id: 16 hex digits of its SHA-256 (spec opentrace §7.2).
[[nodiscard]] std::string userHash(std::string_view id);

/// The hash that may stand for a user id elsewhere; nothing when it is one already (spec opentrace §9.2).
[[nodiscard]] std::optional<std::string> hashOf(std::string_view userId);

/// Says that two user ids are one person, on an event that is of `userId` already.
void linkUsers(domain::Event& event, std::string otherId);

/// An event that says nothing but that two user ids are one person; `like` lends its route and time.
[[nodiscard]] domain::Event aliasEvent(const domain::Event& like, std::string otherId);

} // namespace sightglass::ingest::opentrace
