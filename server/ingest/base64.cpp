// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/base64.h"

#include <cstdint>

namespace sightglass::ingest {

namespace {

int sixBits(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    if (c == '+' || c == '-' || c == ' ')
        return 62;
    return c == '/' || c == '_' ? 63 : -1;
}

} // namespace

std::optional<std::string> decodeBase64(std::string_view text)
{
    while (text.ends_with('='))
        text.remove_suffix(1);
    std::string out;
    out.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    int held = 0;
    for (const char c : text) {
        const int value = sixBits(c);
        if (value < 0)
            return std::nullopt;
        bits = (bits << 6U) | static_cast<std::uint32_t>(value);
        held += 6;
        if (held >= 8) {
            held -= 8;
            out += static_cast<char>(static_cast<unsigned char>((bits >> static_cast<unsigned>(held)) & 0xFFU));
        }
    }
    return out;
}

} // namespace sightglass::ingest
