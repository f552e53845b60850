// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/jsonread.h"

#include <QDateTime>
#include <QJsonArray>

namespace sightglass::client {

QString text(const QJsonObject& object, const QString& member)
{
    const QJsonValue value = object.value(member);
    if (value.isDouble())
        return QString::number(value.toDouble(), 'g', 17);
    return value.toString();
}

QString text(const QJsonObject& object, std::initializer_list<const char*> members)
{
    for (const char* member : members) {
        const QString found = text(object, QString::fromLatin1(member));
        if (!found.isEmpty())
            return found;
    }
    return {};
}

qint64 integer(const QJsonObject& object, const QString& member, qint64 otherwise)
{
    return object.value(member).toInteger(otherwise);
}

bool truth(const QJsonObject& object, const QString& member, bool otherwise)
{
    return object.value(member).toBool(otherwise);
}

QStringList texts(const QJsonObject& object, const QString& member)
{
    QStringList out;
    const QJsonArray array = object.value(member).toArray();
    for (const QJsonValue& value : array) {
        if (value.isString())
            out.append(value.toString());
    }
    return out;
}

TimePoint time(const QJsonValue& value)
{
    if (value.isDouble())
        return fromMs(value.toInteger());
    const QDateTime parsed = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    return parsed.isValid() ? fromMs(parsed.toMSecsSinceEpoch()) : TimePoint{};
}

int offsetSeconds(const QJsonValue& value)
{
    const QDateTime parsed = QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
    return parsed.isValid() && parsed.timeSpec() == Qt::OffsetFromUTC ? parsed.offsetFromUtc() : 0;
}

} // namespace sightglass::client
