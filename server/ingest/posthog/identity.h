// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/event.h"

namespace sightglass::ingest::posthog {

/// Fills the ids and the link of an event whose kind is known, from `distinct_id` and what its properties say about it
/// (spec drop-in-apis §4.4, §4.5, routes §4.1 `user_id`). False without a distinct id.
[[nodiscard]] bool applyIdentity(domain::Event& event, json::Value item);

/// Fills groups and traits (`$groups`, `$set`, `$set_once`, `$group_set`).
void applyGroupsAndTraits(domain::Event& event, json::Value item);

} // namespace sightglass::ingest::posthog
