// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/segment/amounts.h"

#include "core/charset.h"
#include "core/jsonwriter.h"
#include "domain/money.h"

#include <algorithm>

namespace sightglass::ingest::segment {

namespace {

using domain::Warning;

bool sameName(std::string_view name, std::string_view lower)
{
    return std::equal(name.begin(), name.end(), lower.begin(), lower.end(),
                      [](char a, char b) { return asciiLower(a) == b; });
}

std::optional<std::int64_t> minorUnits(domain::Event& event, json::Value amount, std::string_view currency)
{
    if (amount.isAbsentOrNull())
        return std::nullopt;
    std::optional<std::int64_t> minor;
    if (amount.isNumber() || amount.isString())
        minor = domain::toMinor(json::scalarText(amount), currency);
    if (!minor)
        domain::addWarning(event, Warning::AmountDropped);
    return minor;
}

} // namespace

UsedAmounts applyAmounts(domain::Event& event, json::Value properties, const domain::SourceEntry& entry)
{
    UsedAmounts used;
    const bool completed = sameName(event.name, "order completed");
    const bool refunded = sameName(event.name, "order refunded");
    json::Value income = properties.find("revenue");
    const bool fromTotal = income.isAbsentOrNull() && (completed || refunded);
    if (fromTotal)
        income = properties.find("total");
    const json::Value value = properties.find("value");
    if (income.isAbsentOrNull() && value.isAbsentOrNull())
        return used;

    const json::Value stated = properties.find("currency");
    const bool hasCurrency = !stated.isAbsentOrNull() && !(stated.isString() && stated.text().empty());
    const std::string currency = domain::currencyCode(hasCurrency ? stated.text() : entry.project.currency);
    event.revenueMinor = minorUnits(event, income, currency);
    event.valueMinor = minorUnits(event, value, currency);
    if (refunded && event.revenueMinor.value_or(0) > 0)
        event.revenueMinor = -*event.revenueMinor;
    if (!event.revenueMinor && !event.valueMinor)
        return used;
    event.currency = currency;
    used.revenue = event.revenueMinor.has_value() && !fromTotal;
    used.value = event.valueMinor.has_value();
    used.currency = hasCurrency;
    return used;
}

} // namespace sightglass::ingest::segment
