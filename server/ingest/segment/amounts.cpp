// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/segment/amounts.h"

#include "core/charset.h"
#include "ingest/statedamount.h"

#include <algorithm>

namespace sightglass::ingest::segment {

namespace {

bool sameName(std::string_view name, std::string_view lower)
{
    return std::equal(name.begin(), name.end(), lower.begin(), lower.end(),
                      [](char a, char b) { return asciiLower(a) == b; });
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
    const std::string currency = currencyOf(stated, entry.project.currency);
    event.revenueMinor = statedAmount(event, income, currency);
    event.valueMinor = statedAmount(event, value, currency);
    if (refunded && event.revenueMinor.value_or(0) > 0)
        event.revenueMinor = -*event.revenueMinor;
    if (!event.revenueMinor && !event.valueMinor)
        return used;
    event.currency = currency;
    used.revenue = event.revenueMinor.has_value() && !fromTotal;
    used.value = event.valueMinor.has_value();
    used.currency = isStatedCurrency(stated);
    return used;
}

} // namespace sightglass::ingest::segment
