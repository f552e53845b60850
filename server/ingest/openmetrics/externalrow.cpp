// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/openmetrics/externalrow.h"

#include "core/jsonwriter.h"
#include "ingest/membertext.h"
#include "ingest/openmetrics/eventtime.h"
#include "ingest/openmetrics/payload.h"
#include "ingest/openmetrics/properties.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

namespace sightglass::ingest::openmetrics {

namespace {

using namespace std::string_view_literals;
using domain::Event;

constexpr std::size_t kRowSessionBytes = 256;
constexpr std::size_t kRowUserBytes = 512;
constexpr std::size_t kRowNameBytes = 1024;
constexpr std::size_t kRowIdBytes = 200;

constexpr std::array kUserNames{"uid"sv, "userid"sv, "user"sv, "distinctid"sv};
constexpr std::array kSessionNames{"sessionid"sv, "session"sv, "anonymousid"sv};
constexpr std::array kEventNames{"event"sv, "eventname"sv, "name"sv};
constexpr std::array kTimeNames{"ts"sv, "timestamp"sv, "time"sv, "eventtime"sv, "date"sv, "createdat"sv};
constexpr std::array kIdNames{"id"sv, "eventid"sv, "messageid"sv};

std::string lettersOf(std::string_view name)
{
    std::string out;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z')
            out += static_cast<char>(c + 32);
        else if (c != '_' && c != '-' && c != ' ' && c != '.')
            out += c;
    }
    return out;
}

/// The column with the name that stands first in the list.
std::string columnCalled(const std::vector<std::string>& names, std::span<const std::string_view> wanted)
{
    for (const std::string_view want : wanted) {
        const auto found =
            std::find_if(names.begin(), names.end(), [&](const std::string& name) { return lettersOf(name) == want; });
        if (found != names.end())
            return *found;
    }
    return {};
}

Unexpected wrongColumn(const std::string& column, const char* why)
{
    return unexpected(ErrorCode::InvalidInput, QString::fromLatin1(why), QString::fromStdString(column));
}

/// A local time without a zone is one of `zone`; all else as in calls.
void applyRowTime(Event& event, json::Value value, const ExternalColumns& columns)
{
    static const QRegularExpression local(
        QStringLiteral("^\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?)?$"));
    const QString text = value.isString()
                             ? QString::fromUtf8(value.text().data(), static_cast<qsizetype>(value.text().size()))
                             : QString();
    if (columns.zone != QTimeZone("UTC") && local.match(text).hasMatch()) {
        QDateTime time = QDateTime::fromString(QString(text).replace(u' ', u'T'), Qt::ISODateWithMs);
        time.setTimeZone(columns.zone);
        if (time.isValid())
            event.statedAt = fromMs(time.toMSecsSinceEpoch());
        return;
    }
    applyTime(event, value, columns.unit);
}

/// The properties of a row as an object of their own.
std::string propertiesText(json::Value row, const ExternalColumns& columns)
{
    std::string out;
    json::Writer writer(out);
    writer.openObject();
    for (const json::Value member : row) {
        const auto key = member.key();
        if (key != columns.user && key != columns.session && key != columns.name && key != columns.time &&
            key != columns.id && !member.isAbsentOrNull())
            writer.member(key, member);
    }
    writer.closeObject();
    return out;
}

Expected<void> takeIds(Event& event, json::Value row, const ExternalColumns& columns)
{
    event.idSpace = domain::name(domain::Protocol::OpenMetrics);
    if (!columns.user.empty())
        event.userId = comparableUserId(idText(event, row.find(columns.user), kRowUserBytes));
    if (!columns.session.empty())
        event.anonymousId = idText(event, row.find(columns.session), kRowSessionBytes);
    if (event.userId.empty() && event.anonymousId.empty())
        return wrongColumn(columns.user.empty() ? columns.session : columns.user, "a row needs a user or a session");
    return {};
}

std::string hashOf(const Event& event, std::string_view properties)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const std::string time = std::to_string(toMs(event.eventTime));
    for (const std::string_view part : {std::string_view(event.userId), std::string_view(event.anonymousId),
                                        std::string_view(event.name), std::string_view(time), properties}) {
        hash.addData(QByteArray(QByteArray::number(qulonglong(part.size())) + ':'));
        hash.addData(QByteArrayView(part.data(), static_cast<qsizetype>(part.size())));
    }
    return "row:" + hash.result().toHex().left(40).toStdString();
}

Expected<void> takeProperties(Event& event, const std::string& text, domain::PropertyMap& out)
{
    json::Parser parser;
    const auto document = parser.parse(text);
    if (!document)
        return unexpected(document.error());
    static_cast<void>(applyProperties(event, document->root, out));
    return {};
}

} // namespace

ExternalColumns guessColumns(const std::vector<std::string>& names)
{
    ExternalColumns out;
    out.user = columnCalled(names, kUserNames);
    out.session = columnCalled(names, kSessionNames);
    out.name = columnCalled(names, kEventNames);
    out.time = columnCalled(names, kTimeNames);
    out.id = columnCalled(names, kIdNames);
    return out;
}

std::string jsonOfCell(std::string_view cell)
{
    if (cell.empty())
        return "null";
    if (cell == "true" || cell == "false")
        return std::string(cell);
    double number = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    char digits[40];
    const std::string_view again(
        digits, static_cast<std::size_t>(std::to_chars(digits, digits + sizeof digits, number).ptr - digits));
    if (error == std::errc() && end == cell.data() + cell.size() && again == cell &&
        cell.find_first_not_of("0123456789.-e+") == std::string_view::npos)
        return std::string(cell);
    std::string out;
    json::Writer(out).string(cell);
    return out;
}

Expected<Event> eventOfRow(json::Value row, const ExternalColumns& columns)
{
    if (!row.isObject())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("a row must be an object"));
    Event event;
    event.protocol = columns.flagsActivity ? domain::Protocol::OpenMetrics : domain::Protocol::Import;
    event.route = "import";
    event.historical = true;
    if (const auto taken = takeIds(event, row, columns); !taken)
        return unexpected(taken.error());
    event.name = memberText(event, row.find(columns.name), kRowNameBytes);
    if (event.name.empty())
        return wrongColumn(columns.name, "the event's name is missing");
    applyRowTime(event, row.find(columns.time), columns);
    if (!event.statedAt)
        return wrongColumn(columns.time, "the time is missing or cannot be read");
    event.eventTime = event.timestamp = event.receivedAt = *event.statedAt;
    const std::string properties = propertiesText(row, columns);
    if (const auto taken = takeProperties(event, properties, event.properties); !taken)
        return unexpected(taken.error());
    const std::string id = columns.id.empty() ? std::string() : idText(event, row.find(columns.id), kRowIdBytes);
    event.messageId = id.empty() ? hashOf(event, properties) : "row:" + id;
    return event;
}

Expected<Event> propertiesOfRow(json::Value row, const ExternalColumns& columns, TimePoint now)
{
    if (!row.isObject())
        return unexpected(ErrorCode::InvalidInput, QStringLiteral("a row must be an object"));
    Event event;
    event.protocol = domain::Protocol::Import;
    event.route = "import";
    event.kind = domain::Kind::Identify;
    event.name = domain::name(event.kind);
    event.interactive = false;
    event.historical = true;
    event.eventTime = event.timestamp = event.receivedAt = now;
    const ExternalColumns userOnly{columns.user, {}, {}, {}, {}};
    if (const auto taken = takeIds(event, row, userOnly); !taken)
        return unexpected(taken.error());
    if (const auto taken = takeProperties(event, propertiesText(row, userOnly), event.traits); !taken)
        return unexpected(taken.error());
    return event;
}

} // namespace sightglass::ingest::openmetrics
