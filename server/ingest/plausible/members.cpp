// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/plausible/members.h"

#include "core/charset.h"
#include "core/jsonwriter.h"
#include "domain/money.h"
#include "ingest/membertext.h"

#include <algorithm>
#include <cmath>

namespace sightglass::ingest::plausible {

namespace {

using domain::Warning;

constexpr std::size_t kMostProperties = 30;
constexpr std::size_t kMostKeyBytes = 300;
constexpr std::size_t kMostValueBytes = 2000;
constexpr std::int64_t kEngagementEnd = std::int64_t{30} * 24 * 3'600'000; ///< ms

bool isBlankText(std::string_view text)
{
    return trimmedText(text).empty();
}

/// The object itself or the one a text holds; absent for anything else.
json::Value objectIn(domain::Event& event, json::Value value, json::Parser& nested)
{
    if (value.isObject() || value.isAbsentOrNull() || (value.isString() && isBlankText(value.text())))
        return value.isObject() ? value : json::Value();
    if (value.isString()) {
        if (const auto document = nested.parse(value.text()); document && document->root.isObject())
            return document->root;
    }
    domain::addWarning(event, Warning::TypeMismatch);
    return {};
}

std::string propertyText(json::Value value)
{
    std::string text = json::scalarText(value);
    std::erase(text, '\0');
    return isBlankText(text) ? std::string() : text;
}

/// A number of JSON as a whole one, towards zero; nothing for what is none or does not fit.
std::optional<std::int64_t> wholeNumber(json::Value value)
{
    if (value.type() == json::Type::Integer)
        return value.integer();
    constexpr double kExact = 9e15;
    if (value.type() != json::Type::Double || !(std::abs(value.number()) < kExact))
        return std::nullopt;
    return static_cast<std::int64_t>(value.number());
}

} // namespace

std::optional<std::string> applyProperties(domain::Event& event, json::Value props, json::Parser& nested)
{
    for (const json::Value member : objectIn(event, props, nested)) {
        std::string text = propertyText(member);
        std::string key(member.key());
        std::erase(key, '\0');
        if (text.empty() || isBlankText(key))
            continue;
        if (event.properties.size() == kMostProperties) {
            domain::addWarning(event, Warning::PropertyDropped);
            break;
        }
        if (key.size() > kMostKeyBytes)
            return "a key has more than 300 bytes";
        if (text.size() > kMostValueBytes)
            return "a value has more than 2000 bytes";
        event.properties.push_back({std::move(key), std::move(text)});
    }
    return std::nullopt;
}

void applyRevenue(domain::Event& event, json::Value revenue, json::Parser& nested)
{
    if (revenue.isAbsentOrNull())
        return;
    const json::Value object = objectIn(event, revenue, nested);
    const json::Value amount = object.find("amount");
    const std::string currency = domain::currencyCode(object.find("currency").text());
    if (!currency.empty() && (amount.isNumber() || amount.isString()))
        event.revenueMinor = domain::toMinor(json::scalarText(amount), currency);
    if (event.revenueMinor)
        event.currency = currency;
    else
        domain::addWarning(event, Warning::AmountDropped);
}

bool applyEngagement(domain::Event& event, json::Value depth, json::Value milliseconds)
{
    if (const auto percent = wholeNumber(depth); percent && *percent >= 0)
        event.scrollDepth = static_cast<int>(std::min<std::int64_t>(*percent, 100));
    const auto ms = wholeNumber(milliseconds);
    const bool isTime = ms && *ms >= 0 && *ms < kEngagementEnd;
    if (isTime) {
        event.engagementMs = *ms;
        event.engagementBasis = domain::EngagementBasis::Focused;
    }
    return event.scrollDepth || isTime;
}

} // namespace sightglass::ingest::plausible
