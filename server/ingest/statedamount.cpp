// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/statedamount.h"

#include "core/jsonwriter.h"
#include "domain/money.h"

namespace sightglass::ingest {

std::optional<std::int64_t> statedAmount(domain::Event& event, json::Value amount, std::string_view currency)
{
    if (amount.isAbsentOrNull())
        return std::nullopt;
    std::optional<std::int64_t> minor;
    if (amount.isNumber() || amount.isString())
        minor = domain::toMinor(json::scalarText(amount), currency);
    if (!minor)
        domain::addWarning(event, domain::Warning::AmountDropped);
    return minor;
}

bool isStatedCurrency(json::Value currency)
{
    return !currency.isAbsentOrNull() && !(currency.isString() && currency.text().empty());
}

std::string currencyOf(json::Value currency, std::string_view usual)
{
    return domain::currencyCode(isStatedCurrency(currency) ? currency.text() : usual);
}

} // namespace sightglass::ingest
