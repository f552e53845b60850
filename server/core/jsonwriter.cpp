// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jsonwriter.h"

#include <array>
#include <charconv>
#include <cmath>

namespace sightglass::json {

namespace {

bool needsEscape(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
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

} // namespace

void appendString(std::string& out, std::string_view text)
{
    out += '"';
    std::size_t from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!needsEscape(text[i]))
            continue;
        out.append(text, from, i - from);
        appendEscape(out, text[i]);
        from = i + 1;
    }
    out.append(text, from);
    out += '"';
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
    case Type::Null:
        out += "null";
        return;
    case Type::Bool:
        out += value.boolean() ? "true" : "false";
        return;
    case Type::Integer:
        return appendNumber(out, value.integer());
    case Type::Double:
        return appendNumber(out, value.number());
    case Type::BigNumber:
        out += value.text();
        return;
    case Type::String:
        return appendString(out, value.text());
    case Type::Array:
    case Type::Object:
        break;
    }
    const bool isObject = value.isObject();
    bool first = true;
    out += isObject ? '{' : '[';
    for (const Value child : value) {
        if (!std::exchange(first, false))
            out += ',';
        if (isObject) {
            appendString(out, child.key());
            out += ':';
        }
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
