// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sourcefolder.h"
#include "trackerchecks.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace sightglass;
using namespace Qt::Literals::StringLiterals;

/// Walks tests/vectors/tracker/wire: `<case>.in.json` has requests, `<case>.out.json` their answers and the events that
/// must be stored (members not named may be anything; `properties` and `traits` are compared whole, of `wire` the named
/// members, null = absent). `{id}` and `{eid}` stand for the visitor and the event id of the event of the same place,
/// `{id2}` for those of the second event.
class TestTrackerWire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vector_data()
    {
        QTest::addColumn<QJsonObject>("in");
        QTest::addColumn<QJsonObject>("out");
        const QDir folder(test::sourcePath(u"tests/vectors/tracker/wire"_s));
        int cases = 0;
        for (const QString& name : folder.entryList({u"*.in.json"_s})) {
            const QJsonObject in = test::readVector(folder.filePath(name));
            QTest::newRow(qPrintable(in.value(u"origin"_s).toString()))
                << in << test::readVector(folder.filePath(QString(name).replace(u".in."_s, u".out."_s)));
            ++cases;
        }
        QVERIFY(cases > 40);
    }
    void vector()
    {
        QFETCH(QJsonObject, in);
        QFETCH(QJsonObject, out);
        test::TrackerHub hub(in);
        const QJsonArray requests = in.value(u"requests"_s).toArray();
        const QJsonArray answers = out.value(u"answers"_s).toArray();
        QCOMPARE(answers.size(), requests.size());
        std::vector<domain::Response> given;
        for (const QJsonValue& one : requests)
            given.push_back(hub.send(test::trackerRequest(one.toObject())));
        const QJsonArray events = out.value(u"events"_s).toArray();
        QCOMPARE(static_cast<qsizetype>(hub.sink.events.size()), events.size());
        for (qsizetype i = 0; i < events.size(); ++i)
            test::checkEvent(hub.sink.events, static_cast<std::size_t>(i), events.at(i).toObject());
        for (qsizetype i = 0; i < answers.size(); ++i)
            test::checkAnswer(given[static_cast<std::size_t>(i)], hub.sink.events, static_cast<std::size_t>(i),
                              answers.at(i).toObject());
        test::checkRefused(hub, in.value(u"refused"_s).toObject());
    }

    /// Spec tracker §26: no JSON object with a valid route may yield zero stored events.
    void noObjectYieldsNothing()
    {
        test::TrackerHub hub;
        const QJsonArray values{1,
                                -1.5,
                                true,
                                QJsonValue(),
                                u"text"_s,
                                u""_s,
                                QJsonArray{1, QJsonObject{}},
                                QJsonObject{{u"a"_s, QJsonArray{}}},
                                1e308,
                                u"\U0001F600"_s};
        QStringList keys{u"vid"_s,   u"uid"_s,     u"params"_s,  u"ename"_s, u"url"_s,    u"last"_s,
                         u"eid"_s,   u"lat"_s,     u"targets"_s, u"first"_s, u"cflags"_s, u"tz"_s,
                         u"score"_s, u"created"_s, u""_s,        u"\u0130"_s};
        std::size_t sent = 0;
        for (const QString& key : keys) {
            for (const QJsonValue& value : values) {
                const QString body =
                    QString::fromUtf8(QJsonDocument(QJsonObject{{key, value}, {u"k"_s, value}}).toJson());
                for (const QString& route : {u"/tr/v1/"_s, u"/str/v1/"_s, u"/img/v1/"_s, u"/rdr/v1/"_s})
                    QVERIFY(hub.send(test::trackerRequest("POST", route, body)).status < 400);
                sent += 4;
            }
        }
        QCOMPARE(hub.sink.events.size() + duplicates(hub), sent);
    }

private:
    /// Events that an id of the client makes one with an earlier one.
    static std::size_t duplicates(test::TrackerHub& hub)
    {
        return static_cast<std::size_t>(
            hub.counters.at("sightglass_events_total{protocol=\"tracker\",outcome=\"duplicate\"}").load());
    }
};

QTEST_GUILESS_MAIN(TestTrackerWire)
#include "tst_trackerwire.moc"
