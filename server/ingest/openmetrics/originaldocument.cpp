// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/openmetrics/originaldocument.h"

#include "core/enumnames.h"
#include "core/jsonwriter.h"
#include "ingest/membertext.h"
#include "ingest/openmetrics/eventtime.h"
#include "ingest/openmetrics/properties.h"

#include <charconv>
#include <chrono>

namespace sightglass::ingest::openmetrics {

namespace {

using namespace std::string_view_literals;
using domain::Event;

constexpr std::array kCollectionNames{"users"sv, "sessions"sv, "events"sv, "active"sv, "metrics"sv};
constexpr std::array kActivePeriodNames{"hour"sv, "day"sv, "week"sv, "month"sv};
constexpr std::size_t kOriginalUserBytes = 512;
constexpr std::size_t kOriginalSessionBytes = 256;
constexpr std::size_t kOriginalNameBytes = 1024;
constexpr std::size_t kDocumentIdBytes = 200;
constexpr std::string_view kNamelessEvent = "(unnamed)";     // §14.5: the original never stored names
constexpr std::int64_t kLatestBucketMs = 32'503'680'000'000; // the year 3000

Unexpected wrongMember(const char* member, const char* why)
{
    return unexpected(ErrorCode::InvalidInput, QString::fromLatin1(why), QString::fromLatin1(member));
}

bool isMarked(json::Value value, std::string_view mark)
{
    return value.isObject() && value.count() == 1 && (*value.begin()).key() == mark;
}

/// The number that a text of the export spells; as text what is none.
void appendSpelled(std::string& out, json::Value value)
{
    const std::string text = json::scalarText(value);
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    std::int64_t whole = 0;
    const auto [wholeEnd, wholeError] = std::from_chars(text.data(), text.data() + text.size(), whole);
    if (wholeError == std::errc() && wholeEnd == text.data() + text.size())
        json::appendNumber(out, whole);
    else if (error == std::errc() && end == text.data() + text.size())
        json::appendNumber(out, number);
    else
        json::appendString(out, text);
}

void appendPlain(std::string& out, json::Value value);

void appendPlainMembers(std::string& out, json::Value value)
{
    bool isFirst = true;
    out += value.isObject() ? '{' : '[';
    for (const json::Value member : value) {
        if (value.isObject())
            json::appendName(out, member.key(), isFirst);
        else if (!isFirst)
            out += ',';
        isFirst = false;
        appendPlain(out, member);
    }
    out += value.isObject() ? '}' : ']';
}

void appendPlain(std::string& out, json::Value value)
{
    if (!value.isObject() && !value.isArray())
        return json::appendValue(out, value);
    for (const std::string_view mark : {"$numberLong"sv, "$numberInt"sv, "$numberDouble"sv, "$numberDecimal"sv}) {
        if (isMarked(value, mark) && (*value.begin()).isString())
            return appendSpelled(out, *value.begin());
    }
    for (const std::string_view mark : {"$oid"sv, "$date"sv}) {
        if (isMarked(value, mark) && !(*value.begin()).isAbsentOrNull())
            return appendPlain(out, *value.begin());
    }
    if (isMarked(value, "$undefined"))
        out += "null";
    else
        appendPlainMembers(out, value);
}

/// The creation that the first four bytes of an ObjectId tell, in seconds.
std::optional<TimePoint> timeOfId(std::string_view id)
{
    if (id.size() != 24 || id.find_first_not_of("0123456789abcdefABCDEF") != std::string_view::npos)
        return std::nullopt;
    std::int64_t seconds = 0;
    std::from_chars(id.data(), id.data() + 8, seconds, 16);
    return fromMs(seconds * 1000);
}

Event originalEvent(domain::Kind kind)
{
    Event out;
    out.protocol = domain::Protocol::OpenMetrics;
    out.route = "import";
    out.idSpace = domain::name(out.protocol);
    out.kind = kind;
    out.name = domain::name(kind);
    out.interactive = false;
    out.historical = true;
    return out;
}

void stateTime(Event& event, TimePoint time)
{
    event.statedAt = time;
    event.eventTime = event.timestamp = event.receivedAt = time;
}

Expected<void> takeUser(Event& event, json::Value document)
{
    event.userId = comparableUserId(idText(event, document.find("uid"), kOriginalUserBytes));
    return event.userId.empty() ? wrongMember("uid", "the user's id is missing") : Expected<void>();
}

/// `props` laid over `prop`.
Expected<std::string> propertiesOf(json::Value document)
{
    std::string out;
    json::Writer writer(out);
    writer.openObject();
    const json::Value above = document.find("props");
    for (const char* member : {"prop", "props"}) {
        const json::Value properties = document.find(member);
        if (!properties.isAbsentOrNull() && !properties.isObject())
            return wrongMember(member, "properties must be an object");
        for (const json::Value property : properties) {
            if (member == "props"sv || !above.find(property.key()).exists())
                writer.member(property.key(), property);
        }
    }
    writer.closeObject();
    return out;
}

Expected<void> takeOriginalProperties(Event& event, json::Value document, domain::PropertyMap& out)
{
    const Expected<std::string> text = propertiesOf(document);
    if (!text)
        return unexpected(text.error());
    json::Parser parser;
    const auto parsed = parser.parse(*text);
    if (!parsed)
        return unexpected(parsed.error());
    static_cast<void>(applyProperties(event, parsed->root, out));
    json::appendValue(event.raw, document);
    return {};
}

/// `createdAt`, else what the document's id tells.
void takeCreation(Event& event, json::Value document)
{
    applyTime(event, document.find("createdAt"), TimeUnit::ByMagnitude);
    if (!event.statedAt)
        event.statedAt = timeOfId(document.find("_id").text());
    if (event.statedAt)
        stateTime(event, *event.statedAt);
}

/// What a session of a user is: the same person.
Event linkOf(const Event& user, json::Value session)
{
    Event out = originalEvent(domain::Kind::Identify);
    out.userId = user.userId;
    out.anonymousId = out.linkedId = idText(out, session, kOriginalSessionBytes);
    out.linkKind = domain::LinkKind::Identify;
    if (user.statedAt)
        stateTime(out, *user.statedAt);
    out.messageId = messageIdText(out, "om:link:" + out.anonymousId + '\n' + out.userId);
    return out;
}

Expected<std::vector<Event>> eventsOfUser(json::Value document)
{
    std::vector<Event> out{originalEvent(domain::Kind::Identify)};
    if (const auto taken = takeUser(out.front(), document); !taken)
        return unexpected(taken.error());
    if (const auto taken = takeOriginalProperties(out.front(), document, out.front().traits); !taken)
        return unexpected(taken.error());
    takeCreation(out.front(), document);
    out.front().messageId = messageIdText(out.front(), "om:user:" + out.front().userId);
    const json::Value sessions = document.find("sessionIds");
    if (!sessions.isAbsentOrNull() && !sessions.isArray())
        return wrongMember("sessionIds", "must be a list of sessions");
    for (const json::Value session : sessions) {
        Event link = linkOf(out.front(), session);
        if (link.anonymousId.empty())
            return wrongMember("sessionIds", "must be a list of sessions");
        out.push_back(std::move(link));
    }
    return out;
}

Expected<std::vector<Event>> eventsOfSession(json::Value document)
{
    Event event = originalEvent(domain::Kind::Identify);
    event.anonymousId = idText(event, document.find("_id"), kOriginalSessionBytes);
    if (event.anonymousId.empty())
        return wrongMember("_id", "the session's id is missing");
    event.userId = comparableUserId(idText(event, document.find("uid"), kOriginalUserBytes));
    if (const auto taken = takeOriginalProperties(event, document, event.properties); !taken)
        return unexpected(taken.error());
    takeCreation(event, document);
    event.messageId = messageIdText(event, "om:session:" + event.anonymousId);
    return std::vector<Event>{std::move(event)};
}

/// Whether it was activity, the active rows say.
Expected<std::vector<Event>> eventsOfEvent(json::Value document)
{
    Event event = originalEvent(domain::Kind::Custom);
    event.protocol = domain::Protocol::Import;
    event.interactive = true;
    if (const auto taken = takeUser(event, document); !taken)
        return unexpected(taken.error());
    event.name = memberText(event, document.find("name"), kOriginalNameBytes);
    if (event.name.empty())
        event.name = kNamelessEvent;
    if (const auto taken = takeOriginalProperties(event, document, event.properties); !taken)
        return unexpected(taken.error());
    const std::string id = idText(event, document.find("_id"), kDocumentIdBytes);
    const std::optional<TimePoint> stored = timeOfId(id);
    applyTime(event, document.find("ts"), TimeUnit::ByMagnitude);
    if (!event.statedAt && !stored)
        return wrongMember("ts", "the time is missing or cannot be read");
    stateTime(event, event.statedAt ? *event.statedAt : *stored);
    event.receivedAt = stored.value_or(event.eventTime);
    if (!id.empty())
        event.messageId = "om:event:" + id;
    return std::vector<Event>{std::move(event)};
}

TimePoint bucketBegin(ActivePeriod period, std::int64_t number)
{
    using namespace std::chrono;
    switch (period) {
    case ActivePeriod::Hour: return TimePoint(hours(number));
    case ActivePeriod::Day: return TimePoint(days(number));
    case ActivePeriod::Week: return TimePoint(days(number * 7 - 3)); // day 0 was a Thursday (§7)
    case ActivePeriod::Month: break;
    }
    const year_month_day first{year(1970 + static_cast<int>(number / 12)),
                               month(1 + static_cast<unsigned>(number % 12)), day(1)};
    return TimePoint(sys_days(first));
}

std::int64_t mostBuckets(ActivePeriod period)
{
    constexpr std::int64_t hour = 3'600'000;
    switch (period) {
    case ActivePeriod::Hour: return kLatestBucketMs / hour;
    case ActivePeriod::Day: return kLatestBucketMs / (24 * hour);
    case ActivePeriod::Week: return kLatestBucketMs / (7 * 24 * hour);
    case ActivePeriod::Month: break;
    }
    return (3000 - 1970) * 12;
}

} // namespace

std::string_view name(Collection collection)
{
    return enumName(collection, kCollectionNames);
}

std::optional<Collection> parseCollection(std::string_view text)
{
    return parseEnum<Collection>(text, kCollectionNames);
}

std::string_view name(ActivePeriod period)
{
    return enumName(period, kActivePeriodNames);
}

std::string plainDocument(json::Value document)
{
    std::string out;
    appendPlain(out, document);
    return out;
}

Expected<std::vector<Event>> eventsOfDocument(json::Value document, Collection collection)
{
    if (!document.isObject())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("a document must be an object"));
    switch (collection) {
    case Collection::Users: return eventsOfUser(document);
    case Collection::Sessions: return eventsOfSession(document);
    case Collection::Events: return eventsOfEvent(document);
    case Collection::Active:
    case Collection::Metrics: break;
    }
    return unexpected(ErrorCode::InvalidInput, QStringLiteral("this collection holds no events"));
}

Expected<ActiveRow> activeOfDocument(json::Value document)
{
    if (!document.isObject())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("a document must be an object"));
    ActiveRow out;
    out.event = originalEvent(domain::Kind::Identify);
    out.event.interactive = true;
    if (const auto taken = takeUser(out.event, document); !taken)
        return unexpected(taken.error());
    const auto period = parseEnum<ActivePeriod>(document.find("type").text(), kActivePeriodNames);
    if (!period)
        return wrongMember("type", "must be hour, day, week or month");
    out.period = *period;
    const json::Value number = document.find("id");
    if (number.type() != json::Type::Integer || number.integer() < 0 || number.integer() >= mostBuckets(*period))
        return wrongMember("id", "must be the number of a bucket since 1970");
    out.begin = bucketBegin(*period, number.integer());
    out.end = bucketBegin(*period, number.integer() + 1);
    stateTime(out.event, out.begin);
    out.event.messageId = messageIdText(out.event, "om:active:" + std::string(name(*period)) + ':' +
                                                       std::to_string(number.integer()) + '\n' + out.event.userId);
    return out;
}

} // namespace sightglass::ingest::openmetrics
