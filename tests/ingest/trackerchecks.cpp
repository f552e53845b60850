// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trackerchecks.h"

#include "domain/eventjson.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

namespace sightglass::test {

namespace {

/// Members of a vector's event: those that are JSON texts are compared as what they say.
QJsonValue valueOf(const QJsonObject& wire, const QString& key, const QJsonValue& expected)
{
    const QJsonValue value = wire.value(key);
    return expected.isObject() ? QJsonValue(QJsonDocument::fromJson(value.toString().toUtf8()).object()) : value;
}

QString filled(QString text, const std::vector<domain::Event>& events, std::size_t place)
{
    static const QRegularExpression hole(u"\\{(id|eid)(\\d*)\\}"_s);
    for (auto match = hole.match(text); match.hasMatch(); match = hole.match(text)) {
        const std::size_t index = match.captured(2).isEmpty() ? place : match.captured(2).toUInt() - 1;
        if (index >= events.size())
            qFatal("no such event");
        const domain::Event& event = events[index];
        const std::string id = match.captured(1) == u"id"_s ? event.anonymousId : wireText(event, "eid");
        text.replace(match.capturedStart(), match.capturedLength(), QString::fromStdString(id));
    }
    return text;
}

void compare(const QString& key, const QJsonValue& is, QJsonValue expected, const std::vector<domain::Event>& events,
             std::size_t place, bool isAbsent)
{
    if (expected.isNull()) {
        QVERIFY2(isAbsent, qPrintable(key + u" is there: "_s + shown(is)));
        return;
    }
    if (expected.isString())
        expected = filled(expected.toString(), events, place);
    QVERIFY2(is == expected, qPrintable(key + u": "_s + shown(is) + u" instead of "_s + shown(expected)));
}

} // namespace

std::string wireText(const domain::Event& event, std::string_view key)
{
    for (const domain::Property& member : event.wire) {
        if (member.key == key && std::holds_alternative<std::string>(member.value))
            return std::get<std::string>(member.value);
    }
    return {};
}

QString shown(const QJsonValue& value)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
}

QJsonObject readVector(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return QJsonDocument::fromJson(file.readAll()).object();
}

void checkAnswer(const domain::Response& answer, const std::vector<domain::Event>& events, std::size_t place,
                 const QJsonObject& expected)
{
    QVERIFY2(answer.status == expected.value(u"status"_s).toInt(), answer.body.c_str());
    if (expected.contains(u"body"_s))
        QCOMPARE(QString::fromStdString(answer.body), filled(expected.value(u"body"_s).toString(), events, place));
    if (expected.contains(u"hex"_s))
        QCOMPARE(QString::fromLatin1(QByteArray::fromStdString(answer.body).toHex()),
                 expected.value(u"hex"_s).toString());
    if (expected.contains(u"type"_s))
        QCOMPARE(QString::fromStdString(answer.contentType), expected.value(u"type"_s).toString());
    const QJsonObject headers = expected.value(u"headers"_s).toObject();
    for (auto it = headers.begin(); it != headers.end(); ++it)
        QCOMPARE(QString::fromUtf8(domain::header(answer.headers, it.key().toStdString())),
                 filled(it.value().toString(), events, place));
    for (const QJsonValue& name : expected.value(u"lacks"_s).toArray())
        QVERIFY(domain::header(answer.headers, name.toString().toStdString()).empty());
}

void checkEvent(const std::vector<domain::Event>& events, std::size_t place, QJsonObject expected)
{
    const QJsonObject event = domain::toJson(events[place]);
    const QJsonValue kept = event.value(u"raw"_s);
    const QString raw = kept.isString() ? kept.toString() : shown(kept);
    for (const QJsonValue& member : expected.take(u"raw_lacks"_s).toArray())
        QVERIFY2(!raw.contains(u'"' + member.toString() + u"\":"_s), qPrintable(raw));
    for (const QJsonValue& member : expected.take(u"raw_has"_s).toArray())
        QVERIFY2(raw.contains(u'"' + member.toString() + u"\":"_s), qPrintable(raw));
    for (const QJsonValue& member : expected.take(u"absent"_s).toArray())
        QVERIFY2(!event.contains(member.toString()), qPrintable(member.toString() + shown(event)));
    const QJsonObject wire = expected.take(u"wire"_s).toObject();
    const QJsonObject stored = event.value(u"wire"_s).toObject();
    for (auto it = wire.begin(); it != wire.end(); ++it)
        compare(it.key(), valueOf(stored, it.key(), it.value()), it.value(), events, place, !stored.contains(it.key()));
    for (auto it = expected.begin(); it != expected.end(); ++it)
        compare(it.key(), event.value(it.key()), it.value(), events, place, false);
}

void checkRefused(TrackerHub& hub, const QJsonObject& refused)
{
    for (auto it = refused.begin(); it != refused.end(); ++it) {
        const std::string counter =
            "sightglass_refused_total{protocol=\"tracker\",reason=\"" + it.key().toStdString() + "\"}";
        QCOMPARE(hub.counters.at(counter).load(), it.value().toInt());
    }
    for (const domain::Rejection& rejection : hub.feed.rejections)
        QVERIFY(rejection.protocol == domain::Protocol::Tracker && rejection.excerpt.empty() && rejection.key.empty());
}

} // namespace sightglass::test
