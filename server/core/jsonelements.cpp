// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jsonelements.h"

namespace sightglass::json {

namespace {

/// The place behind the text that begins at `at`; npos when it has no end.
std::size_t behindText(std::string_view text, std::size_t at)
{
    for (at = text.find_first_of("\"\\", at + 1); at != std::string_view::npos; at = text.find_first_of("\"\\", at)) {
        if (text[at] == '"')
            return at + 1;
        at += 2;
    }
    return at;
}

} // namespace

std::size_t elementLength(std::string_view text)
{
    std::size_t depth = 0;
    for (std::size_t at = 0; at < text.size();) {
        const char c = text[at];
        if (c == '"') {
            at = behindText(text, at);
            continue;
        }
        ++at;
        if (c == '{' || c == '[')
            ++depth;
        else if (depth == 0 && (c == ',' || c == ']'))
            return at;
        else if (depth > 0 && (c == '}' || c == ']'))
            --depth;
    }
    return 0;
}

std::size_t wholeElements(std::string_view text)
{
    std::size_t whole = 0;
    for (;;) {
        const std::size_t length = elementLength(text.substr(whole));
        whole += length;
        if (length == 0 || text[whole - 1] == ']')
            return whole;
    }
}

std::string_view elementText(std::string_view element)
{
    if (element.empty() || (element.back() != ',' && element.back() != ']'))
        return element;
    const std::string_view text = element.substr(0, element.size() - 1);
    return element.back() == ',' && isBlank(text) ? element : text;
}

bool isBlank(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

} // namespace sightglass::json
