// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jsonwriter.h"
#include "core/wholenumber.h"
#include "domain/eventjson.h"
#include "domain/eventmembers.h"
#include "domain/eventnames.h"
#include "domain/propertytext.h"

#include <array>
#include <charconv>
#include <limits>

namespace sightglass::domain {

namespace {

using json::Type;
using json::Value;

/// Reads members one by one and remembers the first that was wrong. What is absent gets its default, so that an event
/// may be read into again and again: its texts keep their memory.
class Reader
{
public:
    explicit Reader(Value json)
    {
        for (const Value member : json) {
            if (const std::size_t place = kEventNames.placeOf(member.key()); place != EventNames::kNone)
                m_values[place] = member;
        }
    }

    [[nodiscard]] std::string_view wrong() const
    {
        return m_wrong == EventNames::kNone ? std::string_view() : kEventNames.at(m_wrong);
    }
    [[nodiscard]] Value value(EventName name) const { return m_values[name.place]; }
    [[nodiscard]] bool has(EventName name) const { return value(name).exists(); }
    void refuse(EventName name)
    {
        if (m_wrong == EventNames::kNone)
            m_wrong = name.place;
    }

    /// Without a default: of several names for one member the last one counts.
    void textIfThere(EventName name, std::string& out)
    {
        const Value v = value(name);
        if (v.isString())
            out = v.text();
        else if (v.exists())
            refuse(name);
    }
    void truth(EventName name, bool& out, bool fallback = false)
    {
        const Value v = value(name);
        out = v.type() == Type::Bool ? v.boolean() : fallback;
        if (v.exists() && v.type() != Type::Bool)
            refuse(name);
    }
    /// A whole number within the type of `out`.
    template <typename Whole> void whole(EventName name, Whole& out)
    {
        out = 0;
        const Value v = value(name);
        if (!v.exists())
            return;
        const auto truncated = v.type() == Type::Double ? wholeOf(v.number()) : std::nullopt;
        const bool isDouble = truncated && static_cast<double>(*truncated) == v.number();
        const std::int64_t number = isDouble ? *truncated : v.integer();
        const bool fits = number >= std::numeric_limits<Whole>::min() && number <= std::numeric_limits<Whole>::max();
        if (fits && (isDouble || v.type() == Type::Integer))
            out = static_cast<Whole>(number);
        else
            refuse(name);
    }
    template <typename T, typename Read> void optional(EventName name, std::optional<T>& out, Read read)
    {
        out.reset();
        if (has(name))
            read(*this, name, out.emplace());
    }
    void time(EventName name, TimePoint& out, TimePoint fallback)
    {
        out = fallback;
        const Value v = value(name);
        if (!v.exists())
            return;
        if (const auto parsed = parseTimeText(v.text()))
            out = *parsed;
        else
            refuse(name);
    }
    template <typename Enum, typename Parse> void enumeration(EventName name, Enum& out, Enum fallback, Parse parse)
    {
        out = fallback;
        const Value v = value(name);
        if (!v.exists())
            return;
        if (const auto parsed = parse(v.text()))
            out = *parsed;
        else
            refuse(name);
    }
    template <typename Number> void digits(EventName name, Number& out)
    {
        out = 0;
        const Value v = value(name);
        if (!v.exists())
            return;
        const std::string_view text = v.text();
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
        if (error != std::errc() || end != text.data() + text.size())
            refuse(name);
    }
    Value object(EventName name)
    {
        const Value v = value(name);
        if (v.exists() && !v.isObject())
            refuse(name);
        return v.isObject() ? v : Value();
    }

private:
    std::array<Value, EventNames::kCount> m_values{};
    std::size_t m_wrong = EventNames::kNone;
};

void setText(PropertyValue& out, std::string_view text)
{
    if (auto* const same = std::get_if<std::string>(&out))
        *same = text;
    else
        out.emplace<std::string>(text);
}

/// False when it is none.
bool readValue(Value value, Value exact, PropertyValue& out)
{
    if (exact.isString()) {
        const std::string_view text = exact.text();
        double number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        out = number;
        return error == std::errc() && end == text.data() + text.size();
    }
    switch (value.type()) {
    case Type::String:
    case Type::BigNumber: setText(out, value.text()); return true;
    case Type::Bool: out = value.boolean(); return true;
    case Type::Integer: out = value.integer(); return true;
    case Type::Double: out = value.number(); return true;
    case Type::Null: setText(out, kDeletedValue); return true;
    default: return false;
    }
}

/// Entries that were there keep their memory.
template <typename Map, typename Read> void eachEntry(Value object, Map& out, Read read)
{
    std::size_t count = 0;
    for (const Value member : object) {
        if (count == out.size())
            out.emplace_back();
        if (read(member, out[count]))
            ++count;
    }
    out.resize(count);
}

void readMap(Reader& reader, EventName name, Value numberTypes, PropertyMap& out)
{
    const Value exact = numberTypes.find(kEventNames.at(name.place));
    eachEntry(reader.object(name), out, [&](Value member, Property& property) {
        property.key = member.key();
        const bool isValue = readValue(member, exact.find(member.key()), property.value);
        if (!isValue)
            reader.refuse(name);
        return isValue;
    });
}

void readTextMap(Reader& reader, EventName name, TextMap& out)
{
    eachEntry(reader.object(name), out, [](Value member, auto& entry) {
        entry.first = member.key();
        entry.second = member.text();
        return true;
    });
}

void readJsonText(Reader& reader, EventName name, std::string& out)
{
    out.clear();
    if (const Value value = reader.value(name); value.isObject())
        json::appendValue(out, value);
    else
        reader.textIfThere(name, out);
}

void readOptionalTime(Reader& reader, EventName name, std::optional<TimePoint>& out)
{
    reader.optional(name, out, [](Reader& in, EventName which, TimePoint& time) { in.time(which, time, {}); });
}

void readTimes(Reader& reader, Event& event)
{
    reader.time("receivedAt", event.receivedAt, {});
    reader.time("received_at", event.receivedAt, event.receivedAt);
    reader.time("timestamp", event.timestamp, event.receivedAt);
    reader.time("event_time", event.eventTime, event.timestamp);
    if (!reader.has("received_at") && !reader.has("receivedAt"))
        event.receivedAt = event.eventTime;
    readOptionalTime(reader, "stated_at", event.statedAt);
    readOptionalTime(reader, "sent_at", event.sentAt);
    reader.truth("historical", event.historical);
}

/// What Segment calls a kind of call, for lines that do not name ours.
std::optional<Kind> kindOfType(std::string_view type)
{
    if (type == "page")
        return Kind::Pageview;
    if (type == "track")
        return Kind::Custom;
    const std::optional<Kind> kind = parseKind(type);
    const bool isCall = kind == Kind::Screen || kind == Kind::Identify || kind == Kind::Alias || kind == Kind::Group;
    return isCall ? kind : std::nullopt;
}

void readEnums(Reader& reader, Event& event)
{
    reader.enumeration("protocol", event.protocol, Protocol::Segment, parseProtocol);
    if (reader.has("kind"))
        reader.enumeration("kind", event.kind, Kind::Custom, parseKind);
    else
        reader.enumeration("type", event.kind, Kind::Custom, kindOfType);
    reader.enumeration("visitor_basis", event.visitorBasis, VisitorBasis::None, parseVisitorBasis);
    reader.enumeration("link_kind", event.linkKind, LinkKind::None, parseLinkKind);
    reader.enumeration("device", event.device, Device::Unknown, parseDevice);
    reader.enumeration("engagement_basis", event.engagementBasis, EngagementBasis::None, parseEngagementBasis);
}

template <typename Whole> void readOptionalWhole(Reader& reader, EventName name, std::optional<Whole>& out)
{
    reader.optional(name, out, [](Reader& in, EventName which, Whole& number) { in.whole(which, number); });
}

void readOptionalTruth(Reader& reader, EventName name, std::optional<bool>& out)
{
    reader.optional(name, out, [](Reader& in, EventName which, bool& truth) { in.truth(which, truth); });
}

void readNumbers(Reader& reader, Event& event)
{
    reader.digits("source_id", event.source.value);
    reader.digits("visitor", event.visitor);
    for (std::size_t i = 0; i < kPixelMembers.size(); ++i)
        reader.whole(EventName(EventNames::kPixels + i), event.*kPixelMembers[i].member);
    reader.truth("interactive", event.interactive, true);
    reader.whole("engagement_ms", event.engagementMs);
    readOptionalWhole(reader, "scroll_depth", event.scrollDepth);
    readOptionalTruth(reader, "first_today_site", event.firstTodaySite);
    readOptionalTruth(reader, "first_today_page", event.firstTodayPage);
    readOptionalWhole(reader, "revenue_minor", event.revenueMinor);
    readOptionalWhole(reader, "value_minor", event.valueMinor);
    readOptionalWhole(reader, "consent", event.consent);
}

void readTexts(Reader& reader, Event& event)
{
    for (const TextMember& text : kTextMembers)
        (event.*text.member).clear();
    reader.textIfThere("messageId", event.messageId);
    reader.textIfThere("userId", event.userId);
    reader.textIfThere("anonymousId", event.anonymousId);
    reader.textIfThere("event", event.name);
    for (std::size_t i = 0; i < kTextMembers.size(); ++i)
        reader.textIfThere(EventName(EventNames::kTexts + i), event.*kTextMembers[i].member);
}

void readWarnings(Reader& reader, std::vector<Warning>& out)
{
    out.clear();
    const Value warnings = reader.value("warnings");
    if (warnings.exists() && !warnings.isArray())
        reader.refuse("warnings");
    for (const Value warning : warnings) {
        if (const auto parsed = parseWarning(warning.text()))
            out.push_back(*parsed);
        else
            reader.refuse("warnings");
    }
}

void readStructures(Reader& reader, Event& event)
{
    const Value numberTypes = reader.object("number_types");
    for (std::size_t i = 0; i < kMapMembers.size(); ++i)
        readMap(reader, EventName(EventNames::kMaps + i), numberTypes, event.*kMapMembers[i].member);
    for (std::size_t i = 0; i < kTextMapMembers.size(); ++i)
        readTextMap(reader, EventName(EventNames::kTextMaps + i), event.*kTextMapMembers[i].member);
    readJsonText(reader, "exception", event.exception);
    readJsonText(reader, "integrations", event.integrations);
    const Value library = reader.object("library");
    event.libraryName = library.find("name").text();
    event.libraryVersion = library.find("version").text();
    const Value bot = reader.object("bot");
    event.bot.rule = bot.find("rule").text();
    event.bot.reason = bot.find("reason").text();
    readWarnings(reader, event.warnings);
}

} // namespace

Expected<void> readEvent(Value json, Event& event)
{
    if (!json.isObject())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("an event is a JSON object"));
    event.project = {};
    event.seq = {};
    event.linkFrom = event.linkTo = event.linkFromClient = 0;
    Reader reader(json);
    readTimes(reader, event);
    readEnums(reader, event);
    readNumbers(reader, event);
    readTexts(reader, event);
    readStructures(reader, event);
    if (const std::string_view wrong = reader.wrong(); !wrong.empty())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("not of the type an event's member has"),
                          u'/' + QString::fromUtf8(wrong.data(), qsizetype(wrong.size())));
    return {};
}

Expected<Event> eventFromJson(Value json)
{
    Event event;
    if (const Expected<void> read = readEvent(json, event); !read)
        return unexpected(read.error());
    return event;
}

} // namespace sightglass::domain
