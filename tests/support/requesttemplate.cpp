// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/requesttemplate.h"

#include <algorithm>
#include <iterator>

namespace sightglass::test {

namespace {

constexpr std::int64_t kEventsOfVisitor = 8;

struct Mark
{
    std::string_view name;
    std::string_view digits;
};
constexpr Mark kMarks[] = {{"{event}", "000000000000"}, {"{visitor}", "000000000000"}, {"{address}", "0000:0000:0000"}};

/// The first mark in the text; null when there is none.
const Mark* nextMark(std::string_view text, std::size_t& at)
{
    const Mark* next = nullptr;
    at = std::string_view::npos;
    for (const Mark& mark : kMarks) {
        if (const std::size_t found = text.find(mark.name); found < at) {
            at = found;
            next = &mark;
        }
    }
    return next;
}

std::size_t lengthOf(std::string_view text)
{
    std::size_t length = 0;
    std::size_t at = 0;
    while (const Mark* mark = nextMark(text, at)) {
        length += at + mark->digits.size();
        text.remove_prefix(at + mark->name.size());
    }
    return length + text.size();
}

} // namespace

RequestTemplate::RequestTemplate(std::string_view head, const std::vector<std::string>& items)
{
    append(head, 0);
    std::size_t length = 0;
    for (const std::string& item : items)
        length += lengthOf(item);
    if (!items.empty())
        m_text += "Content-Length: " + std::to_string(length) + "\r\n";
    m_text += "\r\n";
    for (std::size_t i = 0; i < items.size(); ++i)
        append(items[i], static_cast<std::int64_t>(i));
}

void RequestTemplate::append(std::string_view text, std::int64_t item)
{
    std::size_t at = 0;
    while (const Mark* mark = nextMark(text, at)) {
        m_text.append(text.substr(0, at));
        m_places.push_back({m_text.size(), item, mark->name != "{event}", mark->name == "{address}"});
        m_text.append(mark->digits);
        text.remove_prefix(at + mark->name.size());
    }
    m_text.append(text);
}

const std::string& RequestTemplate::numbered(std::int64_t first)
{
    for (const Place& place : m_places) {
        const std::int64_t event = first + place.item;
        std::int64_t rest = place.isVisitor ? event / kEventsOfVisitor : event;
        std::size_t at = place.at + (place.isAddress ? kMarks[2].digits.size() : kMarks[0].digits.size());
        while (at-- > place.at) {
            if (m_text[at] == ':')
                continue;
            m_text[at] = static_cast<char>('0' + rest % 10);
            rest /= 10;
        }
    }
    return m_text;
}

} // namespace sightglass::test
