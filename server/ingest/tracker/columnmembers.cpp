// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jsonwriter.h"
#include "ingest/tracker/scene.h"
#include "ingest/tracker/uuids.h"

#include <array>

namespace sightglass::ingest::tracker {

namespace {

using namespace std::string_view_literals;
using domain::Event;

constexpr double kMaxPixels = 100'000;

/// Columns that are text and no member of an event; they stand in `wire` under their own names.
constexpr std::array kRecordTexts{
    "app"sv,      "did"sv,       "split"sv,      "etyp"sv,          "sink"sv,        "outcome"sv, "gaid"sv,
    "idfa"sv,     "msid"sv,      "fbid"sv,       "rcode"sv,         "aff"sv,         "device"sv,  "os"sv,
    "tz"sv,       "zip"sv,       "relation"sv,   "ja4h"sv,          "arm_id"sv,      "mcid"sv,    "tags"sv,
    "audience"sv, "device_id"sv, "invoice_id"sv, "audience_tags"sv, "content_tags"sv};
/// Likewise, but UUIDs: anything else is nothing.
constexpr std::array kRecordUuids{"auth"sv, "rid"sv, "oid"sv, "tid"sv};

int pixels(std::optional<double> number)
{
    return number && *number >= 1 && *number <= kMaxPixels ? static_cast<int>(*number) : 0;
}

} // namespace

void applyMembers(Scene& scene)
{
    Event& event = scene.event();
    Fields& fields = scene.fields;
    event.appVersion = fields.text("rel");
    event.pageCategory = fields.text("ptyp");
    event.experiment = fields.text("xid");
    const auto version = fields.integer("ver");
    event.variant = fields.text("split");
    if (event.variant.empty() && version)
        event.variant = std::to_string(*version);
    event.consent = fields.integer("cflags");
    event.viewportWidth = pixels(fields.number("w"));
    event.viewportHeight = pixels(fields.number("h"));
    event.timezone = fields.textAsSent("tz");
    event.country = fields.text("country");
    event.region = fields.text("region");
    event.city = fields.text("city");
    event.locale = fields.textAsSent("culture");
    const auto created = fields.integer("created");
    constexpr std::int64_t kLastMs = 253'402'300'800'000; // the year 10000
    if (created && *created > 0 && *created < kLastMs)
        event.statedAt = fromMs(*created);
    if (std::string org = fields.text("org"); !org.empty())
        event.groups.emplace_back("org", uuidOf(org).value_or(org));
}

void applyRecord(Scene& scene)
{
    Event& event = scene.event();
    Fields& fields = scene.fields;
    for (const std::string_view column : kRecordTexts)
        keep(event, column, fields.text(column));
    for (const std::string_view column : kRecordUuids)
        keep(event, column, fields.uuid(column));
    keep(event, "ref", idOf(scene, "ref", "visitor"));
    keepNumber(event, "ver", fields.integer("ver"));
    keepNumber(event, "duration", fields.integer("duration"));
    if (const auto score = fields.number("score"))
        event.wire.push_back({"score", *score});
    const auto latitude = fields.number("lat");
    const auto longitude = fields.number("lon");
    if (latitude && longitude && *latitude >= -90 && *latitude <= 90 && *longitude >= -180 && *longitude <= 180) {
        event.wire.push_back({"lat", *latitude});
        event.wire.push_back({"lon", *longitude});
    }
    if (const json::Value targets = fields.record().find("targets"); !targets.isAbsentOrNull()) {
        std::string text;
        json::appendValue(text, targets);
        keep(event, "targets", std::move(text));
    }
}

} // namespace sightglass::ingest::tracker
