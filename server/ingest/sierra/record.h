// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decodedevent.h"
#include "domain/request.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sightglass::ingest::sierra {

/// What hits and exceptions have in common (spec sierra §5.4, §6): ids of view and tab, and metadata.
[[nodiscard]] domain::DecodedEvent newEvent(const domain::Request& request, domain::Kind kind, std::string_view name);
/// A visitor is known as long as the tab; a blank session is none.
void applyIds(domain::Event& event, std::string_view beacon, std::string_view session);
/// At most 32 entries, in the order given.
void applyMetadata(domain::Event& event, const std::vector<std::pair<std::string, std::string>>& metadata);

} // namespace sightglass::ingest::sierra
