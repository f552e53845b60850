// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columns/rawreference.h"

#include "core/jsonwriter.h"
#include "core/timetext.h"
#include "domain/propertytext.h"
#include "storage/eventmembers.h"

#include <algorithm>
#include <charconv>

namespace sightglass::storage::columns {

using domain::PropertyMap;
using domain::PropertyValue;

namespace {

constexpr std::string_view kProperties = "properties.";
constexpr std::string_view kTraits = "traits.";
constexpr std::size_t kTimeBytes = 24;

/// Milliseconds of a time in the very form that formatTime() writes, years 0000 … 9999.
std::optional<std::int64_t> timeIn(std::string_view text)
{
    constexpr std::string_view form = "0000-00-00T00:00:00.000Z";
    if (text.size() != kTimeBytes)
        return std::nullopt;
    for (std::size_t i = 0; i < kTimeBytes; ++i) {
        if (form[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != form[i])
            return std::nullopt;
    }
    const auto number = [text](std::size_t from, std::size_t digits) {
        int value = 0;
        for (std::size_t i = from; i < from + digits; ++i)
            value = value * 10 + (text[i] - '0');
        return value;
    };
    using namespace std::chrono;
    const year_month_day date{year(number(0, 4)), month(static_cast<unsigned>(number(5, 2))),
                              day(static_cast<unsigned>(number(8, 2)))};
    if (!date.ok() || number(11, 2) > 23 || number(14, 2) > 59 || number(17, 2) > 59)
        return std::nullopt;
    return toMs(sys_days(date) + hours(number(11, 2)) + minutes(number(14, 2)) + seconds(number(17, 2)) +
                milliseconds(number(20, 3)));
}

bool isInteger(std::string_view text, std::int64_t value)
{
    std::array<char, 24> spelled;
    const auto end = std::to_chars(spelled.data(), spelled.data() + spelled.size(), value).ptr;
    return text == std::string_view(spelled.data(), static_cast<std::size_t>(end - spelled.data()));
}

/// Between the quotes.
std::string escaped(std::string_view text)
{
    std::string out;
    json::appendString(out, text);
    return out.substr(1, out.size() - 2);
}

bool isText(const RawLeaf& leaf, std::string_view text)
{
    return leaf.isQuoted && (leaf.isPlain ? leaf.text == text : leaf.text == escaped(text));
}

bool isValue(const RawLeaf& leaf, const PropertyValue& value)
{
    if (const auto* text = std::get_if<std::string>(&value))
        return isText(leaf, *text);
    if (leaf.isQuoted)
        return false;
    if (const auto* integer = std::get_if<std::int64_t>(&value))
        return isInteger(leaf.text, *integer);
    return leaf.text == domain::propertyText(value);
}

} // namespace

/// Notes the members of an event by number.
struct RawFacts::Collector
{
    RawFacts& facts;

    void operator()(Member m, const std::string& v) const
    {
        if (m != Member::Raw)
            facts.m_texts[static_cast<std::size_t>(m)] = v;
    }
    void operator()(Member m, int v) const { facts.m_integers[static_cast<std::size_t>(m)] = v; }
    void operator()(Member m, std::int64_t v) const { facts.m_integers[static_cast<std::size_t>(m)] = v; }
    template <typename T> void operator()(Member m, const std::optional<T>& v) const
    {
        if constexpr (!std::is_same_v<T, bool>) {
            if (v)
                facts.m_integers[static_cast<std::size_t>(m)] = *v;
        }
    }
    template <typename T>
    requires(std::is_enum_v<T> || std::is_same_v<T, bool>) void operator()(Member, T) const {}
    template <typename T, typename Relation> void operator()(Member, const T&, Relation) const {}
    void operator()(Member, const PropertyMap&) const {}
    void operator()(Member, const domain::TextMap&) const {}
    void operator()(Member, const std::vector<domain::Warning>&) const {}
};

RawFacts::RawFacts(const domain::Event& event)
    : m_event(event)
{
    eachMember(event, Collector{*this});
    const auto setTime = [this](RawTime which, std::optional<TimePoint> time) {
        if (time)
            m_times[static_cast<std::size_t>(which)] = toMs(*time);
    };
    setTime(RawTime::StatedAt, event.statedAt);
    setTime(RawTime::SentAt, event.sentAt);
    setTime(RawTime::Timestamp, event.timestamp);
    setTime(RawTime::EventTime, event.eventTime);
    setTime(RawTime::ReceivedAt, event.receivedAt);
}

const PropertyValue* RawFacts::value(const RawReference& reference) const
{
    const PropertyMap& map = reference.source == RawSource::Property ? m_event.properties : m_event.traits;
    const auto at = std::find_if(map.begin(), map.end(),
                                 [&](const domain::Property& property) { return property.key == reference.key; });
    return at == map.end() ? nullptr : &at->value;
}

bool RawFacts::matches(const RawReference& reference, const RawLeaf& leaf) const
{
    switch (reference.source) {
    case RawSource::None: return false;
    case RawSource::Text: return isText(leaf, m_texts[reference.number]);
    case RawSource::Integer:
        return !leaf.isQuoted && m_integers[reference.number] && isInteger(leaf.text, *m_integers[reference.number]);
    case RawSource::Time: {
        const std::optional<std::int64_t> time = leaf.isQuoted ? timeIn(leaf.text) : std::nullopt;
        return time && time == m_times[reference.number];
    }
    case RawSource::Property:
    case RawSource::Trait: break;
    }
    const PropertyValue* const value = this->value(reference);
    return value != nullptr && isValue(leaf, *value);
}

bool RawFacts::appendTo(std::string& out, const RawReference& reference, bool isQuoted) const
{
    switch (reference.source) {
    case RawSource::None: return false;
    case RawSource::Text: out += escaped(m_texts[reference.number]); return true;
    case RawSource::Integer:
        if (m_integers[reference.number])
            json::appendNumber(out, *m_integers[reference.number]);
        return m_integers[reference.number].has_value();
    case RawSource::Time:
        if (m_times[reference.number])
            out += formatTime(fromMs(*m_times[reference.number]));
        return m_times[reference.number].has_value();
    case RawSource::Property:
    case RawSource::Trait: break;
    }
    const PropertyValue* const value = this->value(reference);
    if (value == nullptr)
        return false;
    const std::string text = domain::propertyText(*value);
    out += isQuoted ? escaped(text) : text;
    return true;
}

std::vector<RawReference> RawFacts::candidates(const RawPlace& place, const RawLeaf& leaf) const
{
    std::vector<RawReference> found;
    const auto consider = [&](RawSource source, std::size_t number, std::string_view key = {}) {
        RawReference reference{source, static_cast<std::uint8_t>(number), std::string(key)};
        if (matches(reference, leaf))
            found.push_back(std::move(reference));
    };
    for (std::size_t number = 0; number < kRawMembers; ++number) {
        if (!m_texts[number].empty())
            consider(RawSource::Text, number);
        consider(RawSource::Integer, number);
    }
    for (std::size_t number = 0; number < kRawTimes; ++number)
        consider(RawSource::Time, number);
    if (place.path.starts_with(kProperties))
        consider(RawSource::Property, 0, std::string_view(place.path).substr(kProperties.size()));
    if (place.path.starts_with(kTraits))
        consider(RawSource::Trait, 0, std::string_view(place.path).substr(kTraits.size()));
    return found;
}

} // namespace sightglass::storage::columns
