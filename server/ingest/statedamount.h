// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/json.h"
#include "domain/event.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sightglass::ingest {

/// An amount, number or text, in minor units of `currency`. One that is none is dropped with a warning; nothing stated
/// is nothing (spec routes §3 "revenue").
[[nodiscard]] std::optional<std::int64_t> statedAmount(domain::Event& event, json::Value amount,
                                                       std::string_view currency);

/// Whether a currency is stated: absent, null and "" are not.
[[nodiscard]] bool isStatedCurrency(json::Value currency);
/// The code of the stated currency, else of the one that amounts without a currency have; "" when it is none.
[[nodiscard]] std::string currencyOf(json::Value currency, std::string_view usual);

} // namespace sightglass::ingest
