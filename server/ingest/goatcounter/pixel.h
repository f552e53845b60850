// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decodedevent.h"
#include "domain/request.h"
#include "domain/sourcedirectory.h"
#include "ingest/goatcounter/answers.h"

#include <variant>

namespace sightglass::ingest::goatcounter {

/// Turns the query of a request to /count into an event (spec drop-in-apis §5.1); the body says nothing. Pure; thread:
/// any.
[[nodiscard]] std::variant<domain::DecodedEvent, Failure> decodePixel(const domain::Request& request,
                                                                      const domain::SourceEntry& entry);

} // namespace sightglass::ingest::goatcounter
