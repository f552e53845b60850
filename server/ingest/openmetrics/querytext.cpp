// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/openmetrics/querytext.h"

#include "core/charset.h"
#include "core/utf8.h"

#include <algorithm>

namespace sightglass::ingest::openmetrics {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// One byte of the decoded text and how many raw ones it takes.
struct DecodedByte
{
    char byte = 0;
    std::size_t length = 1;
};

DecodedByte decodedAt(std::string_view raw, std::size_t at)
{
    if (raw[at] != '%' || at + 2 >= raw.size())
        return {raw[at], 1};
    const int high = hexDigit(raw[at + 1]);
    const int low = hexDigit(raw[at + 2]);
    return high < 0 || low < 0 ? DecodedByte{'%', 1} : DecodedByte{static_cast<char>(high * 16 + low), 3};
}

/// Offset of the first '&' outside a JSON string, or the end.
std::size_t endOutsideStrings(std::string_view raw)
{
    char quote = 0;
    for (std::size_t at = 0; at < raw.size();) {
        const DecodedByte decoded = decodedAt(raw, at);
        if (quote == 0 && raw[at] == '&')
            return at;
        at += decoded.length;
        if (quote != 0 && decoded.byte == '\\' && at < raw.size())
            at += decodedAt(raw, at).length;
        else if (decoded.byte == quote)
            quote = 0;
        else if (quote == 0 && (decoded.byte == '"' || decoded.byte == '\''))
            quote = decoded.byte;
    }
    return raw.size();
}

/// Whether the sender encoded the value as forms are: its first byte that is no blank is an escaped bracket.
bool isFormEncoded(std::string_view raw)
{
    for (std::size_t at = 0; at < raw.size();) {
        const DecodedByte decoded = decodedAt(raw, at);
        const bool isBlank = decoded.byte == ' ' || decoded.byte == '\t' || raw[at] == '+';
        if (!isBlank)
            return decoded.length == 3 && (decoded.byte == '{' || decoded.byte == '[');
        at += decoded.length;
    }
    return false;
}

std::string asUtf8(std::string bytes)
{
    if (isUtf8(bytes))
        return bytes;
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char byte : bytes)
        appendUtf8(out, static_cast<unsigned char>(byte));
    return out;
}

std::string withoutMarkAndBlanks(std::string text)
{
    std::string_view inner = text;
    if (inner.starts_with(kByteOrderMark))
        inner.remove_prefix(kByteOrderMark.size());
    constexpr CharSet blanks(std::string_view(" \t\r\n"));
    inner = blanks.trim(inner);
    return inner.size() == text.size() ? std::move(text) : std::string(inner);
}

} // namespace

std::string_view rawQuery(std::string_view target)
{
    const std::size_t mark = target.find('?');
    return mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
}

std::optional<std::array<std::string_view, 3>> payloadCandidates(std::string_view query)
{
    std::string_view rest = query;
    while (!rest.starts_with("q=")) {
        const std::size_t next = rest.find('&');
        if (next == std::string_view::npos)
            return std::nullopt;
        rest.remove_prefix(next + 1);
    }
    rest.remove_prefix(2);
    return std::array{rest.substr(0, endOutsideStrings(rest)), rest, rest.substr(0, rest.find('&'))};
}

std::string payloadText(std::string_view candidate, bool plusIsBlank)
{
    plusIsBlank = plusIsBlank || isFormEncoded(candidate);
    std::string bytes;
    bytes.reserve(candidate.size());
    for (std::size_t at = 0; at < candidate.size();) {
        const DecodedByte decoded = decodedAt(candidate, at);
        bytes += plusIsBlank && candidate[at] == '+' ? ' ' : decoded.byte;
        at += decoded.length;
    }
    return withoutMarkAndBlanks(asUtf8(std::move(bytes)));
}

std::string bodyText(std::string_view body)
{
    return withoutMarkAndBlanks(asUtf8(std::string(body)));
}

} // namespace sightglass::ingest::openmetrics
