// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/rejections.h"

namespace sightglass::intake {

domain::Rejection rejectionOf(domain::Protocol protocol, TimePoint at, const domain::SourceEntry* entry,
                              std::string_view reason, std::string_view detail)
{
    domain::Rejection rejection;
    rejection.at = at;
    rejection.protocol = protocol;
    rejection.reason = reason;
    rejection.detail = detail;
    if (entry) {
        rejection.project = entry->project.id;
        rejection.source = entry->source.id;
    }
    return rejection;
}

domain::Rejection rejectionOf(domain::Protocol protocol, TimePoint at, const domain::SourceEntry& entry,
                              ingest::Refusal refusal)
{
    domain::Rejection rejection = rejectionOf(protocol, at, &entry, refusal.code, refusal.message);
    rejection.excerpt = std::move(refusal.excerpt);
    rejection.items = static_cast<std::int64_t>(refusal.items);
    return rejection;
}

domain::Rejection switchedOff(domain::Protocol protocol, TimePoint at, const domain::SourceEntry& entry)
{
    return rejectionOf(protocol, at, &entry, "source_off", "The source is switched off.");
}

domain::Rejection rateLimited(domain::Protocol protocol, TimePoint at, const domain::SourceEntry& entry)
{
    return rejectionOf(protocol, at, &entry, "rate_limited", "The source sends more events a second than its limit.");
}

} // namespace sightglass::intake
