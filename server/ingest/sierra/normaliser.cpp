// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Steps 2, 3 and 5 to 7 of spec sierra §7.2.
#include "core/charset.h"
#include "core/utf8.h"
#include "ingest/sierra/fingerprint.h"
#include "ingest/sierra/text.h"

#include <algorithm>

namespace sightglass::ingest::sierra {

namespace {

constexpr CharSet kPathChars("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._~@+$-/\\");
constexpr CharSet kTokenChars("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");
constexpr CharSet kAddressEnds(")]}>\"',;`");
constexpr std::size_t kShortestHash = 10;

bool isHex(char c)
{
    const char lower = asciiLower(c);
    return isDigit(c) || (lower >= 'a' && lower <= 'f');
}
bool isSeparator(char c)
{
    return c == '/' || c == '\\';
}

/// Bytes at the front of `text` that belong to an address: up to a blank, as Unicode has them, or an end.
std::size_t addressLength(std::string_view text)
{
    std::size_t at = 0;
    while (at < text.size() && !kAddressEnds.contains(text[at])) {
        const std::size_t length = std::max<std::size_t>(utf8SequenceLength(text.substr(at)), 1);
        if (withoutBlanks(text.substr(at, length)).empty())
            break;
        at += length;
    }
    return at;
}

/// The last segment of a path that is not empty.
std::string_view baseName(std::string_view path)
{
    while (!path.empty() && isSeparator(path.back()))
        path.remove_suffix(1);
    const auto last = std::find_if(path.rbegin(), path.rend(), isSeparator);
    return path.substr(static_cast<std::size_t>(path.rend() - last));
}

std::string_view shortened(std::string_view run)
{
    const auto separators = std::count_if(run.begin(), run.end(), isSeparator);
    const std::string_view base = baseName(run);
    const bool isPath = separators >= 2 || (separators == 1 && base.find('.') != std::string_view::npos);
    return isPath ? base : run;
}

bool isUuid(std::string_view token)
{
    constexpr std::string_view kForm = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
    return token.size() == kForm.size() && std::equal(token.begin(), token.end(), kForm.begin(), [](char c, char form) {
               return form == '-' ? c == '-' : isHex(c);
           });
}

std::string_view kindOf(std::string_view token)
{
    if (isUuid(token))
        return "<uuid>";
    if (token.size() > 2 && token[0] == '0' && asciiLower(token[1]) == 'x' &&
        std::all_of(token.begin() + 2, token.end(), isHex))
        return "<addr>";
    const bool isHash = token.size() >= kShortestHash && std::all_of(token.begin(), token.end(), isHex) &&
                        std::any_of(token.begin(), token.end(), isDigit);
    return isHash ? std::string_view("<hash>") : token;
}

/// Every longest run of `members` is what `change` makes of it; the rest stays.
template <typename Change> std::string withRuns(std::string_view text, const CharSet& members, const Change& change)
{
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        std::size_t end = at;
        while (end < text.size() && members.contains(text[end]))
            ++end;
        if (end > at)
            out += change(text.substr(at, end - at));
        else
            out += text[end++];
        at = end;
    }
    return out;
}

} // namespace

std::string withoutAddresses(std::string_view text)
{
    constexpr std::string_view kMark = "://";
    std::string out;
    for (std::size_t mark = text.find(kMark); mark != std::string_view::npos; mark = text.find(kMark)) {
        std::size_t begin = mark;
        while (begin > 0 && isAsciiLetter(text[begin - 1]))
            --begin;
        if (begin == mark) { // no scheme before it
            out.append(text.substr(0, mark + kMark.size()));
            text.remove_prefix(mark + kMark.size());
            continue;
        }
        out.append(text.substr(0, begin));
        text.remove_prefix(begin + addressLength(text.substr(begin)));
    }
    return out.append(text);
}

std::string withBaseNames(std::string_view text)
{
    return withRuns(text, kPathChars, shortened);
}

std::string withTokenKinds(std::string_view text)
{
    return withRuns(text, kTokenChars, kindOf);
}

} // namespace sightglass::ingest::sierra
