// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decodedevent.h"
#include "domain/sourcedirectory.h"
#include "ingest/layered.h"
#include "ingest/segment/sender.h"

namespace sightglass::ingest::segment {

/// Fills the members of an event that come from `context` (spec segment §5.6, routes §4.1), but for the page, whose
/// address depends on the call.
void applyContext(domain::DecodedEvent& decoded, const Layered& context, const Sender& sender,
                  const domain::Request& request);

/// Fills address, title and referrer of the page from `properties` and `context.page`. True when the address came from
/// `properties`, so that they need not repeat it.
bool applyPage(domain::Event& event, json::Value properties, const Layered& context, const domain::SourceEntry& entry);

} // namespace sightglass::ingest::segment
