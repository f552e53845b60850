// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/money.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace sightglass::domain {

namespace {

/// Codes in use of ISO 4217 (list one, 2026-01), without funds, metals and test codes; sorted. Those that were
/// replaced during the last years are there too: shops keep sending them.
constexpr std::string_view kTwoDecimals =
    "AEDAFNALLAMDANGAOAARSAUDAWGAZNBAMBBDBDTBGNBMDBNDBOBBRLBSDBTNBWPBYNBZDCADCDFCHFCNYCOPCRCCUCCUPCVECZKDKKDOPDZDEGPERN"
    "ETBEURFJDFKPGBPGELGHSGIPGMDGTQGYDHKDHNLHRKHTGHUFIDRILSINRIRRJMDKESKGSKHRKPWKYDKZTLAKLBPLKRLRDLSLMADMDLMGAMKDMMKMNT"
    "MOPMRU"
    "MURMVRMWKMXNMYRMZNNADNGNNIONOKNPRNZDPABPENPGKPHPPKRPLNQARRONRSDRUBSARSBDSCRSDGSEKSGDSHPSLESLLSOSSRDSSPSTNSVCSYPSZL"
    "THBTJS"
    "TMTTOPTRYTTDTWDTZSUAHUSDUYUUZSVEDVESWSTXCDXCGYERZARZMWZWGZWL";
constexpr std::string_view kNoDecimals = "BIFCLPDJFGNFISKJPYKMFKRWPYGRWFUGXUYIVNDVUVXAFXOFXPF";
constexpr std::string_view kThreeDecimals = "BHDIQDJODKWDLYDOMRTND";
constexpr std::string_view kFourDecimals = "CLFUYW";

bool lists(std::string_view codes, std::string_view code)
{
    for (std::size_t i = 0; i + 3 <= codes.size(); i += 3) {
        if (codes.substr(i, 3) == code)
            return true;
    }
    return false;
}

constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
constexpr bool isBlank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

/// A decimal number taken apart: value = ±0.digits × 10^pointAt.
struct Decimal
{
    bool negative = false;
    std::string digits;
    std::int64_t pointAt = 0;
};

std::optional<Decimal> parseDecimal(std::string_view text)
{
    Decimal number;
    text = trimmed(text);
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        number.negative = text.front() == '-';
        text.remove_prefix(1);
    }
    std::optional<std::size_t> point;
    std::size_t at = 0;
    for (; at < text.size() && (isDigit(text[at]) || (text[at] == '.' && !point)); ++at) {
        if (text[at] == '.')
            point = number.digits.size();
        else
            number.digits += text[at];
    }
    if (number.digits.empty())
        return std::nullopt;
    int exponent = 0;
    if (at < text.size()) {
        if ((text[at] | 0x20) != 'e')
            return std::nullopt;
        const char* begin = text.data() + at + 1;
        const char* const end = text.data() + text.size();
        if (begin != end && *begin == '+' && begin + 1 != end && isDigit(begin[1]))
            ++begin;
        const auto [stop, error] = std::from_chars(begin, end, exponent);
        if (error != std::errc() || stop != end)
            return std::nullopt;
    }
    number.pointAt = static_cast<std::int64_t>(point.value_or(number.digits.size())) + exponent;
    return number;
}

/// Should the whole part ending in an odd or even digit be raised by what is cut off after it?
bool roundsUp(std::string_view cut, bool wholeIsOdd)
{
    if (cut.empty() || cut.front() < '5')
        return false;
    const bool half = cut.front() == '5' && cut.find_first_not_of('0', 1) == std::string_view::npos;
    return !half || wholeIsOdd;
}

} // namespace

std::string currencyCode(std::string_view text)
{
    text = trimmed(text);
    if (text.size() != 3)
        return {};
    std::string code(text);
    std::transform(code.begin(), code.end(), code.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return currencyExponent(code) ? code : std::string();
}

std::optional<int> currencyExponent(std::string_view code)
{
    if (code.size() != 3)
        return std::nullopt;
    if (lists(kTwoDecimals, code))
        return 2;
    if (lists(kNoDecimals, code))
        return 0;
    if (lists(kThreeDecimals, code))
        return 3;
    return lists(kFourDecimals, code) ? std::optional<int>(4) : std::nullopt;
}

std::optional<std::int64_t> toMinor(std::string_view decimal, std::string_view currency)
{
    const auto exponent = currencyExponent(currency);
    auto number = parseDecimal(decimal);
    if (!exponent || !number)
        return std::nullopt;

    // "0.digits" without leading zeros, so that a long number is told from a large one.
    const std::size_t zeros = std::min(number->digits.find_first_not_of('0'), number->digits.size());
    const std::string_view digits = std::string_view(number->digits).substr(zeros);
    const std::int64_t whole = number->pointAt - static_cast<std::int64_t>(zeros) + *exponent;
    if (digits.empty() || whole < 0)
        return 0;
    if (whole > 19)
        return std::nullopt;

    std::uint64_t minor = 0;
    for (std::int64_t i = 0; i < whole; ++i) {
        const char digit = static_cast<std::size_t>(i) < digits.size() ? digits[static_cast<std::size_t>(i)] : '0';
        minor = minor * 10 + static_cast<std::uint64_t>(digit - '0');
    }
    minor += roundsUp(digits.substr(std::min(static_cast<std::size_t>(whole), digits.size())), minor % 2 != 0) ? 1 : 0;
    if (minor > static_cast<std::uint64_t>(INT64_MAX))
        return std::nullopt;
    return number->negative ? -static_cast<std::int64_t>(minor) : static_cast<std::int64_t>(minor);
}

std::optional<std::int64_t> toMinor(double amount, std::string_view currency)
{
    if (!std::isfinite(amount))
        return std::nullopt;
    std::array<char, 32> text;
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), amount);
    if (error != std::errc())
        return std::nullopt;
    return toMinor(std::string_view(text.data(), static_cast<std::size_t>(end - text.data())), currency);
}

std::string toDecimal(std::int64_t minor, std::string_view currency)
{
    const auto exponent = static_cast<std::size_t>(currencyExponent(currency).value_or(2));
    const bool negative = minor < 0;
    std::string text =
        std::to_string(negative ? 0 - static_cast<std::uint64_t>(minor) : static_cast<std::uint64_t>(minor));
    if (text.size() <= exponent)
        text.insert(0, exponent + 1 - text.size(), '0');
    if (exponent > 0)
        text.insert(text.size() - exponent, 1, '.');
    return negative ? '-' + text : text;
}

} // namespace sightglass::domain
