// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/event.h"

#include <string>

namespace sightglass::domain {

/// What stands for "no longer there" where a sender took a trait or a property of a session away (openmetrics §6.5): a
/// text that nobody can send, since NUL is removed. null in JSON.
inline constexpr std::string_view kDeletedValue("\0", 1);
[[nodiscard]] inline bool isDeletion(const PropertyValue& value)
{
    const auto* text = std::get_if<std::string>(&value);
    return text && *text == kDeletedValue;
}

/// A property's value as filters and breakdowns see it: text as it is, "true" and "false", numbers as the shortest
/// decimal text that reads back the same (1.50 → "1.5", 2.0 → "2").
[[nodiscard]] std::string propertyText(const PropertyValue& value);

} // namespace sightglass::domain
