// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sightglass::http {

/// How one segment of a route's pattern matches; the order is the order of precedence.
enum class SegmentKind : std::uint8_t { Literal, Words, Number, Any, Rest };

/// One segment of a pattern: what it is and its text (the literal, or the words between the braces with commas).
struct PatternSegment
{
    SegmentKind kind = SegmentKind::Literal;
    std::string_view text;
};

namespace detail {

constexpr PatternSegment classify(std::string_view text)
{
    if (!text.starts_with('{'))
        return {SegmentKind::Literal, text};
    const std::string_view inner = text.substr(1, text.size() - 2);
    if (inner.ends_with("…"))
        return {SegmentKind::Rest, inner};
    if (inner.find(',') != std::string_view::npos)
        return {SegmentKind::Words, inner};
    return {inner == "n" ? SegmentKind::Number : SegmentKind::Any, inner};
}

} // namespace detail

/// Calls `visit(PatternSegment)` for each segment of "/a/{x}"; "/" has none. Stops when it returns false; false then.
template <typename Visit> constexpr bool forEachSegment(std::string_view pattern, Visit visit)
{
    pattern.remove_prefix(1);
    while (!pattern.empty()) {
        const std::size_t end = std::min(pattern.find('/'), pattern.size());
        if (!visit(detail::classify(pattern.substr(0, end))))
            return false;
        pattern.remove_prefix(std::min(end + 1, pattern.size()));
    }
    return true;
}

/// Calls `visit(word)` for each word of "a,b,c" until it returns false; false then.
template <typename Visit> constexpr bool forEachWord(std::string_view words, Visit visit)
{
    while (true) {
        const std::size_t end = std::min(words.find(','), words.size());
        if (!visit(words.substr(0, end)))
            return false;
        if (end == words.size())
            return true;
        words.remove_prefix(end + 1);
    }
}

namespace detail {

constexpr bool isLiteral(SegmentKind kind)
{
    return kind == SegmentKind::Literal || kind == SegmentKind::Words;
}

/// Whether two segments stand at the same precedence and can match the same text.
constexpr bool sameClaim(PatternSegment a, PatternSegment b)
{
    if (!isLiteral(a.kind) || !isLiteral(b.kind))
        return a.kind == b.kind;
    return !forEachWord(
        a.text, [b](std::string_view x) { return forEachWord(b.text, [x](std::string_view y) { return x != y; }); });
}

constexpr std::size_t segmentCount(std::string_view pattern)
{
    std::size_t count = 0;
    forEachSegment(pattern, [&count](PatternSegment) { return ++count > 0; });
    return count;
}

constexpr PatternSegment segmentAt(std::string_view pattern, std::size_t index)
{
    PatternSegment found;
    forEachSegment(pattern, [&](PatternSegment segment) {
        found = segment;
        return index-- != 0;
    });
    return found;
}

} // namespace detail

/// Whether two patterns claim a path with equal right, so that nothing decides between them.
constexpr bool patternsClash(std::string_view a, std::string_view b)
{
    const std::size_t count = detail::segmentCount(a);
    if (count != detail::segmentCount(b))
        return false;
    for (std::size_t i = 0; i < count; ++i) {
        if (!detail::sameClaim(detail::segmentAt(a, i), detail::segmentAt(b, i)))
            return false;
    }
    return true;
}

} // namespace sightglass::http
