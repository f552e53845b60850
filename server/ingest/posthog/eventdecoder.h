// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/decodedevent.h"
#include "domain/request.h"
#include "domain/sourcedirectory.h"
#include "ingest/posthog/envelope.h"

#include <cstdint>
#include <optional>

namespace sightglass::ingest::posthog {

/// What became of one item.
enum class ItemResult : std::uint8_t {
    Event,
    Discarded,  ///< Of a kind that is thrown away: replays, heat maps, performance entries.
    NotAnEvent, ///< No object, or without a name.
    NoDistinctId
};

/// Turns items of one request into events (spec drop-in-apis §4.4, §4.5). Pure; thread: one at a time.
class EventDecoder
{
public:
    EventDecoder(const domain::Request& request, const domain::SourceEntry& entry, const Envelope& envelope);

    [[nodiscard]] ItemResult decode(json::Value item, domain::DecodedEvent& out) const;

private:
    void applyTimes(domain::Event& event, json::Value item) const;

    const domain::Request& m_request;
    const domain::SourceEntry& m_entry;
    const Envelope& m_envelope;
    std::optional<TimePoint> m_querySentAt; ///< Of `_` or `sent_at` in the query.
};

} // namespace sightglass::ingest::posthog
