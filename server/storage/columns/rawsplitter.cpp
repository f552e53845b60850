// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/rawsplitter.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace sightglass::storage::columns {

namespace {

constexpr auto kIsAround = [] {
    std::array<bool, 256> table{};
    for (const char c : std::string_view("{}[],: \t\r\n"))
        table[static_cast<unsigned char>(c)] = true;
    return table;
}();

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool isAround(char c)
{
    return kIsAround[static_cast<unsigned char>(c)];
}

bool isPlainText(std::string_view text)
{
    bool plain = true;
    for (const char c : text)
        plain = plain && static_cast<unsigned char>(c) >= 0x20 && c != '\\';
    return plain;
}

/// The quote that ends the string whose text begins at `at`; null when none does.
const char* closingQuote(const char* at, const char* end)
{
    for (;;) {
        const auto* const quote = static_cast<const char*>(std::memchr(at, '"', static_cast<std::size_t>(end - at)));
        if (quote == nullptr)
            return nullptr;
        const char* escape = quote;
        while (escape != at && escape[-1] == '\\')
            --escape;
        if ((quote - escape) % 2 == 0)
            return quote;
        at = quote + 1;
    }
}

const char* wordEnd(const char* at, const char* end)
{
    return std::find_if(at, end, [](char c) { return c == '"' || isAround(c); });
}

bool isKey(const char* after, const char* end)
{
    while (after != end && isBlank(*after))
        ++after;
    return after != end && *after == ':';
}

} // namespace

bool RawSplitter::split(std::string_view text)
{
    m_skeleton.clear();
    m_leaves.clear();
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        if (*at == '"')
            at = takeString(at, end);
        else if (isAround(*at))
            m_skeleton += *at++;
        else
            at = takeWord(at, end);
        if (at == nullptr)
            return false;
    }
    return true;
}

bool RawSplitter::splitLike(std::string_view text, std::string_view skeleton, std::span<const char> quotes)
{
    m_leaves.clear();
    const char* at = text.data();
    const char* const end = at + text.size();
    for (const char isQuoted : quotes) {
        const std::string_view around = skeleton.substr(0, skeleton.find(kPlace));
        if (!std::string_view(at, static_cast<std::size_t>(end - at)).starts_with(around))
            return false;
        at += around.size();
        const char* const stop = isQuoted != 0 ? closingQuote(at, end) : wordEnd(at, end);
        if (stop == nullptr || (isQuoted == 0 && stop == at))
            return false;
        const std::string_view leaf(at, static_cast<std::size_t>(stop - at));
        m_leaves.push_back({leaf, isQuoted != 0, isQuoted != 0 && isPlainText(leaf)});
        skeleton.remove_prefix(around.size() + 1);
        at = stop;
    }
    return std::string_view(at, static_cast<std::size_t>(end - at)) == skeleton;
}

const char* RawSplitter::takeString(const char* open, const char* end)
{
    const char* const begin = open + 1;
    const char* const close = closingQuote(begin, end);
    if (close == nullptr)
        return nullptr;
    const std::string_view text(begin, static_cast<std::size_t>(close - begin));
    if (isKey(close + 1, end)) {
        if (text.find(kPlace) != std::string_view::npos)
            return nullptr;
        m_skeleton.append(open, close + 1);
        return close + 1;
    }
    m_skeleton += {'"', kPlace, '"'};
    m_leaves.push_back({text, true, isPlainText(text)});
    return close + 1;
}

const char* RawSplitter::takeWord(const char* at, const char* end)
{
    const char* const stop = wordEnd(at, end);
    m_skeleton += kPlace;
    m_leaves.push_back({std::string_view(at, static_cast<std::size_t>(stop - at)), false, false});
    return stop;
}

std::vector<RawPlace> placesOf(std::string_view skeleton)
{
    std::vector<RawPlace> places;
    std::vector<std::string> above; // The path of each open object or list.
    std::string key;
    const auto path = [&] {
        const std::string parent = above.empty() ? std::string() : above.back();
        return parent.empty() || key.empty() ? parent + key : parent + '.' + key;
    };
    for (std::size_t i = 0; i < skeleton.size(); ++i) {
        switch (skeleton[i]) {
        case '{':
        case '[':
            above.push_back(path());
            key.clear();
            break;
        case '}':
        case ']':
            if (!above.empty())
                above.pop_back();
            key.clear();
            break;
        case ',': key.clear(); break;
        case RawSplitter::kPlace: places.push_back({path(), i > 0 && skeleton[i - 1] == '"'}); break;
        case '"': {
            const bool aroundValue = (i + 1 < skeleton.size() && skeleton[i + 1] == RawSplitter::kPlace) ||
                                     (i > 0 && skeleton[i - 1] == RawSplitter::kPlace);
            if (aroundValue)
                break;
            const char* const begin = skeleton.data() + i + 1;
            const char* const close = closingQuote(begin, skeleton.data() + skeleton.size());
            if (close == nullptr)
                break;
            key.assign(begin, close);
            i = static_cast<std::size_t>(close - skeleton.data());
            break;
        }
        default: break;
        }
    }
    return places;
}

} // namespace sightglass::storage::columns
