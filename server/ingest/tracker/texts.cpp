// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/tracker/texts.h"

#include "core/charset.h"

#include <QString>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace sightglass::ingest::tracker {

std::string lowerText(std::string_view text)
{
    const bool isAscii =
        std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!isAscii)
        return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toLower().toStdString();
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), asciiLower);
    return lower;
}

std::string_view trimmedText(std::string_view text)
{
    constexpr CharSet blanks(std::string_view(" \t\r\n\f\v\0", 7));
    return blanks.trim(text);
}

bool isSameSecret(std::string_view a, std::string_view b)
{
    unsigned difference = a.size() == b.size() ? 0 : 1;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        difference |= static_cast<unsigned>(static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]));
    return difference == 0;
}

std::optional<double> decimalOf(std::string_view text)
{
    text = trimmedText(text);
    if (text.starts_with('+'))
        text.remove_prefix(1);
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || text.empty() || !std::isfinite(number))
        return std::nullopt;
    return number;
}

std::optional<std::int64_t> wholeOf(double number)
{
    constexpr double kEnd = 9223372036854775808.0; // 2^63
    if (!(number >= -kEnd && number < kEnd))
        return std::nullopt;
    return static_cast<std::int64_t>(number);
}

} // namespace sightglass::ingest::tracker
