// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "headless/csvwriter.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace sightglass::headless {

namespace {

constexpr const char* kColumns[] = {
    "event_time",      "received_at", "kind",         "name",         "message_id",  "protocol",      "source_id",
    "visitor",         "user_id",     "anonymous_id", "url",          "hostname",    "path",          "title",
    "referrer",        "utm_source",  "utm_medium",   "utm_campaign", "country",     "language",      "browser",
    "browser_version", "os",          "os_version",   "device",       "app_version", "revenue_minor", "value_minor",
    "currency",        "bot",         "excluded",     "properties",   "warnings"};

QByteArray text(const QJsonValue& value)
{
    if (value.isString())
        return value.toString().toUtf8();
    if (value.isObject())
        return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
    if (value.isArray())
        return QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
    return value.toVariant().toString().toUtf8();
}

QByteArray cell(const QJsonValue& value)
{
    QByteArray out = text(value);
    if (value.isString() && !out.isEmpty() && std::strchr("=+-@\t\r", out.front()))
        out.prepend('\'');
    if (!out.contains(',') && !out.contains('"') && !out.contains('\n') && !out.contains('\r'))
        return out;
    return '"' + out.replace("\"", "\"\"") + '"';
}

} // namespace

QByteArray csvHead()
{
    QByteArrayList cells;
    for (const char* column : kColumns)
        cells.append(column);
    return cells.join(',');
}

QByteArray csvLine(const QJsonObject& event)
{
    QByteArrayList cells;
    for (const char* column : kColumns)
        cells.append(cell(event.value(QLatin1String(column))));
    return cells.join(',');
}

} // namespace sightglass::headless
