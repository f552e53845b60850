// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jsonwriter.h"
#include "core/nametable.h"
#include "core/wholenumber.h"
#include "domain/eventjson.h"
#include "domain/eventmembers.h"
#include "domain/propertytext.h"

#include <charconv>
#include <limits>

namespace sightglass::domain {

namespace {

using json::Type;
using json::Value;

/// Reads members one by one and remembers the first that was wrong.
class Reader
{
public:
    explicit Reader(Value json)
        : m_json(json)
        , m_isSmall(json.count() <= json::NameTable<Value>::kMost)
    {
        for (const Value member : m_isSmall ? json : Value())
            m_members.put(member.key(), member);
    }

    [[nodiscard]] std::string_view wrong() const { return m_wrong; }
    [[nodiscard]] Value value(std::string_view key) const { return m_isSmall ? m_members.find(key) : m_json.find(key); }
    [[nodiscard]] bool has(std::string_view key) const { return value(key).exists(); }
    void refuse(std::string_view key)
    {
        if (m_wrong.empty())
            m_wrong = key;
    }

    void text(std::string_view key, std::string& out)
    {
        if (const Value v = value(key); v.isString())
            out = v.text();
        else if (v.exists())
            refuse(key);
    }
    void truth(std::string_view key, bool& out)
    {
        if (const Value v = value(key); v.type() == Type::Bool)
            out = v.boolean();
        else if (v.exists())
            refuse(key);
    }
    /// A whole number within the type of `out`.
    template <typename Whole> void whole(std::string_view key, Whole& out)
    {
        const Value v = value(key);
        if (!v.exists())
            return;
        const auto truncated = v.type() == Type::Double ? wholeOf(v.number()) : std::nullopt;
        const bool isDouble = truncated && static_cast<double>(*truncated) == v.number();
        const std::int64_t number = isDouble ? *truncated : v.integer();
        const bool fits = number >= std::numeric_limits<Whole>::min() && number <= std::numeric_limits<Whole>::max();
        if (fits && (isDouble || v.type() == Type::Integer))
            out = static_cast<Whole>(number);
        else
            refuse(key);
    }
    template <typename T, typename Read> void optional(std::string_view key, std::optional<T>& out, Read read)
    {
        if (!has(key))
            return;
        out.emplace();
        (this->*read)(key, *out);
    }
    void time(std::string_view key, TimePoint& out)
    {
        const Value v = value(key);
        if (!v.exists())
            return;
        if (const auto parsed = parseTimeText(v.text()))
            out = *parsed;
        else
            refuse(key);
    }
    template <typename Enum, typename Parse> void enumeration(std::string_view key, Enum& out, Parse parse)
    {
        const Value v = value(key);
        if (!v.exists())
            return;
        if (const auto parsed = parse(v.text()))
            out = *parsed;
        else
            refuse(key);
    }
    template <typename Number> void digits(std::string_view key, Number& out)
    {
        const Value v = value(key);
        if (!v.exists())
            return;
        const std::string_view text = v.text();
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
        if (error != std::errc() || end != text.data() + text.size())
            refuse(key);
    }
    Value object(std::string_view key)
    {
        const Value v = value(key);
        if (v.exists() && !v.isObject())
            refuse(key);
        return v.isObject() ? v : Value();
    }

private:
    Value m_json;
    bool m_isSmall;
    json::NameTable<Value> m_members;
    std::string_view m_wrong;
};

std::optional<PropertyValue> propertyValue(Value value, Value exact)
{
    if (exact.isString()) {
        const std::string_view text = exact.text();
        double number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        return error == std::errc() && end == text.data() + text.size() ? std::optional<PropertyValue>(number) : std::nullopt;
    }
    switch (value.type()) {
    case Type::String:
    case Type::BigNumber: return std::string(value.text());
    case Type::Bool: return value.boolean();
    case Type::Integer: return value.integer();
    case Type::Double: return value.number();
    case Type::Null: return std::string(kDeletedValue);
    default: return std::nullopt;
    }
}

void readMap(Reader& reader, std::string_view key, Value numberTypes, PropertyMap& out)
{
    const Value exact = numberTypes.find(key);
    for (const Value member : reader.object(key)) {
        if (auto value = propertyValue(member, exact.find(member.key())))
            out.push_back({std::string(member.key()), std::move(*value)});
        else
            reader.refuse(key);
    }
}

void readTextMap(Reader& reader, std::string_view key, TextMap& out)
{
    for (const Value member : reader.object(key))
        out.emplace_back(member.key(), member.text());
}

void readJsonText(Reader& reader, std::string_view key, std::string& out)
{
    if (const Value value = reader.value(key); value.isObject())
        json::appendValue(out, value);
    else
        reader.text(key, out);
}

void readTimes(Reader& reader, Event& event)
{
    reader.time("receivedAt", event.receivedAt);
    reader.time("received_at", event.receivedAt);
    event.timestamp = event.receivedAt;
    reader.time("timestamp", event.timestamp);
    event.eventTime = event.timestamp;
    reader.time("event_time", event.eventTime);
    if (!reader.has("received_at") && !reader.has("receivedAt"))
        event.receivedAt = event.eventTime;
    reader.optional("stated_at", event.statedAt, &Reader::time);
    reader.optional("sent_at", event.sentAt, &Reader::time);
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
    reader.enumeration("protocol", event.protocol, parseProtocol);
    reader.enumeration(reader.has("kind") ? "kind" : "type", event.kind, reader.has("kind") ? &parseKind : &kindOfType);
    reader.enumeration("visitor_basis", event.visitorBasis, parseVisitorBasis);
    reader.enumeration("link_kind", event.linkKind, parseLinkKind);
    reader.enumeration("device", event.device, parseDevice);
    reader.enumeration("engagement_basis", event.engagementBasis, parseEngagementBasis);
}

void readNumbers(Reader& reader, Event& event)
{
    reader.digits("source_id", event.source.value);
    reader.digits("visitor", event.visitor);
    for (const PixelMember& pixel : kPixelMembers)
        reader.whole(pixel.name, event.*pixel.member);
    reader.truth("interactive", event.interactive);
    reader.whole("engagement_ms", event.engagementMs);
    reader.optional("scroll_depth", event.scrollDepth, &Reader::whole<int>);
    reader.optional("first_today_site", event.firstTodaySite, &Reader::truth);
    reader.optional("first_today_page", event.firstTodayPage, &Reader::truth);
    reader.optional("revenue_minor", event.revenueMinor, &Reader::whole<std::int64_t>);
    reader.optional("value_minor", event.valueMinor, &Reader::whole<std::int64_t>);
    reader.optional("consent", event.consent, &Reader::whole<std::int64_t>);
}

void readStructures(Reader& reader, Event& event)
{
    const Value numberTypes = reader.object("number_types");
    for (const MapMember& map : kMapMembers)
        readMap(reader, map.name, numberTypes, event.*map.member);
    for (const TextMapMember& map : kTextMapMembers)
        readTextMap(reader, map.name, event.*map.member);
    readJsonText(reader, "exception", event.exception);
    readJsonText(reader, "integrations", event.integrations);
    const Value library = reader.object("library");
    event.libraryName = library.find("name").text();
    event.libraryVersion = library.find("version").text();
    const Value bot = reader.object("bot");
    event.bot = {std::string(bot.find("rule").text()), std::string(bot.find("reason").text())};
    const Value warnings = reader.value("warnings");
    if (warnings.exists() && !warnings.isArray())
        reader.refuse("warnings");
    for (const Value warning : warnings) {
        if (const auto parsed = parseWarning(warning.text()))
            event.warnings.push_back(*parsed);
        else
            reader.refuse("warnings");
    }
}

} // namespace

Expected<Event> eventFromJson(Value json)
{
    if (!json.isObject())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("an event is a JSON object"));
    Event event;
    Reader reader(json);
    readTimes(reader, event);
    readEnums(reader, event);
    readNumbers(reader, event);
    reader.text("messageId", event.messageId);
    reader.text("userId", event.userId);
    reader.text("anonymousId", event.anonymousId);
    reader.text("event", event.name);
    for (const TextMember& text : kTextMembers)
        reader.text(text.name, event.*text.member);
    readStructures(reader, event);
    if (!reader.wrong().empty())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("not of the type an event's member has"),
                          u'/' + QString::fromUtf8(reader.wrong().data(), qsizetype(reader.wrong().size())));
    return event;
}

} // namespace sightglass::domain
