// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/opentrace/payload.h"

#include "ingest/flatten.h"
#include "ingest/opentrace/amounts.h"
#include "ingest/opentrace/pageerror.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace sightglass::ingest::opentrace {

namespace {

using domain::Kind;
using namespace std::string_view_literals;

constexpr double kLongestView = 30.0 * 24 * 3600; ///< Seconds; a clock that says more is wrong.
constexpr std::array kEngagementMembers{"duration"sv, "scroll_depth"sv};
constexpr std::array kErrorMembers{"message"sv, "source"sv, "line"sv, "col"sv, "stack"sv};

Kind kindOf(std::string_view eventType)
{
    if (eventType == "page_view")
        return Kind::Pageview;
    if (eventType == "page_exit")
        return Kind::Engagement;
    if (eventType == "heatmap_batch")
        return Kind::Background;
    return eventType == "error" ? Kind::Exception : Kind::Custom;
}

bool isOwn(Kind kind)
{
    return kind == Kind::Custom || kind == Kind::Background;
}

void applyEngagement(domain::Event& event, json::Value payload)
{
    const double seconds = payload.find("duration").number();
    event.engagementMs = std::llround(std::clamp(seconds, 0.0, kLongestView) * 1000);
    event.engagementBasis = domain::EngagementBasis::Wall;
    if (const json::Value depth = payload.find("scroll_depth"); depth.isNumber())
        event.scrollDepth = static_cast<int>(std::llround(std::clamp(depth.number(), 0.0, 100.0)));
}

template <std::size_t kCount> bool isAnyOf(std::string_view key, const std::array<std::string_view, kCount>& keys)
{
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

} // namespace

void applyType(domain::Event& event, std::string_view eventType)
{
    event.kind = kindOf(eventType);
    event.name = isOwn(event.kind) ? eventType : domain::name(event.kind);
    if (event.name.empty())
        event.name = "(no name)";
    event.interactive = eventType != "click" && event.kind != Kind::Engagement && event.kind != Kind::Background;
}

void applyPayload(domain::Event& event, std::string_view eventType, json::Value payload,
                  const std::string& usualCurrency)
{
    if (!payload.isObject() || event.kind == Kind::Background)
        return;
    if (event.kind == Kind::Engagement) {
        applyEngagement(event, payload);
        return flatten(event, payload, event.properties,
                       [](std::string_view key) { return isAnyOf(key, kEngagementMembers); });
    }
    if (event.kind == Kind::Exception) {
        event.exception = exceptionOf(payload);
        return flatten(event, payload, event.properties,
                       [](std::string_view key) { return isAnyOf(key, kErrorMembers); });
    }
    const std::string_view amount = applyAmount(event, payload, isPurchase(eventType), usualCurrency);
    const bool hasAmount = !event.currency.empty();
    flatten(event, payload, event.properties, [&](std::string_view key) {
        return (!amount.empty() && key == amount) || (hasAmount && key == "currency");
    });
}

} // namespace sightglass::ingest::opentrace
