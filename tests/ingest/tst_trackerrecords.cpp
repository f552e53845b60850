// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordshub.h"
#include "support/sourcefolder.h"
#include "trackerchecks.h"

#include <QDir>
#include <QTest>

using namespace sightglass;
using namespace Qt::Literals::StringLiterals;

/// Walks tests/vectors/tracker/records: `<case>.in.json` has requests, `<case>.out.json` their answers and, by name,
/// the rows that the store must hold afterwards, and still when it has been opened anew. Of a row the named members are
/// compared, null = absent.
class TestTrackerRecords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vector_data()
    {
        QTest::addColumn<QJsonObject>("in");
        QTest::addColumn<QJsonObject>("out");
        const QDir folder(test::sourcePath(u"tests/vectors/tracker/records"_s));
        const QStringList cases = folder.entryList({u"*.in.json"_s});
        QVERIFY(cases.size() > 15);
        for (const QString& name : cases) {
            const QJsonObject in = test::readVector(folder.filePath(name));
            QTest::newRow(qPrintable(in.value(u"origin"_s).toString()))
                << in << test::readVector(folder.filePath(QString(name).replace(u".in."_s, u".out."_s)));
        }
    }
    void vector()
    {
        QFETCH(QJsonObject, in);
        QFETCH(QJsonObject, out);
        test::RecordsHub hub(in);
        const QJsonArray requests = in.value(u"requests"_s).toArray();
        const QJsonArray answers = out.value(u"answers"_s).toArray();
        QCOMPARE(answers.size(), requests.size());
        for (qsizetype i = 0; i < answers.size(); ++i)
            test::checkAnswer(hub.send(test::trackerRequest(requests.at(i).toObject())), {}, 0,
                              answers.at(i).toObject());
        QVERIFY2(hub.hub.sink.events.empty(), "what is reported beside events is none");
        test::checkRefused(hub.hub, in.value(u"refused"_s).toObject());
        checkRows(hub, out.value(u"records"_s).toObject());
        hub.reopen();
        checkRows(hub, out.value(u"records"_s).toObject());
    }

    /// As long as the store holds a group up, others wait for the next; each is answered once.
    void whatComesTogetherIsStoredTogether()
    {
        test::RecordsHub hub;
        QJsonObject in{
            {u"method"_s, u"POST"_s},
            {u"target"_s, u"/str/v1/_count?subject=tic.count.many"_s},
            {u"body"_s, u"{}"_s},
            {u"headers"_s, QJsonObject{{u"Host"_s, u"tr.example.com"_s}, {u"Authorization"_s, u"Bearer hubtoken"_s}}}};
        for (int i = 0; i < 50; ++i)
            QCOMPARE(hub.send(test::trackerRequest(in)).status, 200);
        QCOMPARE(hub.stored(u"counters"_s),
                 QJsonArray({QJsonObject{{u"id"_s, u"tic.count.many"_s}, {u"total"_s, 50}}}));
    }

    void logLinesGoWhenTheyAreOldAndOthersCome()
    {
        test::RecordsHub hub;
        const auto say = [&hub](const QString& message) {
            domain::Request request =
                test::trackerRequest("POST", u"/str/v1/_log?subject=s"_s, u"{\"msg\":\"%1\"}"_s.arg(message));
            request.headers.emplace_back("Authorization", "Bearer hubtoken");
            request.receivedAt = hub.clock().now();
            return hub.send(std::move(request)).status;
        };
        QCOMPARE(say(u"first"_s), 200);
        hub.clock().advance(std::chrono::hours(719));
        QCOMPARE(say(u"second"_s), 200);
        QCOMPARE(hub.stored(u"logs"_s).size(), 2);
        hub.clock().advance(std::chrono::hours(2));
        QCOMPARE(say(u"third"_s), 200);
        QTRY_COMPARE(hub.stored(u"logs"_s).size(), 2);
        QCOMPARE(hub.stored(u"logs"_s).first().toObject().value(u"msg"_s).toString(), u"second"_s);
    }

    void otherRoutesTakePlacesToo_data()
    {
        QTest::addColumn<QString>("target");
        for (const char* target : {"/tlv/v1/amt/1", "/tr/v1/ltv/amt/1", "/ppi/v1/jds", "/tr/v1/ppi/agree?vid=v",
                                   "/pub/v1/track.js", "/rpi/v1/redirects/u/p/h", "/ppi/v1/strange"})
            QTest::newRow(target) << QString::fromLatin1(target);
    }
    /// Rate class c of spec routes §1.
    void otherRoutesTakePlacesToo()
    {
        QFETCH(QString, target);
        test::RecordsHub hub({{u"tracker"_s, QJsonObject{{u"requests"_s, 1}}}});
        hub.hub.sink.mode = test::RecordingSink::Mode::Hold;
        hub.hub.tracker.track(test::trackerRequest("GET", u"/tr/v1/"_s), ingest::tracker::Call::Track,
                              [](const domain::Response&) {});
        const domain::Response answer = hub.send(test::trackerRequest("GET", target));
        QCOMPARE(answer.status, 503);
        QCOMPARE(answer.body, std::string("Maximum clients reached on this node.\n"));
        hub.hub.sink.held.clear();
        QVERIFY(hub.send(test::trackerRequest("GET", target)).status != 503);
    }

private:
    static void checkRows(test::RecordsHub& hub, const QJsonObject& records)
    {
        for (auto it = records.begin(); it != records.end(); ++it) {
            const QJsonArray rows = hub.stored(it.key());
            const QJsonArray expected = it.value().toArray();
            QVERIFY2(rows.size() == expected.size(), qPrintable(it.key() + test::shown(rows)));
            for (qsizetype i = 0; i < rows.size(); ++i)
                checkRow(rows.at(i).toObject(), expected.at(i).toObject());
        }
    }
    static void checkRow(const QJsonObject& row, const QJsonObject& expected)
    {
        for (auto it = expected.begin(); it != expected.end(); ++it) {
            const bool isSame = it.value().isNull() ? !row.contains(it.key()) : row.value(it.key()) == it.value();
            QVERIFY2(isSame,
                     qPrintable(it.key() + u": "_s + test::shown(row) + u" instead of "_s + test::shown(it.value())));
        }
    }
};

QTEST_GUILESS_MAIN(TestTrackerRecords)
#include "tst_trackerrecords.moc"
