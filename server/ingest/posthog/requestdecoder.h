// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decodedevent.h"
#include "domain/request.h"
#include "domain/sourcedirectory.h"
#include "ingest/decoded.h"
#include "ingest/posthog/envelope.h"

#include <cstddef>
#include <vector>

namespace sightglass::ingest::posthog {

/// What one request held. Refused items do not change the answer (spec drop-in-apis §4.4).
struct Decoded
{
    std::vector<domain::DecodedEvent> events;
    std::vector<Refusal> refusals;
    std::size_t discarded = 0; ///< Items of kinds that are thrown away.
};

/// Decodes the events of one request whose source is known. `repaired`: the document held bytes that were no UTF-8.
/// Pure; thread: any.
[[nodiscard]] Decoded decode(const domain::Request& request, const Envelope& envelope, bool repaired,
                             const domain::SourceEntry& entry);

} // namespace sightglass::ingest::posthog
