// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/posthog/requestdecoder.h"

#include "ingest/posthog/eventdecoder.h"
#include "ingest/posthog/propertyset.h"
#include "ingest/refusals.h"

namespace sightglass::ingest::posthog {

Decoded decode(const domain::Request& request, const Envelope& envelope, bool repaired,
               const domain::SourceEntry& entry)
{
    Decoded out;
    const EventDecoder decoder(request, entry, envelope);
    out.events.reserve(envelope.events.size());
    Refusals refusals;
    const auto refuse = [&refusals, &envelope](std::size_t index, json::Value item, std::string_view code,
                                               const char* why) {
        addRefusal(refusals, index, code, why,
                   [&] { return item.isObject() ? rawEvent(item, envelope.token) : std::string(); });
    };
    std::size_t index = 0;
    for (const json::Value item : envelope.events) {
        domain::DecodedEvent& event = out.events.emplace_back(); // in place: an event is a couple of kilobytes
        const ItemResult result = decoder.decode(item, event);
        if (result != ItemResult::Event)
            out.events.pop_back();
        else if (repaired)
            domain::addWarning(event.event, domain::Warning::TextRepaired);
        if (result == ItemResult::Discarded)
            ++out.discarded;
        else if (result == ItemResult::NotAnEvent)
            refuse(index, item, "no_event", "An item is no event with a name.");
        else if (result == ItemResult::NoDistinctId)
            refuse(index, item, "no_distinct_id", "An event says nothing about whom it concerns.");
        ++index;
    }
    out.refusals = refusals.take();
    return out;
}

} // namespace sightglass::ingest::posthog
