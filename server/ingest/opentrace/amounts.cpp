// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/opentrace/amounts.h"

#include "core/charset.h"
#include "core/jsonwriter.h"
#include "domain/money.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>

namespace sightglass::ingest::opentrace {

namespace {

using namespace std::string_view_literals;

constexpr std::array kPurchases{"purchase"sv, "purchase_completed"sv, "payment_success"sv, "order_completed"sv};
constexpr std::array kAmounts{"value"sv, "amount"sv, "revenue"sv, "total"sv};
constexpr CharSet kBlanks(" \t\r\n\f\v");

/// A number, or a text that is nothing but one, as decimal text.
std::optional<std::string> decimalOf(json::Value value)
{
    if (!value.isNumber() && !value.isString())
        return std::nullopt;
    const std::string text = json::scalarText(value);
    const std::string_view digits = kBlanks.trim(text);
    double number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (digits.empty() || error != std::errc() || end != digits.data() + digits.size() || !std::isfinite(number))
        return std::nullopt;
    return std::string(digits);
}

std::optional<double> factorOf(json::Value value)
{
    const auto text = decimalOf(value);
    if (!text)
        return std::nullopt;
    double number = 0;
    std::from_chars(text->data(), text->data() + text->size(), number);
    return number;
}

/// Three letters in any case; else what the project usually counts in.
std::string currencyOf(json::Value payload, const std::string& usual)
{
    const std::string_view named = kBlanks.trim(payload.find("currency").text());
    const auto isLetter = [](char c) { return asciiLower(c) >= 'a' && asciiLower(c) <= 'z'; };
    if (named.size() != 3 || !std::all_of(named.begin(), named.end(), isLetter))
        return usual;
    std::string upper(named);
    std::transform(upper.begin(), upper.end(), upper.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return upper;
}

} // namespace

bool isPurchase(std::string_view eventType)
{
    std::string plain(eventType);
    std::transform(plain.begin(), plain.end(), plain.begin(),
                   [](char c) { return c == '-' || c == ' ' ? '_' : asciiLower(c); });
    return std::find(kPurchases.begin(), kPurchases.end(), plain) != kPurchases.end();
}

std::string_view applyAmount(domain::Event& event, json::Value payload, bool purchase, const std::string& usualCurrency)
{
    if (!payload.isObject())
        return {};
    const auto named = std::find_if(kAmounts.begin(), kAmounts.end(),
                                    [&](std::string_view name) { return decimalOf(payload.find(name)).has_value(); });
    const std::string currency = currencyOf(payload, usualCurrency);
    std::optional<std::int64_t> minor;
    if (named != kAmounts.end()) {
        minor = domain::toMinor(*decimalOf(payload.find(*named)), currency);
    } else {
        const auto price = factorOf(payload.find("price"));
        if (!price)
            return {};
        minor = domain::toMinor(*price * factorOf(payload.find("quantity")).value_or(1), currency);
    }
    if (!minor) {
        domain::addWarning(event, domain::Warning::AmountDropped);
        return {};
    }
    (purchase ? event.revenueMinor : event.valueMinor) = minor;
    event.currency = currency;
    return named == kAmounts.end() ? std::string_view() : *named;
}

} // namespace sightglass::ingest::opentrace
