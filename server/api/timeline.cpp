// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/foundperson.h"
#include "api/resources.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace sightglass::api {

namespace {

QString cursorText(const storage::EventCursor& cursor)
{
    const QJsonArray parts{qint64(toMs(cursor.eventTime)), qint64(toMs(cursor.receivedAt)), toQString(cursor.messageId),
                           qint64(cursor.seq.value)};
    return QString::fromLatin1(QJsonDocument(parts)
                                   .toJson(QJsonDocument::Compact)
                                   .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

std::optional<storage::EventCursor> parseCursor(const std::string& text)
{
    const QByteArray bytes = QByteArray::fromBase64(QByteArray::fromStdString(text), QByteArray::Base64UrlEncoding);
    const QJsonArray parts = QJsonDocument::fromJson(bytes).array();
    if (parts.size() != 4)
        return std::nullopt;
    return storage::EventCursor{fromMs(parts[0].toInteger()), fromMs(parts[1].toInteger()),
                                parts[2].toString().toStdString(), EventSeq(parts[3].toInteger())};
}

} // namespace

/// Query members: `limit`, `cursor`. Oldest first, shaped like the NDJSON export.
Answer listTimeline(const Call& call)
{
    const Expected<FoundPerson> person = personOf(call);
    if (!person)
        return unexpected(person.error());
    const Expected<int> limit = limitOf(call.request);
    if (!limit)
        return unexpected(limit.error());
    std::optional<storage::EventCursor> after;
    if (const std::optional<std::string> text = domain::queryMember(call.request.query, "cursor")) {
        after = parseCursor(*text);
        if (!after)
            return unexpected(ErrorCode::InvalidInput,
                              QStringLiteral("cursor must be what the page before gave as next"),
                              QStringLiteral("/cursor"));
    }
    bool hasMore = false;
    const Expected<std::vector<domain::Event>> events = eventsOf(call, *person, after, *limit, hasMore);
    if (!events)
        return unexpected(events.error());
    QJsonArray items;
    for (const domain::Event& event : *events)
        items.append(call.parts.eventJson(event));
    QJsonObject out{{QStringLiteral("items"), items}};
    if (hasMore && after)
        out.insert(QStringLiteral("next"), cursorText(*after));
    return json(out);
}

} // namespace sightglass::api
