// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decodedevent.h"
#include "domain/request.h"
#include "ingest/tracker/call.h"
#include "ingest/tracker/eventdecoder.h"
#include "ingest/tracker/fields.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sightglass::ingest::tracker {

/// One record on its way to an event, with everything that says something about it. Thread: one at a time.
struct Scene
{
    const Options& options;
    const domain::Request& request;
    const Call call;
    const Surroundings& around;
    Decoded& out;
    domain::DecodedEvent decoded;
    Fields fields;
    std::string hostHash;
    std::string ename;
    std::string clientEventId; ///< Sent, but no UUID.

    Scene(const Options& options, json::Value record, json::Value params, const domain::Request& request, Call call,
          const Surroundings& around, Decoded& out);
    [[nodiscard]] domain::Event& event() { return decoded.event; }
    [[nodiscard]] bool isOfServer() const { return call == Call::ServerTrack; }
};

/// Whether `acct` shows that the sender may send for the host, where that is asked for (§3.9).
[[nodiscard]] bool provesAccount(Fields& fields, const domain::Request& request, const Options& options);

/// Puts a column into the event's `wire`, unless it is empty.
void keep(domain::Event& event, std::string_view column, std::string text);
void keepNumber(domain::Event& event, std::string_view column, std::optional<std::int64_t> number);

/// The UUID that a text stands for: its own, or one named after any other text (spec tracker §4); "" for none.
[[nodiscard]] std::string stableId(const std::string& text, const std::string& hostHash, std::string_view family,
                                   const Options& options, ProblemCounts& problems);
/// The UUID that an id stands for: as stableId() makes it.
[[nodiscard]] std::string idOf(Scene& scene, std::string_view key, std::string_view family);

/// Event, visitor, session and user (§5); hashed identities.
void applyIdentity(Scene& scene);
/// Page, the one before, campaign (§3.7). `url` and `last` as the original keeps them go beside.
void applyPage(Scene& scene, const class UrlText& urlText);
/// What kind of event it is, and its name (spec routes §4.2).
void applyKind(Scene& scene);
/// Columns that are members of an event.
void applyMembers(Scene& scene);
/// Columns that are none; they stand in `wire` under their own names.
void applyRecord(Scene& scene);
/// What the request says about who sent it; a server speaks for somebody else.
void applySender(Scene& scene);

} // namespace sightglass::ingest::tracker
