// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/personkeys.h"

#include <array>
#include <charconv>

namespace sightglass::query {

namespace {

constexpr std::size_t kKeyDigits = 16;
constexpr int kHexadecimal = 16;

template <typename Number> bool readWhole(std::string_view text, Number& number, int base)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    return error == std::errc() && end == text.data() + text.size();
}

} // namespace

std::string personKeyText(std::uint64_t key)
{
    std::array<char, kKeyDigits> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), key, kHexadecimal).ptr;
    const std::string text(digits.data(), end);
    return std::string(kKeyDigits - text.size(), '0') + text;
}

std::optional<std::uint64_t> parsePersonKey(const std::string& text)
{
    std::uint64_t key = 0;
    const bool isKey = text.size() == kKeyDigits && readWhole(text, key, kHexadecimal) && key != 0;
    return isKey ? std::optional(key) : std::nullopt;
}

std::string peopleCursorText(const domain::PeopleCursor& cursor)
{
    return std::to_string(cursor.value) + '.' + personKeyText(cursor.key);
}

std::optional<domain::PeopleCursor> parsePeopleCursor(const std::string& text)
{
    const std::size_t dot = text.find('.');
    domain::PeopleCursor cursor;
    if (dot == std::string::npos || !readWhole(std::string_view(text).substr(0, dot), cursor.value, 10))
        return std::nullopt;
    const auto key = parsePersonKey(text.substr(dot + 1));
    if (!key)
        return std::nullopt;
    cursor.key = *key;
    return cursor;
}

} // namespace sightglass::query
