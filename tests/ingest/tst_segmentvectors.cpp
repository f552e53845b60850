// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "intakefixture.h"
#include "support/sourcefolder.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace sightglass;

/// Whether `actual` holds everything that `expected` says; lists of objects are compared item by item.
static bool holds(const QJsonValue& actual, const QJsonValue& expected)
{
    if (expected.isObject() && actual.isObject()) {
        const QJsonObject wanted = expected.toObject();
        const QJsonObject present = actual.toObject();
        for (auto it = wanted.begin(); it != wanted.end(); ++it) {
            if (!holds(present.value(it.key()), it.value()))
                return false;
        }
        return true;
    }
    if (expected.isArray() && actual.isArray()) {
        const QJsonArray wanted = expected.toArray();
        const QJsonArray present = actual.toArray();
        for (qsizetype i = 0; i < wanted.size(); ++i) {
            if (!holds(present.at(i), wanted.at(i)))
                return false;
        }
        return wanted.size() == present.size();
    }
    return actual == expected;
}

static QString text(const QJsonValue& value)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
}

/// Walks tests/vectors/segment: a case is `<case>.in.json` with requests and `<case>.out.json` with their answers and
/// the events that must be stored (members not named may be anything). Cases marked `gate` need the HTTP layer; the
/// end-to-end test runs them, and all others again, over a socket.
class TestSegmentVectors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vector_data()
    {
        QTest::addColumn<QJsonObject>("in");
        QTest::addColumn<QJsonObject>("out");
        QDirIterator files(test::sourcePath(QStringLiteral("tests/vectors/segment")), {QStringLiteral("*.in.json")},
                           QDir::Files, QDirIterator::Subdirectories);
        int cases = 0;
        while (files.hasNext()) {
            const QString path = files.next();
            const QJsonObject in = read(path);
            if (in.value(QStringLiteral("gate")).toBool())
                continue;
            const QString name = in.value(QStringLiteral("origin")).toString();
            QTest::newRow(qPrintable(name))
                << in << read(QString(path).replace(QStringLiteral(".in."), QStringLiteral(".out.")));
            ++cases;
        }
        QVERIFY(cases > 60);
    }
    void vector()
    {
        QFETCH(QJsonObject, in);
        QFETCH(QJsonObject, out);
        test::IntakeFixture hub(in);
        const QJsonArray requests = in.value(QStringLiteral("requests")).toArray();
        const QJsonArray answers = out.value(QStringLiteral("answers")).toArray();
        QCOMPARE(answers.size(), requests.size());
        for (qsizetype i = 0; i < requests.size(); ++i)
            checkAnswer(hub.send(requests.at(i).toObject()), answers.at(i).toObject());
        if (out.contains(QStringLiteral("events")))
            checkEvents(hub.sink.events, out.value(QStringLiteral("events")).toArray());
        checkRejections(hub.feed.rejections, out.value(QStringLiteral("rejected")));
    }

private:
    static QJsonObject read(const QString& path)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read %s", qPrintable(path));
        return QJsonDocument::fromJson(file.readAll()).object();
    }

    static void checkAnswer(const domain::Response& answer, const QJsonObject& expected)
    {
        QVERIFY2(answer.status == expected.value(QStringLiteral("status")).toInt(), answer.body.c_str());
        const QJsonValue body = QJsonDocument::fromJson(QByteArray::fromStdString(answer.body)).object();
        if (expected.contains(QStringLiteral("equals")))
            QVERIFY2(body == expected.value(QStringLiteral("equals")), answer.body.c_str());
        if (expected.contains(QStringLiteral("contains")))
            QVERIFY2(holds(body, expected.value(QStringLiteral("contains"))), answer.body.c_str());
        for (const QJsonValue& member : expected.value(QStringLiteral("has")).toArray())
            QVERIFY2(body.toObject().contains(member.toString()), answer.body.c_str());
        if (expected.contains(QStringLiteral("bytes")))
            QCOMPARE(static_cast<int>(answer.body.size()), expected.value(QStringLiteral("bytes")).toInt());
        const QJsonObject headers = expected.value(QStringLiteral("headers")).toObject();
        for (auto it = headers.begin(); it != headers.end(); ++it)
            QCOMPARE(QString::fromUtf8(domain::header(answer.headers, it.key().toStdString())), it.value().toString());
        const QString type =
            expected.value(QStringLiteral("contentType")).toString(QString::fromStdString(answer.contentType));
        QCOMPARE(QString::fromStdString(answer.contentType), type);
    }

    static void checkEvents(const std::vector<domain::Event>& events, const QJsonArray& expected)
    {
        QCOMPARE(static_cast<qsizetype>(events.size()), expected.size());
        for (qsizetype i = 0; i < expected.size(); ++i)
            checkEvent(test::membersOf(events[static_cast<std::size_t>(i)]), expected.at(i).toObject());
    }

    static void checkEvent(const QJsonObject& event, QJsonObject expected)
    {
        for (const QJsonValue& member : expected.take(QStringLiteral("raw_lacks")).toArray())
            QVERIFY(!event.value(QStringLiteral("raw")).toObject().contains(member.toString()));
        for (const QJsonValue& member : expected.take(QStringLiteral("properties_lack")).toArray())
            QVERIFY(!event.value(QStringLiteral("properties")).toObject().contains(member.toString()));
        const QString start = expected.take(QStringLiteral("message_id_starts")).toString();
        QVERIFY(event.value(QStringLiteral("message_id")).toString().startsWith(start));
        if (expected.contains(QStringLiteral("properties")))
            QVERIFY2(event.value(QStringLiteral("properties")) == expected.value(QStringLiteral("properties")),
                     qPrintable(text(event.value(QStringLiteral("properties")))));
        for (auto it = expected.begin(); it != expected.end(); ++it)
            QVERIFY2(holds(event.value(it.key()), it.value()),
                     qPrintable(it.key() + u' ' + text(event.value(it.key()))));
    }

    static void checkRejections(const std::vector<domain::Rejection>& rejections, const QJsonValue& expected)
    {
        if (expected.isArray())
            QCOMPARE(static_cast<qsizetype>(rejections.size()), expected.toArray().size());
        for (std::size_t i = 0; i < rejections.size(); ++i) {
            if (expected.isArray())
                QCOMPARE(QString::fromStdString(rejections[i].reason),
                         expected.toArray().at(static_cast<qsizetype>(i)).toString());
            QVERIFY(rejections[i].excerpt.size() <= 500);
            QVERIFY(rejections[i].excerpt.find("wk_test") == std::string::npos);
        }
    }
};

QTEST_GUILESS_MAIN(TestSegmentVectors)
#include "tst_segmentvectors.moc"
