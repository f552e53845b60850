// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/decodedevent.h"
#include "domain/request.h"
#include "domain/sourcedirectory.h"
#include "ingest/decoded.h"
#include "ingest/goatcounter/answers.h"

#include <variant>
#include <vector>

namespace sightglass::ingest::goatcounter {

inline constexpr std::size_t kMostHits = 500;

/// The hits of one call of the API: those to store, and what is wrong with the others.
struct DecodedHits
{
    std::vector<domain::DecodedEvent> events;
    std::vector<std::size_t> indexes; ///< The place of each of them in the list.
    HitErrors errors;
    std::vector<Refusal> refusals; ///< The same for counters and the live view.
};

/// Decodes the body of POST /api/v0/count (spec drop-in-apis §5.2). Errors: 400 for a body that is no list of 1 to 500
/// hits. Pure; thread: one at a time per parser.
[[nodiscard]] std::variant<DecodedHits, Failure> decodeHits(json::Parser& parser, const domain::Request& request,
                                                            const domain::SourceEntry& entry);

} // namespace sightglass::ingest::goatcounter
