// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/decodedevent.h"
#include "domain/request.h"
#include "domain/sourcedirectory.h"
#include "ingest/layered.h"
#include "ingest/segment/answers.h"
#include "ingest/segment/call.h"

#include <optional>
#include <string>

namespace sightglass::ingest::segment {

/// What a batch's envelope lends to its items; empty for single events.
struct Envelope
{
    json::Value context;
    json::Value integrations;
    json::Value sentAt;
};

/// Turns one item into an event, in the order of spec segment §5.4. Pure: the same input gives the same event, but for
/// generated message ids. One object per request; thread: one at a time.
class EventDecoder
{
public:
    EventDecoder(const domain::Request& request, const domain::SourceEntry& entry, const Options& options,
                 const Envelope& envelope);

    /// An item of a batch, which names its own type.
    [[nodiscard]] std::optional<ItemError> decodeItem(json::Value item, domain::DecodedEvent& out) const;
    /// An event whose path names the type.
    [[nodiscard]] std::optional<ItemError> decode(json::Value item, Call call, domain::DecodedEvent& out) const;

private:
    [[nodiscard]] std::optional<ItemError> applyIds(json::Value item, Call call, domain::Event& event) const;
    [[nodiscard]] std::optional<ItemError> checkMembers(json::Value item, Call call, domain::Event& event) const;
    [[nodiscard]] std::optional<ItemError> checkLengths(json::Value item, Call call) const;
    void applyCall(json::Value item, Call call, const Layered& context, domain::Event& event) const;
    void finish(json::Value item, Call call, const Layered& context, domain::DecodedEvent& out) const;

    const domain::Request& m_request;
    const domain::SourceEntry& m_entry;
    const Options& m_options;
    const Envelope m_envelope;
    const std::string m_keptAddress; ///< The client's, as far as the source keeps addresses; "" = not at all.
};

} // namespace sightglass::ingest::segment
