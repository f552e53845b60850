// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decodedevent.h"
#include "domain/request.h"
#include "domain/sourcedirectory.h"
#include "ingest/tracker/call.h"
#include "ingest/tracker/fields.h"
#include "ingest/tracker/recordreader.h"
#include "ingest/tracker/urltext.h"
#include "ingest/tracker/uuids.h"

#include <optional>
#include <string>
#include <vector>

namespace sightglass::ingest::tracker {

/// What a request meant.
struct Decoded
{
    std::vector<domain::DecodedEvent> events;
    std::string visitor; ///< UUID that the visitor goes by, for the cookie; "" for a server's request.
    std::string firstId; ///< `eid` of the first event: what server track answers.
    ProblemCounts problems{};
};

/// What surrounds a request.
struct Surroundings
{
    const domain::SourceEntry& entry;
    Identities& identities;
    std::string keptAddress;  ///< The client's, as far as its source keeps addresses; "" = not at all.
    domain::TextMap defaults; ///< Of the route: what the request says comes before it.
    std::string linkId;       ///< The short link that was followed.
};

struct Scene;

/// Turns one tracking request into events (spec tracker §3–§7). Any object gives an event, unless the account lock
/// forbids it: columns that cannot hold what was sent stay empty. Thread: one at a time; keep one per thread.
class EventDecoder
{
public:
    /// `options` must outlive the decoder.
    explicit EventDecoder(const Options& options);

    /// Parses the body, before anybody knows whose source the request is. It lasts until the next call.
    [[nodiscard]] Body readBody(const domain::Request& request);
    [[nodiscard]] Decoded decode(const domain::Request& request, const Body& body, Call call,
                                 const Surroundings& around);

private:
    [[nodiscard]] std::optional<domain::DecodedEvent> event(json::Value record, const domain::Request& request,
                                                            Call call, const Surroundings& around, Decoded& out);
    [[nodiscard]] json::Value paramsOf(json::Value record);
    void applyParams(Scene& scene);

    const Options& m_options;
    const UrlText m_urlText;
    RecordReader m_reader;
    json::Parser m_paramsParser;
    json::Parser m_freeParser;
};

} // namespace sightglass::ingest::tracker
