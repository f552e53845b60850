// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/decodedevent.h"
#include "domain/request.h"
#include "domain/sourcedirectory.h"
#include "ingest/segment/answers.h"
#include "ingest/segment/call.h"
#include "ingest/segment/requestbody.h"

#include <string>
#include <vector>

namespace sightglass::ingest::segment {

/// What one request held: events to complete and store, items that were refused, and the answer that is right once the
/// events are stored (at once, when there are none).
struct Decoded
{
    std::vector<domain::DecodedEvent> events;
    std::vector<Refusal> refusals;
    domain::Response answer;
};

/// Decodes the body of one request whose source is known. `body` is what readBody() gave. Pure; thread: any, with a
/// parser of its own.
[[nodiscard]] Decoded decodeSingle(const domain::Request& request, const json::Document& body, Call call,
                                   const domain::SourceEntry& entry, const Options& options);
[[nodiscard]] Decoded decodeBatch(const domain::Request& request, const json::Document& body,
                                  const domain::SourceEntry& entry, const Options& options);

} // namespace sightglass::ingest::segment
