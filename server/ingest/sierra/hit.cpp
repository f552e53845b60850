// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/sierra/hit.h"

#include "ingest/sierra/body.h"
#include "ingest/sierra/record.h"
#include "ingest/sierra/sender.h"
#include "ingest/sierra/text.h"
#include "ingest/sierra/wire.h"

#include <algorithm>

namespace sightglass::ingest::sierra {

namespace {

using domain::Event;

constexpr std::size_t kEventNameBytes = 256;
constexpr double kLongestMs = 24.0 * 60 * 60 * 1000;

HitKind readKind(Fields& fields)
{
    const auto word = fields.optionalText("e");
    if (!word || *word == "load")
        return HitKind::Load;
    if (*word != "unload" && *word != "custom")
        fields.fail("e", "load, unload or custom expected");
    return *word == "unload" ? HitKind::Unload : HitKind::Custom;
}

domain::DecodedEvent eventOf(const Hit& hit, const domain::Request& request, std::string name)
{
    switch (hit.kind) {
    case HitKind::Load: break;
    case HitKind::Unload: return newEvent(request, domain::Kind::Engagement, "engagement");
    case HitKind::Custom: return newEvent(request, domain::Kind::Custom, name.empty() ? "custom" : name);
    }
    return newEvent(request, domain::Kind::Pageview, "pageview");
}

void applyName(Event& event, const Hit& hit, const std::string& name)
{
    if (hit.kind == HitKind::Custom && name.empty())
        event.wire.push_back({"unnamed", true});
    else if (hit.kind != HitKind::Custom || name != withoutBlanks(name)) // the canonical name has no blanks around it
        keepOnWire(event, "event_name", name);
}

void applyDuration(Event& event, const Hit& hit)
{
    if (!hit.durationMs)
        return;
    const auto ms = static_cast<std::int64_t>(std::clamp(*hit.durationMs, 0.0, kLongestMs));
    if (hit.kind != HitKind::Unload) {
        event.wire.push_back({"duration_ms", ms});
        return;
    }
    event.engagementMs = ms;
    event.engagementBasis = domain::EngagementBasis::Wall;
}

} // namespace

std::variant<Hit, Failure> readHit(json::Value object, const Options& options)
{
    Fields fields(object, options.strict);
    Hit hit;
    hit.beacon = fields.required("b");
    hit.session = fields.session("s");
    hit.kind = readKind(fields);
    hit.page = pageOf(fields.required("u"));
    hit.referrer = fields.text("r");
    hit.firstOnSite = fields.truth("q");
    hit.firstOnPage = fields.truth("p");
    hit.timezone = fields.text("t");
    hit.durationMs = fields.number("m");
    hit.eventName = fields.text("n");
    hit.metadata = fields.texts("d");
    if (fields.failure())
        return *fields.failure();
    hit.keepsRoute = !options.strict && Fields(object, false).truth("hr");
    return hit;
}

domain::DecodedEvent decodeHit(const Hit& hit, const domain::Request& request, const domain::SourceEntry& entry,
                               const Options& options)
{
    Event scratch;
    const std::string name = truncated(scratch, hit.eventName, kEventNameBytes);
    domain::DecodedEvent decoded = eventOf(hit, request, name);
    Event& event = decoded.event;
    event.warnings = std::move(scratch.warnings);
    applyName(event, hit, name);
    applyIds(event, hit.beacon, hit.session);
    applyPage(event, *hit.page, hit.keepsRoute, domain::AddressRules::of(entry));
    applyReferrer(event, hit.referrer, options.strict);
    event.firstTodaySite = hit.firstOnSite;
    event.firstTodayPage = hit.firstOnPage;
    event.timezone = hit.timezone;
    applyDuration(event, hit);
    applyMetadata(event, hit.metadata);
    applySender(decoded, request, options);
    return decoded;
}

} // namespace sightglass::ingest::sierra
