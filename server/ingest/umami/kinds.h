// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/umami/payload.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sightglass::ingest::umami {

/// The `type` of an object (spec umami §3.2).
enum class Type : std::uint8_t { Event, Identify, Performance, Engagement, Error };
[[nodiscard]] std::optional<Type> parseType(std::string_view text);

/// Fills what each type says: kind, name, time, properties or traits, amounts, vitals, engagement, exception. Pure.
void applyType(domain::DecodedEvent& decoded, PayloadReader& payload, Type type, Place place);

/// The object as sent, without the visitor's address and agent.
[[nodiscard]] std::string rawMessage(json::Value object);

} // namespace sightglass::ingest::umami
