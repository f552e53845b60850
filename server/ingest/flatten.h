// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/event.h"

#include <functional>
#include <string_view>

namespace sightglass::ingest {

inline constexpr std::size_t kPropertyKeyBytes = 300;
inline constexpr std::size_t kPropertyTextBytes = 8192;
inline constexpr std::size_t kProperties = 10'000;

/// Appends the members of an object to `properties`: nested objects flatten with '.', lists become compact JSON text,
/// null is dropped, texts are cut, keys that are too long and whatever passes the count are dropped, with warnings on
/// `event` (spec routes §3 "properties", segment §6). `skip` leaves out members of the outermost object.
void flatten(domain::Event& event, json::Value object, domain::PropertyMap& properties,
             const std::function<bool(std::string_view)>& skip = {});

/// The property of that key; null when there is none.
[[nodiscard]] const domain::PropertyValue* findProperty(const domain::PropertyMap& properties, std::string_view key);

} // namespace sightglass::ingest
