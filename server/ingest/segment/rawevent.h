// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ingest/layered.h"
#include "ingest/segment/call.h"

#include <string>
#include <string_view>

namespace sightglass::ingest::segment {

/// What the hub adds to an event before it is stored (spec segment §5.2, §5.5); empty = nothing.
struct Enrichment
{
    std::string_view messageId; ///< Generated, because none was sent.
    std::string_view channel;
    std::string_view address;
    std::string_view userAgent;
};

/// The event as sent, as JSON text: without `writeKey` and `receivedAt`, with its type, the envelope's members merged
/// in, a top-level category copied to the properties (§5.3) and the enrichment. `sentAt` is the one that applies.
[[nodiscard]] std::string rawEvent(json::Value item, Call call, const Layered& context, const Layered& integrations,
                                   json::Value sentAt, const Enrichment& enrichment);

/// At most `bytes` of a value as JSON text, its write keys left out; what a person may see of a refused request.
[[nodiscard]] std::string excerpt(json::Value value, std::size_t bytes = 500);

} // namespace sightglass::ingest::segment
