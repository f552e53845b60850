// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/parselive.h"

#include "client/jsonread.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace sightglass::client {

namespace {

void readPlace(LiveRow& row, const QJsonObject& object)
{
    row.path = text(object, {"path", "page"});
    row.hostname = text(object, {"hostname"});
    row.country = text(object, {"country"});
    row.city = text(object, {"city"});
}

void readWho(LiveRow& row, const QJsonObject& object)
{
    row.userId = text(object, {"user_id", "userId"});
    row.anonymousId = text(object, {"anonymous_id", "anonymousId"});
    row.visitor = text(object, {"visitor"}).right(4);
}

void readVerdict(LiveRow& row, const QJsonObject& object)
{
    const QJsonValue bot = object.value(QStringLiteral("bot"));
    row.botReason = bot.isObject() ? text(bot.toObject(), {"reason", "rule"}) : bot.toString();
    row.excluded = text(object, {"excluded"});
    row.warnings = texts(object, QStringLiteral("warnings"));
}

void readMoney(LiveRow& row, const QJsonObject& object)
{
    const QJsonValue revenue = object.value(QStringLiteral("revenue_minor"));
    if (revenue.isDouble())
        row.revenueMinor = revenue.toInteger();
    row.currency = text(object, {"currency"});
}

} // namespace

LiveRow parseLiveRow(const QJsonObject& object)
{
    LiveRow row;
    const QJsonValue received = object.value(QStringLiteral("received_at"));
    row.at = time(received.isUndefined() ? object.value(QStringLiteral("receivedAt")) : received);
    row.kind = domain::parseKind(text(object, {"kind"}).toStdString()).value_or(domain::Kind::Custom);
    row.name = text(object, {"name", "event"});
    row.messageId = text(object, {"message_id", "messageId"});
    row.sourceId = text(object, {"source_id"});
    row.protocol = text(object, {"protocol"});
    readPlace(row, object);
    readWho(row, object);
    readVerdict(row, object);
    readMoney(row, object);
    row.json = object;
    return row;
}

Refusal parseRefusal(const QJsonObject& object)
{
    return {time(object.value(QStringLiteral("at"))),
            text(object, {"reason"}),
            text(object, {"detail"}),
            text(object, {"protocol"}),
            text(object, {"source_id"}),
            text(object, {"key"}),
            text(object, {"excerpt"})};
}

Expected<LiveBatch> parseLiveBatch(const QByteArray& message)
{
    const QJsonDocument document = QJsonDocument::fromJson(message);
    if (!document.isObject())
        return unexpected(ErrorCode::Corrupt, QStringLiteral("a live message is no JSON object"));
    const QJsonObject object = document.object();
    LiveBatch batch;
    const QJsonArray events = object.value(QStringLiteral("events")).toArray();
    batch.events.reserve(events.size());
    for (const QJsonValue& event : events)
        batch.events.append(parseLiveRow(event.toObject()));
    const QJsonArray rejected = object.value(QStringLiteral("rejected")).toArray();
    for (const QJsonValue& refusal : rejected)
        batch.rejected.append(parseRefusal(refusal.toObject()));
    batch.skipped = integer(object, QStringLiteral("skipped"));
    const QJsonObject counters = object.value(QStringLiteral("counters")).toObject();
    batch.counters = {integer(counters, QStringLiteral("stored")), integer(counters, QStringLiteral("rejected"))};
    return batch;
}

} // namespace sightglass::client
