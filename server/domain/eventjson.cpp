// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/eventjson.h"

#include "domain/eventmembers.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

#include <QLocale>

#include <cmath>

namespace sightglass::domain {

namespace {

QString qstring(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}
QLatin1String latin(std::string_view text)
{
    return QLatin1String(text.data(), static_cast<qsizetype>(text.size()));
}

void insertText(QJsonObject& json, QLatin1String key, std::string_view text)
{
    if (!text.empty())
        json.insert(key, qstring(text));
}

QJsonValue toJson(const PropertyValue& value)
{
    if (const auto* text = std::get_if<std::string>(&value))
        return qstring(*text);
    if (const auto* whole = std::get_if<std::int64_t>(&value))
        return static_cast<qint64>(*whole);
    if (const auto* number = std::get_if<double>(&value))
        return std::isfinite(*number) ? QJsonValue(*number) : QJsonValue(QJsonValue::Null);
    return std::get<bool>(value);
}

/// The exact text of a number that its JSON form would turn into another type; "" for everything else.
QString exactNumber(const PropertyValue& value)
{
    const auto* number = std::get_if<double>(&value);
    if (!number || (std::isfinite(*number) && *number != std::trunc(*number)))
        return {};
    return std::signbit(*number) && *number == 0 ? QStringLiteral("-0")
                                                 : QString::number(*number, 'g', QLocale::FloatingPointShortest);
}

void insertMap(QJsonObject& json, QJsonObject& numberTypes, QLatin1String key, const PropertyMap& map)
{
    if (map.empty())
        return;
    QJsonObject object;
    QJsonObject exact;
    for (const Property& property : map) {
        object.insert(qstring(property.key), toJson(property.value));
        if (const QString text = exactNumber(property.value); !text.isEmpty())
            exact.insert(qstring(property.key), text);
    }
    json.insert(key, object);
    if (!exact.isEmpty())
        numberTypes.insert(key, exact);
}

void insertTextMap(QJsonObject& json, QLatin1String key, const TextMap& map)
{
    QJsonObject object;
    for (const auto& [name, value] : map)
        object.insert(qstring(name), qstring(value));
    if (!object.isEmpty())
        json.insert(key, object);
}

/// JSON kept as text: an object again when that gives back the same text, else the text itself.
void insertJsonText(QJsonObject& json, QLatin1String key, const std::string& text)
{
    if (text.empty())
        return;
    const QByteArray bytes = QByteArray::fromStdString(text);
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (document.isObject() && document.toJson(QJsonDocument::Compact) == bytes)
        json.insert(key, document.object());
    else
        json.insert(key, qstring(text));
}

QLatin1String segmentType(Kind kind)
{
    switch (kind) {
    case Kind::Pageview:
        return QLatin1String("page");
    case Kind::Screen:
    case Kind::Identify:
    case Kind::Alias:
    case Kind::Group:
        return latin(name(kind));
    default:
        return QLatin1String("track");
    }
}

QJsonObject pageContext(const Event& event)
{
    QJsonObject page;
    insertText(page, QLatin1String("url"), event.url);
    insertText(page, QLatin1String("path"), event.path);
    insertText(page, QLatin1String("referrer"), event.referrer);
    insertText(page, QLatin1String("title"), event.title);
    return page;
}

QJsonObject campaignContext(const Event& event)
{
    QJsonObject campaign;
    insertText(campaign, QLatin1String("source"), event.utmSource);
    insertText(campaign, QLatin1String("medium"), event.utmMedium);
    insertText(campaign, QLatin1String("name"), event.utmCampaign);
    insertText(campaign, QLatin1String("content"), event.utmContent);
    insertText(campaign, QLatin1String("term"), event.utmTerm);
    return campaign;
}

QJsonObject contextOf(const Event& event)
{
    QJsonObject context;
    QJsonObject library;
    QJsonObject app;
    insertText(library, QLatin1String("name"), event.libraryName);
    insertText(library, QLatin1String("version"), event.libraryVersion);
    insertText(app, QLatin1String("version"), event.appVersion);
    const std::pair<QLatin1String, QJsonObject> parts[] = {{QLatin1String("page"), pageContext(event)},
                                                           {QLatin1String("campaign"), campaignContext(event)},
                                                           {QLatin1String("library"), library},
                                                           {QLatin1String("app"), app}};
    for (const auto& [key, part] : parts) {
        if (!part.isEmpty())
            context.insert(key, part);
    }
    insertText(context, QLatin1String("locale"), event.locale);
    insertText(context, QLatin1String("timezone"), event.timezone);
    return context;
}

/// The members under Segment's names that have another name in the table.
void insertSegmentNames(QJsonObject& json, const Event& event)
{
    const QLatin1String type = segmentType(event.kind);
    json.insert(QLatin1String("type"), type);
    if (type == QLatin1String("track"))
        insertText(json, QLatin1String("event"), event.name);
    insertText(json, QLatin1String("messageId"), event.messageId);
    insertText(json, QLatin1String("userId"), event.userId);
    insertText(json, QLatin1String("anonymousId"), event.anonymousId);
    json.insert(QLatin1String("receivedAt"), timeText(event.receivedAt));
    if (const QJsonObject context = contextOf(event); !context.isEmpty())
        json.insert(QLatin1String("context"), context);
}

void insertTimes(QJsonObject& json, const Event& event)
{
    json.insert(QLatin1String("received_at"), timeText(event.receivedAt));
    json.insert(QLatin1String("timestamp"), timeText(event.timestamp));
    json.insert(QLatin1String("event_time"), timeText(event.eventTime));
    if (event.statedAt)
        json.insert(QLatin1String("stated_at"), timeText(*event.statedAt));
    if (event.sentAt)
        json.insert(QLatin1String("sent_at"), timeText(*event.sentAt));
    if (event.historical)
        json.insert(QLatin1String("historical"), true);
}

void insertEnums(QJsonObject& json, const Event& event)
{
    json.insert(QLatin1String("protocol"), latin(name(event.protocol)));
    json.insert(QLatin1String("kind"), latin(name(event.kind)));
    json.insert(QLatin1String("visitor_basis"), latin(name(event.visitorBasis)));
    if (event.linkKind != LinkKind::None)
        json.insert(QLatin1String("link_kind"), latin(name(event.linkKind)));
    insertText(json, QLatin1String("device"), name(event.device));
    if (event.engagementBasis != EngagementBasis::None)
        json.insert(QLatin1String("engagement_basis"), latin(name(event.engagementBasis)));
}

void insertNumbers(QJsonObject& json, const Event& event)
{
    json.insert(QLatin1String("source_id"), QString::number(event.source.value));
    if (event.visitor)
        json.insert(QLatin1String("visitor"), QString::number(static_cast<quint64>(event.visitor)));
    for (const PixelMember& pixel : kPixelMembers) {
        if (event.*pixel.member)
            json.insert(latin(pixel.name), event.*pixel.member);
    }
    json.insert(QLatin1String("interactive"), event.interactive);
    if (event.engagementMs)
        json.insert(QLatin1String("engagement_ms"), static_cast<qint64>(event.engagementMs));
    const auto insert = [&json](QLatin1String key, const auto& value) {
        if (value)
            json.insert(key, QJsonValue(*value));
    };
    const auto insertWhole = [&json](QLatin1String key, const std::optional<std::int64_t>& value) {
        if (value)
            json.insert(key, static_cast<qint64>(*value));
    };
    insert(QLatin1String("scroll_depth"), event.scrollDepth);
    insert(QLatin1String("first_today_site"), event.firstTodaySite);
    insert(QLatin1String("first_today_page"), event.firstTodayPage);
    insertWhole(QLatin1String("revenue_minor"), event.revenueMinor);
    insertWhole(QLatin1String("value_minor"), event.valueMinor);
    insertWhole(QLatin1String("consent"), event.consent);
}

void insertStructures(QJsonObject& json, const Event& event)
{
    QJsonObject numberTypes;
    for (const MapMember& map : kMapMembers)
        insertMap(json, numberTypes, latin(map.name), event.*map.member);
    if (!numberTypes.isEmpty())
        json.insert(QLatin1String("number_types"), numberTypes);
    for (const TextMapMember& map : kTextMapMembers)
        insertTextMap(json, latin(map.name), event.*map.member);
    insertJsonText(json, QLatin1String("exception"), event.exception);
    insertJsonText(json, QLatin1String("integrations"), event.integrations);
    QJsonObject library;
    insertText(library, QLatin1String("name"), event.libraryName);
    insertText(library, QLatin1String("version"), event.libraryVersion);
    if (!library.isEmpty())
        json.insert(QLatin1String("library"), library);
    if (!event.bot.rule.empty() || !event.bot.reason.empty())
        json.insert(QLatin1String("bot"), QJsonObject{{QStringLiteral("rule"), qstring(event.bot.rule)},
                                                      {QStringLiteral("reason"), qstring(event.bot.reason)}});
    QJsonArray warnings;
    for (const Warning warning : event.warnings)
        warnings.append(latin(name(warning)));
    if (!warnings.isEmpty())
        json.insert(QLatin1String("warnings"), warnings);
}

} // namespace

QJsonObject toJson(const Event& event)
{
    QJsonObject json;
    insertSegmentNames(json, event);
    insertTimes(json, event);
    insertEnums(json, event);
    insertNumbers(json, event);
    for (const TextMember& text : kTextMembers)
        insertText(json, latin(text.name), event.*text.member);
    insertStructures(json, event);
    return json;
}

QString timeText(TimePoint time)
{
    using namespace std::chrono;
    const auto day = floor<days>(time);
    const year_month_day date{day};
    const hh_mm_ss clock{time - day};
    const int year = static_cast<int>(date.year());
    const QString years = year >= 0 && year <= 9999 ? QStringLiteral("%1").arg(year, 4, 10, QLatin1Char('0'))
                                                    : QStringLiteral("%1%2")
                                                          .arg(QLatin1Char(year < 0 ? '-' : '+'))
                                                          .arg(std::abs(year), 6, 10, QLatin1Char('0'));
    return QString::asprintf("%s-%02u-%02uT%02d:%02d:%02d.%03dZ", qPrintable(years),
                             static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                             static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                             static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
}

} // namespace sightglass::domain
