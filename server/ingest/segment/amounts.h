// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/event.h"
#include "domain/sourcedirectory.h"

#include <string_view>

namespace sightglass::ingest::segment {

/// Members of a track call's properties that became amounts and need not be repeated.
struct UsedAmounts
{
    bool revenue = false;
    bool value = false;
    bool currency = false;
    [[nodiscard]] bool uses(std::string_view key) const
    {
        return (revenue && key == "revenue") || (value && key == "value") || (currency && key == "currency");
    }
};

/// Fills `revenueMinor`, `valueMinor` and `currency` of a track call (spec routes §4.1): income is `revenue`, on "Order
/// Completed" else `total`, negative on "Order Refunded"; any other amount is `value`. An amount or currency that is
/// none is dropped with a warning.
[[nodiscard]] UsedAmounts applyAmounts(domain::Event& event, json::Value properties, const domain::SourceEntry& entry);

} // namespace sightglass::ingest::segment
