// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/eventjson.h"

#include "domain/eventmembers.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

#include <limits>

namespace sightglass::domain {

namespace {

QLatin1String latin(std::string_view text)
{
    return QLatin1String(text.data(), static_cast<qsizetype>(text.size()));
}
std::string utf8(const QJsonValue& value)
{
    return value.toString().toStdString();
}

/// Reads members one by one and remembers the first that was wrong.
class Reader
{
public:
    explicit Reader(const QJsonObject& json)
        : m_json(json)
    {
    }

    [[nodiscard]] const QString& wrong() const { return m_wrong; }
    [[nodiscard]] QJsonValue value(QLatin1String key) const { return m_json.value(key); }
    void refuse(QLatin1String key)
    {
        if (m_wrong.isEmpty())
            m_wrong = QLatin1Char('/') + key;
    }
    [[nodiscard]] bool has(QLatin1String key) const { return m_json.contains(key); }

    void text(QLatin1String key, std::string& out)
    {
        if (const QJsonValue v = value(key); v.isString())
            out = utf8(v);
        else if (!v.isUndefined())
            refuse(key);
    }
    void truth(QLatin1String key, bool& out)
    {
        if (const QJsonValue v = value(key); v.isBool())
            out = v.toBool();
        else if (!v.isUndefined())
            refuse(key);
    }
    /// A whole number within the type of `out`.
    template <typename Whole> void whole(QLatin1String key, Whole& out)
    {
        const QJsonValue v = value(key);
        if (v.isUndefined())
            return;
        constexpr qint64 none = std::numeric_limits<qint64>::min() + 1;
        const qint64 number = v.isDouble() ? v.toInteger(none) : none;
        if (number == none || number < std::numeric_limits<Whole>::min() || number > std::numeric_limits<Whole>::max())
            refuse(key);
        else
            out = static_cast<Whole>(number);
    }
    template <typename Value, typename Read> void optional(QLatin1String key, std::optional<Value>& out, Read read)
    {
        if (!has(key))
            return;
        out.emplace();
        (this->*read)(key, *out);
    }
    void time(QLatin1String key, TimePoint& out)
    {
        if (!has(key))
            return;
        if (const auto parsed = parseTimeText(value(key).toString()))
            out = *parsed;
        else
            refuse(key);
    }
    template <typename Enum, typename Parse> void enumeration(QLatin1String key, Enum& out, Parse parse)
    {
        if (!has(key))
            return;
        if (const auto parsed = parse(utf8(value(key))))
            out = *parsed;
        else
            refuse(key);
    }
    template <typename Number> void digits(QLatin1String key, Number& out)
    {
        if (!has(key))
            return;
        bool ok = false;
        if constexpr (std::is_signed_v<Number>)
            out = value(key).toString().toLongLong(&ok);
        else
            out = value(key).toString().toULongLong(&ok);
        if (!ok)
            refuse(key);
    }
    QJsonObject object(QLatin1String key)
    {
        const QJsonValue v = value(key);
        if (!v.isUndefined() && !v.isObject())
            refuse(key);
        return v.toObject();
    }

private:
    const QJsonObject& m_json;
    QString m_wrong;
};

std::optional<PropertyValue> propertyValue(const QJsonValue& value, const QJsonValue& exact)
{
    if (exact.isString()) {
        bool ok = false;
        const double number = exact.toString().toDouble(&ok);
        return ok ? std::optional<PropertyValue>(number) : std::nullopt;
    }
    if (value.isString())
        return utf8(value);
    if (value.isBool())
        return value.toBool();
    if (!value.isDouble())
        return std::nullopt;
    // Whole numbers are kept exactly by QJsonValue; two different defaults tell that it is one.
    if (value.toInteger(0) == value.toInteger(1))
        return static_cast<std::int64_t>(value.toInteger());
    return value.toDouble();
}

void readMap(Reader& reader, QLatin1String key, const QJsonObject& numberTypes, PropertyMap& out)
{
    const QJsonObject object = reader.object(key);
    const QJsonObject exact = numberTypes.value(key).toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (auto value = propertyValue(it.value(), exact.value(it.key())))
            out.push_back({it.key().toStdString(), std::move(*value)});
        else
            reader.refuse(key);
    }
}

void readTextMap(Reader& reader, QLatin1String key, TextMap& out)
{
    const QJsonObject object = reader.object(key);
    for (auto it = object.begin(); it != object.end(); ++it)
        out.emplace_back(it.key().toStdString(), utf8(it.value()));
}

void readJsonText(Reader& reader, QLatin1String key, std::string& out)
{
    const QJsonValue value = reader.value(key);
    if (value.isObject())
        out = QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact).toStdString();
    else
        reader.text(key, out);
}

void readTimes(Reader& reader, Event& event)
{
    reader.time(QLatin1String("receivedAt"), event.receivedAt);
    reader.time(QLatin1String("received_at"), event.receivedAt);
    event.timestamp = event.receivedAt;
    reader.time(QLatin1String("timestamp"), event.timestamp);
    event.eventTime = event.timestamp;
    reader.time(QLatin1String("event_time"), event.eventTime);
    reader.optional(QLatin1String("stated_at"), event.statedAt, &Reader::time);
    reader.optional(QLatin1String("sent_at"), event.sentAt, &Reader::time);
    reader.truth(QLatin1String("historical"), event.historical);
}

void readEnums(Reader& reader, Event& event)
{
    reader.enumeration(QLatin1String("protocol"), event.protocol, parseProtocol);
    reader.enumeration(QLatin1String("kind"), event.kind, parseKind);
    reader.enumeration(QLatin1String("visitor_basis"), event.visitorBasis, parseVisitorBasis);
    reader.enumeration(QLatin1String("link_kind"), event.linkKind, parseLinkKind);
    reader.enumeration(QLatin1String("device"), event.device, parseDevice);
    reader.enumeration(QLatin1String("engagement_basis"), event.engagementBasis, parseEngagementBasis);
}

void readNumbers(Reader& reader, Event& event)
{
    reader.digits(QLatin1String("source_id"), event.source.value);
    reader.digits(QLatin1String("visitor"), event.visitor);
    for (const PixelMember& pixel : kPixelMembers)
        reader.whole(latin(pixel.name), event.*pixel.member);
    reader.truth(QLatin1String("interactive"), event.interactive);
    reader.whole(QLatin1String("engagement_ms"), event.engagementMs);
    reader.optional(QLatin1String("scroll_depth"), event.scrollDepth, &Reader::whole<int>);
    reader.optional(QLatin1String("first_today_site"), event.firstTodaySite, &Reader::truth);
    reader.optional(QLatin1String("first_today_page"), event.firstTodayPage, &Reader::truth);
    reader.optional(QLatin1String("revenue_minor"), event.revenueMinor, &Reader::whole<std::int64_t>);
    reader.optional(QLatin1String("value_minor"), event.valueMinor, &Reader::whole<std::int64_t>);
    reader.optional(QLatin1String("consent"), event.consent, &Reader::whole<std::int64_t>);
}

void readStructures(Reader& reader, Event& event)
{
    const QJsonObject numberTypes = reader.object(QLatin1String("number_types"));
    for (const MapMember& map : kMapMembers)
        readMap(reader, latin(map.name), numberTypes, event.*map.member);
    for (const TextMapMember& map : kTextMapMembers)
        readTextMap(reader, latin(map.name), event.*map.member);
    readJsonText(reader, QLatin1String("exception"), event.exception);
    readJsonText(reader, QLatin1String("integrations"), event.integrations);
    const QJsonObject library = reader.object(QLatin1String("library"));
    event.libraryName = utf8(library.value(QLatin1String("name")));
    event.libraryVersion = utf8(library.value(QLatin1String("version")));
    const QJsonObject bot = reader.object(QLatin1String("bot"));
    event.bot = {utf8(bot.value(QLatin1String("rule"))), utf8(bot.value(QLatin1String("reason")))};
    const QJsonArray warnings = reader.value(QLatin1String("warnings")).toArray();
    for (const QJsonValue& warning : warnings) {
        if (const auto parsed = parseWarning(utf8(warning)))
            event.warnings.push_back(*parsed);
        else
            reader.refuse(QLatin1String("warnings"));
    }
}

} // namespace

Expected<Event> eventFromJson(const QJsonObject& json)
{
    Event event;
    Reader reader(json);
    readTimes(reader, event);
    readEnums(reader, event);
    readNumbers(reader, event);
    reader.text(QLatin1String("messageId"), event.messageId);
    reader.text(QLatin1String("userId"), event.userId);
    reader.text(QLatin1String("anonymousId"), event.anonymousId);
    reader.text(QLatin1String("event"), event.name);
    for (const TextMember& text : kTextMembers)
        reader.text(latin(text.name), event.*text.member);
    readStructures(reader, event);
    if (!reader.wrong().isEmpty())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("not of the type an event's member has"),
                          reader.wrong());
    return event;
}

std::optional<TimePoint> parseTimeText(const QString& text)
{
    // QDateTime reads four-digit years only; timeText() writes others with a sign and six digits.
    const bool wide = text.startsWith(QLatin1Char('+')) || text.startsWith(QLatin1Char('-'));
    if (!wide) {
        const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
        return time.isValid() ? std::optional(fromMs(time.toMSecsSinceEpoch())) : std::nullopt;
    }
    bool ok = false;
    const int years = text.left(7).toInt(&ok);
    const QDateTime rest = QDateTime::fromString(QStringLiteral("2000") + text.mid(7), Qt::ISODateWithMs);
    if (!ok || text.size() != 27 || !rest.isValid())
        return std::nullopt;
    using namespace std::chrono;
    const year_month_day day{year(years), month(static_cast<unsigned>(rest.toUTC().date().month())),
                             std::chrono::day(static_cast<unsigned>(rest.toUTC().date().day()))};
    return TimePoint(sys_days(day)) + milliseconds(rest.toUTC().time().msecsSinceStartOfDay());
}

} // namespace sightglass::domain
