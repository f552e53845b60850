// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/segment/eventtime.h"

#include "ingest/statedtime.h"

namespace sightglass::ingest::segment {

void applyTimes(domain::Event& event, json::Value item, json::Value sentAt)
{
    const json::Value original = item.find("originalTimestamp");
    event.statedAt = statedTime(event, isStatedTime(original) ? original : item.find("timestamp"), "stated_at");
    event.sentAt = statedTime(event, sentAt, "sent_at");
}

} // namespace sightglass::ingest::segment
