// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/opentrace/members.h"

#include "core/jsonwriter.h"
#include "core/timetext.h"
#include "domain/pageaddress.h"
#include "ingest/membertext.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace sightglass::ingest::opentrace {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kCampaignBytes = 255;
constexpr std::size_t kRawTimeBytes = 64;
constexpr double kSecondsBelow = 1e11; ///< As seconds the year 5138, as milliseconds 1973.
constexpr double kLatestMs = 8.64e15;
constexpr std::array kClickMembers{"fbclid"sv, "ttclid"sv, "gclid"sv, "gbraid"sv, "wbraid"sv, "msclkid"sv};
/// Kept for deliveries; in no report.
constexpr std::array kWireMembers{"utm_id"sv, "fbp"sv, "fbc"sv, "ttp"sv};

/// The older tracker only percent-decodes, so that a blank may still stand as '+' (spec opentrace §6.1).
std::string campaignValue(domain::Event& event, std::string text)
{
    std::replace(text.begin(), text.end(), '+', ' ');
    return memberText(event, text, kCampaignBytes);
}

/// The tracker cuts a value at a second '=': then the address has more of it (spec opentrace §6.1).
bool isCutAt(std::string_view sent, std::string_view inAddress)
{
    return inAddress.size() > sent.size() && inAddress.starts_with(sent) && inAddress[sent.size()] == '=';
}

void addClickId(domain::Event& event, std::string_view kind, std::string value)
{
    const auto known = std::find_if(event.clickIds.begin(), event.clickIds.end(),
                                    [kind](const auto& entry) { return entry.first == kind; });
    if (known == event.clickIds.end())
        event.clickIds.emplace_back(kind, std::move(value));
    else if (!isCutAt(value, known->second))
        known->second = std::move(value);
}

std::string clickId(const domain::Event& event, std::string_view kind)
{
    const auto known = std::find_if(event.clickIds.begin(), event.clickIds.end(),
                                    [kind](const auto& entry) { return entry.first == kind; });
    return known == event.clickIds.end() ? std::string() : known->second;
}

void fillEmpty(std::string& column, const std::string& value)
{
    if (column.empty())
        column = value;
}

void applyAddress(domain::Event& event, const std::string& url, bool keepTrailingSlash)
{
    if (url.empty())
        return;
    // This protocol's own reports and deliveries need the whole address and the values of click ids (spec routes §3,
    // §4.1).
    const domain::AddressRules rules{
        .keepTrailingSlash = keepTrailingSlash, .storeFullUrl = true, .storeClickIds = true};
    if (!domain::applyPageAddress(event, url, rules))
        domain::addWarning(event, domain::Warning::AddressUnusable);
}

std::optional<TimePoint> timeOfNumber(double number)
{
    const double ms = number < kSecondsBelow ? number * 1e3 : number;
    if (!(ms >= 0) || !(ms <= kLatestMs))
        return std::nullopt;
    return fromMs(std::llround(ms));
}

std::optional<TimePoint> timeOfText(const std::string& text)
{
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size())
        return timeOfNumber(number);
    return parseTime(text);
}

} // namespace

std::string columnText(domain::Event& event, json::Value value)
{
    if (value.isObject() || value.isArray())
        domain::addWarning(event, domain::Warning::TypeMismatch);
    return json::scalarText(value);
}

void applyPage(domain::Event& event, Row& row, json::Value body, bool keepTrailingSlash)
{
    event.utmSource = campaignValue(event, row.utmSource);
    event.utmMedium = campaignValue(event, row.utmMedium);
    event.utmCampaign = campaignValue(event, row.utmCampaign);
    event.utmContent = campaignValue(event, columnText(event, body.find("utm_content")));
    event.utmTerm = campaignValue(event, columnText(event, body.find("utm_term")));
    if (row.url != kServerSide)
        applyAddress(event, row.url, keepTrailingSlash);
    domain::applyReferrer(event, row.referrer);
    for (const std::string_view kind : kClickMembers) {
        if (std::string value = columnText(event, body.find(kind)); !value.empty())
            addClickId(event, kind, std::move(value));
    }
    for (const std::string_view member : kWireMembers) {
        if (std::string value = columnText(event, body.find(member)); !value.empty())
            event.wire.push_back({std::string(member), std::move(value)});
    }
    fillEmpty(row.utmSource, event.utmSource);
    fillEmpty(row.utmMedium, event.utmMedium);
    fillEmpty(row.utmCampaign, event.utmCampaign);
    fillEmpty(row.fbclid, clickId(event, "fbclid"));
    fillEmpty(row.ttclid, clickId(event, "ttclid"));
}

void applyTimestamp(domain::Event& event, json::Value timestamp)
{
    if (timestamp.isAbsentOrNull())
        return;
    const std::string text = memberText(event, json::scalarText(timestamp), kRawTimeBytes);
    event.statedAt = timeOfText(text);
    if (event.statedAt)
        return;
    domain::addWarning(event, domain::Warning::TimeUnparsable);
    event.wire.push_back({"timestamp_raw", text});
}

void applyEventId(domain::Event& event, std::string_view eventType, json::Value id)
{
    const std::string text = idText(event, id, std::string::npos);
    if (!text.empty())
        event.messageId = messageIdText(event, std::string(eventType) + '\n' + text);
}

} // namespace sightglass::ingest::opentrace
