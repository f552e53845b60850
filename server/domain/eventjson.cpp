// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/eventjson.h"

#include "core/jsonwriter.h"
#include "core/timetext.h"
#include "domain/eventmembers.h"
#include "domain/propertytext.h"

#include <QJsonDocument>

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace sightglass::domain {

namespace {

using json::Writer;

void writeText(Writer& out, std::string_view key, std::string_view text)
{
    if (!text.empty())
        out.member(key, text);
}

void writeDigits(Writer& out, std::string_view key, auto number)
{
    std::array<char, 24> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
    out.member(key, std::string_view(buffer.data(), static_cast<std::size_t>(end - buffer.data())));
}

void writeValue(Writer& out, const PropertyValue& value)
{
    if (isDeletion(value))
        out.null();
    else if (const auto* text = std::get_if<std::string>(&value))
        out.string(*text);
    else if (const auto* whole = std::get_if<std::int64_t>(&value))
        out.integer(*whole);
    else if (const auto* number = std::get_if<double>(&value))
        out.number(*number);
    else
        out.boolean(std::get<bool>(value));
}

/// A number whose JSON form would be read as another type, or not at all.
bool needsExactText(const PropertyValue& value)
{
    const auto* number = std::get_if<double>(&value);
    return number && (!std::isfinite(*number) || *number == std::trunc(*number));
}

std::string exactText(const PropertyValue& value)
{
    std::array<char, 32> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::get<double>(value)).ptr;
    return {buffer.data(), end};
}

void writeMap(Writer& out, std::string_view key, const PropertyMap& map)
{
    if (map.empty())
        return;
    out.key(key);
    out.openObject();
    for (const Property& property : map) {
        out.key(property.key);
        writeValue(out, property.value);
    }
    out.closeObject();
}

void writeTextMap(Writer& out, std::string_view key, const TextMap& map)
{
    if (map.empty())
        return;
    out.key(key);
    out.openObject();
    for (const auto& [name, value] : map)
        out.member(name, value);
    out.closeObject();
}

/// JSON kept as text: an object again when that gives back the same text, else the text itself.
void writeJsonText(Writer& out, std::string_view key, const std::string& text)
{
    if (text.empty())
        return;
    json::Parser parser;
    std::string again;
    if (const auto document = parser.parse(text); document && document->root.isObject())
        json::appendValue(again, document->root);
    out.key(key);
    if (again == text)
        out.raw(text);
    else
        out.string(text);
}

std::string_view segmentType(Kind kind)
{
    switch (kind) {
    case Kind::Pageview: return "page";
    case Kind::Screen:
    case Kind::Identify:
    case Kind::Alias:
    case Kind::Group: return name(kind);
    default: return "track";
    }
}

/// `{"name":…}` for each named text that is there; nothing when none is.
void writeTexts(Writer& out, std::string_view key,
                std::initializer_list<std::pair<std::string_view, std::string_view>> texts)
{
    bool isOpen = false;
    for (const auto& [name, text] : texts) {
        if (text.empty())
            continue;
        if (!isOpen) {
            out.key(key);
            out.openObject();
            isOpen = true;
        }
        out.member(name, text);
    }
    if (isOpen)
        out.closeObject();
}

void writeContext(Writer& out, const Event& e)
{
    out.key("context");
    out.openObject();
    writeTexts(out, "page", {{"url", e.url}, {"path", e.path}, {"referrer", e.referrer}, {"title", e.title}});
    writeTexts(out, "campaign",
               {{"source", e.utmSource},
                {"medium", e.utmMedium},
                {"name", e.utmCampaign},
                {"content", e.utmContent},
                {"term", e.utmTerm}});
    writeTexts(out, "library", {{"name", e.libraryName}, {"version", e.libraryVersion}});
    writeTexts(out, "app", {{"version", e.appVersion}});
    writeText(out, "locale", e.locale);
    writeText(out, "timezone", e.timezone);
    out.closeObject();
}

bool hasContext(const Event& e)
{
    const std::string* members[] = {
        &e.url,        &e.path,    &e.referrer,    &e.title,          &e.utmSource,  &e.utmMedium, &e.utmCampaign,
        &e.utmContent, &e.utmTerm, &e.libraryName, &e.libraryVersion, &e.appVersion, &e.locale,    &e.timezone};
    for (const std::string* member : members) {
        if (!member->empty())
            return true;
    }
    return false;
}

/// The members under Segment's names that have another name in the table.
void writeSegmentNames(Writer& out, const Event& event)
{
    const std::string_view type = segmentType(event.kind);
    out.member("type", type);
    if (type == "track")
        writeText(out, "event", event.name);
    writeText(out, "messageId", event.messageId);
    writeText(out, "userId", event.userId);
    writeText(out, "anonymousId", event.anonymousId);
    out.member("receivedAt", timeText(event.receivedAt));
    if (hasContext(event))
        writeContext(out, event);
}

void writeTimes(Writer& out, const Event& event)
{
    out.member("received_at", timeText(event.receivedAt));
    out.member("timestamp", timeText(event.timestamp));
    out.member("event_time", timeText(event.eventTime));
    if (event.statedAt)
        out.member("stated_at", timeText(*event.statedAt));
    if (event.sentAt)
        out.member("sent_at", timeText(*event.sentAt));
    if (event.historical)
        out.member("historical", true);
}

void writeEnums(Writer& out, const Event& event)
{
    out.member("protocol", name(event.protocol));
    out.member("kind", name(event.kind));
    out.member("visitor_basis", name(event.visitorBasis));
    if (event.linkKind != LinkKind::None)
        out.member("link_kind", name(event.linkKind));
    writeText(out, "device", name(event.device));
    if (event.engagementBasis != EngagementBasis::None)
        out.member("engagement_basis", name(event.engagementBasis));
}

void writeNumbers(Writer& out, const Event& event)
{
    writeDigits(out, "source_id", event.source.value);
    if (event.visitor)
        writeDigits(out, "visitor", event.visitor);
    const auto write = [&out](std::string_view key, const auto& number) {
        if (number)
            out.member(key, static_cast<std::int64_t>(*number));
    };
    for (const PixelMember& pixel : kPixelMembers) {
        if (event.*pixel.member)
            out.member(pixel.name, std::int64_t{event.*pixel.member});
    }
    out.member("interactive", event.interactive);
    if (event.engagementMs)
        out.member("engagement_ms", event.engagementMs);
    write("scroll_depth", event.scrollDepth);
    if (event.firstTodaySite)
        out.member("first_today_site", *event.firstTodaySite);
    if (event.firstTodayPage)
        out.member("first_today_page", *event.firstTodayPage);
    write("revenue_minor", event.revenueMinor);
    write("value_minor", event.valueMinor);
    write("consent", event.consent);
}

void writeNumberTypes(Writer& out, const Event& event)
{
    bool isOpen = false;
    for (const MapMember& map : kMapMembers) {
        bool isMapOpen = false;
        for (const Property& property : event.*map.member) {
            if (!needsExactText(property.value))
                continue;
            if (!isOpen) {
                out.key("number_types");
                out.openObject();
                isOpen = true;
            }
            if (!isMapOpen) {
                out.key(map.name);
                out.openObject();
                isMapOpen = true;
            }
            out.member(property.key, exactText(property.value));
        }
        if (isMapOpen)
            out.closeObject();
    }
    if (isOpen)
        out.closeObject();
}

void writeStructures(Writer& out, const Event& event)
{
    for (const MapMember& map : kMapMembers)
        writeMap(out, map.name, event.*map.member);
    writeNumberTypes(out, event);
    for (const TextMapMember& map : kTextMapMembers)
        writeTextMap(out, map.name, event.*map.member);
    writeJsonText(out, "exception", event.exception);
    writeJsonText(out, "integrations", event.integrations);
    writeTexts(out, "library", {{"name", event.libraryName}, {"version", event.libraryVersion}});
    if (!event.bot.rule.empty() || !event.bot.reason.empty()) {
        out.key("bot");
        out.openObject();
        out.member("rule", event.bot.rule);
        out.member("reason", event.bot.reason);
        out.closeObject();
    }
    if (event.warnings.empty())
        return;
    out.key("warnings");
    out.openArray();
    for (const Warning warning : event.warnings)
        out.string(name(warning));
    out.closeArray();
}

} // namespace

void appendJson(std::string& text, const Event& event)
{
    Writer out(text);
    out.openObject();
    writeSegmentNames(out, event);
    writeTimes(out, event);
    writeEnums(out, event);
    writeNumbers(out, event);
    for (const TextMember& member : kTextMembers)
        writeText(out, member.name, event.*member.member);
    writeStructures(out, event);
    out.closeObject();
}

QJsonObject toJson(const Event& event)
{
    std::string text;
    appendJson(text, event);
    return QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
}

std::string timeText(TimePoint time)
{
    const std::string text = formatTime(time);
    if (text.size() == 24 && text.front() != '-')
        return text;
    using namespace std::chrono;
    const int year = static_cast<int>(year_month_day(floor<days>(time)).year());
    std::array<char, 16> years;
    std::snprintf(years.data(), years.size(), "%c%06d", year < 0 ? '-' : '+', std::abs(year));
    return years.data() + text.substr(text.size() - 20);
}

std::optional<TimePoint> parseTimeText(std::string_view text)
{
    const bool isWide = !text.empty() && (text.front() == '+' || text.front() == '-');
    if (!isWide)
        return parseTime(text);
    // parseTime() reads four-digit years only: read the rest in a leap year of four digits, then move it.
    int years = 0;
    if (text.size() != 27 || std::from_chars(text.data() + 1, text.data() + 7, years).ptr != text.data() + 7)
        return std::nullopt;
    const auto rest = parseTime("2000" + std::string(text.substr(7)));
    if (!rest)
        return std::nullopt;
    using namespace std::chrono;
    const sys_days date = floor<days>(*rest);
    const year_month_day parts(date);
    const year_month_day moved{year(text.front() == '-' ? -years : years), parts.month(), parts.day()};
    return TimePoint(sys_days(moved)) + (*rest - date);
}

} // namespace sightglass::domain
