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
    std::string keptAddress; ///< The client's, as far as its source keeps addresses; "" = not at all.
    domain::TextMap defaults; ///< Of the route: what the request says comes before it.
    std::string linkId;       ///< The short link that was followed.
};

/// Turns one tracking request into events (spec tracker §3–§7). Any object gives an event, unless the account lock
/// forbids it: columns that cannot hold what was sent stay empty. Thread: one at a time; keep one per thread.
class EventDecoder
{
public:
    /// `options` must outlive the decoder.
    explicit EventDecoder(const Options& options);

    [[nodiscard]] Decoded decode(const domain::Request& request, Call call, const Surroundings& around);

private:
    struct Scene; ///< One record on its way to an event.

    [[nodiscard]] std::optional<domain::DecodedEvent> event(json::Value record, const domain::Request& request,
                                                            Call call, const Surroundings& around, Decoded& out);
    [[nodiscard]] json::Value paramsOf(json::Value record);
    [[nodiscard]] bool opens(Scene& scene) const;
    void applyIdentity(Scene& scene) const;
    void applyUser(Scene& scene) const;
    void applyMembers(Scene& scene) const;
    void applyKind(Scene& scene) const;
    void applyPage(Scene& scene) const;
    void applyRecord(Scene& scene) const;
    void applySender(Scene& scene) const;
    void applyParams(Scene& scene);
    [[nodiscard]] std::string idOf(Scene& scene, std::string_view key, std::string_view family) const;

    const Options& m_options;
    const UrlText m_urlText;
    RecordReader m_reader;
    json::Parser m_paramsParser;
    json::Parser m_freeParser;
};

} // namespace sightglass::ingest::tracker
