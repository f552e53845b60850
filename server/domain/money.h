// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sightglass::domain {

/// Amounts are whole numbers of a currency's minor unit (spec metrics §5): EUR has two decimals, JPY none, KWD three.
/// Nothing here knows a rate of exchange: amounts of two currencies are never added.

/// The three capital letters of a currency of ISO 4217, from text in any case with blanks around it; "" for anything
/// else.
[[nodiscard]] std::string currencyCode(std::string_view text);

/// Decimals of a currency; nothing for a code that currencyCode() would refuse.
[[nodiscard]] std::optional<int> currencyExponent(std::string_view code);

/// An amount in minor units, surplus decimals rounded half to even. Takes a sign, digits with one dot, and an exponent
/// of ten, as JSON numbers do; blanks around are skipped. Nothing for other text, an unknown currency or an amount
/// that does not fit.
[[nodiscard]] std::optional<std::int64_t> toMinor(std::string_view decimal, std::string_view currency);

/// The same for a number, which stands for the shortest decimal text that is read back as it.
[[nodiscard]] std::optional<std::int64_t> toMinor(double amount, std::string_view currency);

/// Decimal text with all the currency's decimals: 4250 EUR → "42.50". An unknown currency is taken to have two.
[[nodiscard]] std::string toDecimal(std::int64_t minor, std::string_view currency);

} // namespace sightglass::domain
