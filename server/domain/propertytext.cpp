// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/propertytext.h"

#include <charconv>

namespace sightglass::domain {

namespace {

template <typename Number> std::string numberText(Number number)
{
    char text[32];
    return std::string(text, std::to_chars(text, text + sizeof text, number).ptr);
}

} // namespace

std::string propertyText(const PropertyValue& value)
{
    if (const auto* text = std::get_if<std::string>(&value))
        return *text;
    if (const auto* truth = std::get_if<bool>(&value))
        return *truth ? "true" : "false";
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        return numberText(*integer);
    return numberText(std::get<double>(value));
}

} // namespace sightglass::domain
