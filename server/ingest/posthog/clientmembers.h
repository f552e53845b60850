// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/decodedevent.h"
#include "domain/request.h"
#include "domain/sourcedirectory.h"

namespace sightglass::ingest::posthog {

/// What kind of program sent an event, by its library's name and the request's headers.
struct Sender
{
    bool browser = false;    ///< A page: HTTP libraries and headless browsers do not belong here.
    bool clientSide = false; ///< The visitor's own device: its address and headers say something about them.
    bool server = false;     ///< A library of back ends.

    [[nodiscard]] static Sender of(const domain::Request& request, json::Value properties);
};

/// Fills what the properties beginning with `$` say about the client, and what the pipeline needs to know of the
/// visitor (spec drop-in-apis §4.5, routes §3, §4.1).
void applyClient(domain::DecodedEvent& decoded, json::Value properties, const Sender& sender,
                 const domain::Request& request);

/// Fills the page: address, campaign, title, referrer.
void applyPage(domain::Event& event, json::Value properties, const domain::SourceEntry& entry);

} // namespace sightglass::ingest::posthog
