// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decodedevent.h"
#include "domain/sourcedirectory.h"

#include <string>

namespace sightglass::pipeline {

/// Why the rules of a project and its source keep an event out of the numbers, as `Event::excluded` says it; "" when
/// they do not (spec routes §3 "exclusions"). Pure.
[[nodiscard]] std::string exclusionOf(const domain::DecodedEvent& decoded, const domain::SourceEntry& entry);

/// The same by today's rules for a stored event. Its address is not known any more: what was excluded by one stays so
/// while there is any rule about addresses.
[[nodiscard]] std::string exclusionNow(const domain::Event& event, const domain::SourceEntry& entry);

} // namespace sightglass::pipeline
