// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jsonwriter.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>

namespace sightglass::json {

namespace {

bool needsEscape(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

/// Whether one of eight characters may need an escape, by the high bits of words (S. E. Anderson, "Bit Twiddling
/// Hacks", "Determine if a word has a byte less than n"). A character past ASCII may raise a false alarm.
bool mayNeedEscape(std::uint64_t word)
{
    constexpr std::uint64_t each = 0x0101010101010101;
    constexpr std::uint64_t high = each * 0x80;
    const auto hasZero = [](std::uint64_t w) { return (w - each) & ~w; };
    return (((word - each * 0x20) & ~word) | hasZero(word ^ each * '"') | hasZero(word ^ each * '\\')) & high;
}

/// The first character from `at` on that needs an escape.
std::size_t findEscape(std::string_view text, std::size_t at)
{
    std::uint64_t word = 0;
    for (; at + sizeof word <= text.size(); at += sizeof word) {
        std::memcpy(&word, text.data() + at, sizeof word);
        if (mayNeedEscape(word))
            break;
    }
    if (text.size() >= sizeof word && at + sizeof word > text.size()) { // the last eight, some of them again
        std::memcpy(&word, text.data() + text.size() - sizeof word, sizeof word);
        if (!mayNeedEscape(word))
            return text.size();
    }
    while (at < text.size() && !needsEscape(text[at]))
        ++at;
    return at;
}

void appendEscape(std::string& out, char c)
{
    constexpr std::string_view characters = "\"\\\b\f\n\r\t";
    constexpr std::string_view codes = "\"\\bfnrt";
    constexpr std::string_view hex = "0123456789abcdef";
    out += '\\';
    if (const std::size_t i = characters.find(c); i != std::string_view::npos) {
        out += codes[i];
        return;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += "u00";
    out += hex[byte >> 4U];
    out += hex[byte & 15U];
}

void appendEscaped(std::string& out, std::string_view text)
{
    std::size_t from = 0;
    for (std::size_t i = findEscape(text, 0); i < text.size(); i = findEscape(text, from)) {
        out.append(text, from, i - from);
        appendEscape(out, text[i]);
        from = i + 1;
    }
    out.append(text, from);
}

} // namespace

void appendString(std::string& out, std::string_view text)
{
    if (findEscape(text, 0) < text.size()) {
        out += '"';
        appendEscaped(out, text);
        out += '"';
        return;
    }
    const std::size_t at = out.size();
    out.resize(at + text.size() + 2, '"');
    std::copy(text.begin(), text.end(), out.begin() + static_cast<std::ptrdiff_t>(at) + 1);
}

void appendName(std::string& out, std::string_view name, bool isFirst)
{
    if (findEscape(name, 0) < name.size()) {
        out.append(isFirst ? "" : ",");
        appendString(out, name);
        out += ':';
        return;
    }
    const std::size_t begin = out.size();
    const std::size_t at = begin + (isFirst ? 1 : 2);
    out.resize(at + name.size() + 2, '"');
    if (!isFirst)
        out[begin] = ',';
    std::copy(name.begin(), name.end(), out.begin() + static_cast<std::ptrdiff_t>(at));
    out.back() = ':';
}

void appendNumber(std::string& out, std::int64_t number)
{
    std::array<char, 24> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
    out.append(buffer.data(), end);
}

void appendNumber(std::string& out, double number)
{
    if (!std::isfinite(number)) {
        out += "null";
        return;
    }
    std::array<char, 32> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
    out.append(buffer.data(), end);
}

void appendValue(std::string& out, Value value)
{
    switch (value.type()) {
    case Type::Absent:
    case Type::Null: out += "null"; return;
    case Type::Bool: out += value.boolean() ? "true" : "false"; return;
    case Type::Integer: return appendNumber(out, value.integer());
    case Type::Double: return appendNumber(out, value.number());
    case Type::BigNumber: out += value.text(); return;
    case Type::String: return appendString(out, value.text());
    case Type::Array:
    case Type::Object: break;
    }
    const bool isObject = value.isObject();
    bool first = true;
    out += isObject ? '{' : '[';
    for (const Value child : value) {
        if (isObject)
            appendName(out, child.key(), first);
        else if (!first)
            out += ',';
        first = false;
        appendValue(out, child);
    }
    out += isObject ? '}' : ']';
}

std::string scalarText(Value value)
{
    if (value.isString())
        return std::string(value.text());
    std::string out;
    if (value.isNumber() || value.type() == Type::Bool)
        appendValue(out, value);
    return out;
}

} // namespace sightglass::json
