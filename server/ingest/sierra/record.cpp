// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/sierra/record.h"

#include "core/utf8.h"
#include "ingest/sierra/text.h"
#include "ingest/sierra/wire.h"

namespace sightglass::ingest::sierra {

namespace {

constexpr std::size_t kIdBytes = 256;
constexpr std::size_t kViewIdBytes = 255; ///< Of the canonical event.
constexpr std::size_t kEntries = 32;
constexpr std::size_t kKeyBytes = 256;
constexpr std::size_t kValueBytes = 1024;

} // namespace

domain::DecodedEvent newEvent(const domain::Request& request, domain::Kind kind, std::string_view name)
{
    domain::DecodedEvent decoded;
    decoded.event.protocol = domain::Protocol::Sierra;
    decoded.event.route = request.route;
    decoded.event.kind = kind;
    decoded.event.name = name;
    decoded.excludableAddress = request.clientAddress; // for that alone: no other trace of it may stay (routes §3)
    return decoded;
}

void applyIds(domain::Event& event, std::string_view beacon, std::string_view session)
{
    const std::string bid = truncated(event, beacon, kIdBytes);
    event.viewId = cutUtf8(bid, kViewIdBytes);
    keepOnWire(event, "bid", bid, event.viewId);
    const std::string sid = truncated(event, withoutBlanks(session), kIdBytes);
    event.sessionHint = cutUtf8(sid, kIdBytes);
    keepOnWire(event, "sid", sid, event.sessionHint);
    event.visitorBasis = domain::VisitorBasis::Tab;
}

void applyMetadata(domain::Event& event, const std::vector<std::pair<std::string, std::string>>& metadata)
{
    for (const auto& [key, value] : metadata) {
        if (event.properties.size() == kEntries)
            return domain::addWarning(event, domain::Warning::PropertyDropped);
        std::string name = truncated(event, key, kKeyBytes);
        std::string text = truncated(event, value, kValueBytes);
        // Keys that are only told apart by what was cut, or by NULs, are one.
        if (!event.properties.empty() && event.properties.back().key == name)
            event.properties.back().value = std::move(text);
        else
            event.properties.push_back({std::move(name), std::move(text)});
    }
}

} // namespace sightglass::ingest::sierra
