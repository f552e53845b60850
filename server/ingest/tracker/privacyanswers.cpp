// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/tracker/privacyanswers.h"

#include "core/jsonwriter.h"
#include "core/timetext.h"

#include <cstdio>
#include <cstdlib>

namespace sightglass::ingest::tracker {

namespace {

domain::Response jsonAnswer(int status, std::string body)
{
    return {status, "application/json", {{"Cache-Control", "no-store"}}, std::move(body)};
}

/// Members of a stored record, which is an object, behind those of the row.
void appendRecord(std::string& out, std::string_view record)
{
    if (record.size() > 2)
        out.append(",").append(record.substr(1, record.size() - 2));
}

std::string offsetText(std::chrono::minutes offset)
{
    char text[16];
    const auto minutes = std::abs(static_cast<int>(offset.count()));
    std::snprintf(text, sizeof text, "%c%02d:%02d", offset.count() < 0 ? '-' : '+', minutes / 60 % 100, minutes % 60);
    return text;
}

} // namespace

domain::Response agreementList(const std::vector<domain::TrackerAgreement>& agreements, bool isWhole)
{
    std::string out = "[";
    for (const domain::TrackerAgreement& agreement : agreements) {
        out += out.size() > 1 ? "," : "";
        json::Writer writer(out);
        writer.openObject();
        if (isWhole) {
            writer.member("vid", agreement.visitor);
            writer.member("uid", agreement.user);
        }
        writer.member("cflags", agreement.flags);
        writer.member("created", formatTime(agreement.createdAt));
        writer.member("country", agreement.country);
        writer.member("region", agreement.region);
        if (isWhole)
            appendRecord(out, agreement.record);
        writer.closeObject();
    }
    return jsonAnswer(200, out + "]");
}

domain::Response nobodysAgreements()
{
    return jsonAnswer(404, "[]");
}

domain::Response jurisdictionList(const std::vector<domain::Jurisdiction>& jurisdictions)
{
    std::string out;
    json::Writer writer(out);
    writer.openArray();
    for (const domain::Jurisdiction& jurisdiction : jurisdictions) {
        writer.openObject();
        writer.member("regulation", jurisdiction.regulation);
        writer.member("compliance", jurisdiction.compliance);
        writer.member("seq", jurisdiction.number);
        writer.key("rules");
        writer.raw(jurisdiction.rules);
        writer.key("locs");
        writer.raw(jurisdiction.places);
        writer.member("created", formatTime(jurisdiction.createdAt));
        writer.closeObject();
    }
    writer.closeArray();
    return jsonAnswer(200, out);
}

domain::Response addressPlace(const domain::AddressPlace& place, std::optional<std::chrono::minutes> offset)
{
    std::string out;
    json::Writer writer(out);
    writer.openObject();
    writer.member("ips", place.first);
    writer.member("ipe", place.last);
    writer.member("iso2", place.country);
    writer.member("country", place.countryName);
    writer.member("region", place.region);
    writer.member("city", place.city);
    writer.key("lat");
    writer.number(place.latitude.value_or(0)); // as in the original, 0 and 0 is nowhere
    writer.key("lon");
    writer.number(place.longitude.value_or(0));
    writer.member("zip", place.postcode);
    writer.member("tz", offset ? offsetText(*offset) : std::string());
    writer.closeObject();
    return jsonAnswer(200, out);
}

} // namespace sightglass::ingest::tracker
