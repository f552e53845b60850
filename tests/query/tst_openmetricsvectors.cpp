// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/history.h"
#include "query/measure.h"
#include "query/querynames.h"
#include "support/manualclock.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace sightglass;
using namespace sightglass::test;

/// The vectors of spec/openmetrics.md §18 that a question can ask; tests/vectors/openmetrics/README.md says which.
class TestOpenMetricsVectors : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyVectorHolds_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("engine");
        const QStringList files = QDir(folder()).entryList({QStringLiteral("*.in.json")}, QDir::Files, QDir::Name);
        QVERIFY(!files.isEmpty());
        for (const QString& file : files) {
            const QString name = file.chopped(8);
            const QString kind = read(name + QStringLiteral(".in.json"))
                                     .value(QStringLiteral("description"))
                                     .toObject()
                                     .value(QStringLiteral("kind"))
                                     .toString();
            QTest::addRow("%s, the oracle", qPrintable(name)) << name << false;
            if (isAnswered(kind))
                QTest::addRow("%s, the engine", qPrintable(name)) << name << true;
        }
    }
    void everyVectorHolds()
    {
        QFETCH(const QString, name);
        QFETCH(const bool, engine);
        const QJsonObject in = read(name + QStringLiteral(".in.json"));
        const QJsonObject expected = read(name + QStringLiteral(".out.json"));
        QVERIFY(!in.isEmpty() && !expected.isEmpty());
        const std::vector<domain::Event> events = eventsOf(in.value(QStringLiteral("events")).toArray());
        const QJsonObject description = in.value(QStringLiteral("description")).toObject();
        const TimePoint now = at(in.value(QStringLiteral("now")).toString().toLatin1().constData());
        domain::Project project = testProject();
        project.timezone = "UTC";
        MemoryScan scan(events, 3);
        const QJsonObject answer =
            engine ? answerOf(scan, description, now, project) : oracleOf(events, description, now, project);
        const QString wrong = difference(partOf(answer, expected), expected);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }

    void buckets_data()
    {
        QTest::addColumn<QStringList>("row");
        QTest::addColumn<int>("column");
        QFile in(folder() + QStringLiteral("/buckets.tsv"));
        QVERIFY(in.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(in.readAll()).split(u'\n', Qt::SkipEmptyParts);
        for (const QString& line : lines) {
            if (line.startsWith(u'#'))
                continue;
            for (int column = 0; column < 4; ++column)
                QTest::addRow("%s by %s", qPrintable(line.section(u'\t', 0, 0)), kIntervals[column])
                    << line.split(u'\t') << column;
        }
    }
    void buckets()
    {
        QFETCH(const QStringList, row);
        QFETCH(const int, column);
        const TimePoint instant = at(row.at(0).toLatin1().constData());
        QCOMPARE(qint64(toMs(instant)), row.at(1).toLongLong());
        domain::Project project = testProject();
        project.timezone = "UTC";
        MemoryScan scan(eventsOf({QJsonObject{{QStringLiteral("who"), QStringLiteral("ann")},
                                              {QStringLiteral("event"), QStringLiteral("x")},
                                              {QStringLiteral("at"), row.at(0)}}}),
                        3);
        const QJsonObject answer =
            answerOf(scan,
                     {{QStringLiteral("kind"), QStringLiteral("timeseries")},
                      {QStringLiteral("interval"), QLatin1String(kIntervals[column])},
                      {QStringLiteral("from"), row.at(0)},
                      {QStringLiteral("to"), QString(row.at(0)).replace(u'Z', QStringLiteral(".001Z"))},
                      {QStringLiteral("metrics"), QJsonArray{QStringLiteral("visitors")}}},
                     instant, project);
        const QJsonArray buckets = answer.value(QStringLiteral("buckets")).toArray();
        QCOMPARE(buckets.size(), 1);
        QCOMPARE(buckets.first().toObject().value(QStringLiteral("visitors")).toInt(-1), 1);
        const QDateTime start =
            QDateTime::fromString(buckets.first().toObject().value(QStringLiteral("start")).toString(), Qt::ISODate)
                .toUTC();
        for (const TimePoint inBucket : {instant, fromMs(start.toMSecsSinceEpoch())})
            QCOMPARE(qint64(query::bucketNumber(*query::parseInterval(kIntervals[column]), inBucket)),
                     row.at(column + 2).toLongLong());
    }

private:
    static constexpr const char* kIntervals[] = {"hour", "day", "week", "month"};

    static QString folder() { return QStringLiteral(SIGHTGLASS_OPENMETRICS_VECTORS); }
    static QJsonObject read(const QString& file)
    {
        QFile in(folder() + u'/' + file);
        return in.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(in.readAll()).object() : QJsonObject();
    }

    static std::uint64_t keyOf(const QString& id)
    {
        return QCryptographicHash::hash(id.toUtf8(), QCryptographicHash::Sha1)
                   .left(7)
                   .toHex()
                   .toULongLong(nullptr, 16) +
               1;
    }

    static std::vector<domain::Event> eventsOf(const QJsonArray& list)
    {
        std::vector<domain::Event> out;
        for (const QJsonValue& one : list) {
            const QJsonObject o = one.toObject();
            const QString who = o.value(QStringLiteral("who")).toString();
            domain::Event e;
            e.protocol = domain::Protocol::OpenMetrics;
            e.messageId = std::to_string(out.size());
            e.name = o.value(QStringLiteral("event")).toString(QStringLiteral("identify")).toStdString();
            e.eventTime = e.receivedAt = at(o.value(QStringLiteral("at")).toString().toLatin1().constData());
            e.interactive = o.value(QStringLiteral("interactive")).toBool(true);
            e.visitorBasis = domain::VisitorBasis::Client;
            e.anonymousId = who.toStdString();
            e.visitor = keyOf(who);
            if (o.contains(QStringLiteral("user"))) {
                e.kind = domain::Kind::Identify;
                e.userId = o.value(QStringLiteral("user")).toString().toStdString();
                e.linkKind = domain::LinkKind::Identify;
                e.linkFrom = e.visitor;
                e.linkTo = keyOf(QStringLiteral("user ") + o.value(QStringLiteral("user")).toString());
            }
            out.push_back(e);
        }
        return out;
    }

    /// The members of the answer that the vector speaks of.
    static QJsonValue partOf(const QJsonValue& answer, const QJsonValue& expected)
    {
        if (answer.isObject() && expected.isObject()) {
            QJsonObject out;
            for (const QString& key : expected.toObject().keys()) {
                if (answer.toObject().contains(key))
                    out.insert(key, partOf(answer.toObject().value(key), expected.toObject().value(key)));
            }
            return out;
        }
        if (!answer.isArray() || !expected.isArray())
            return answer;
        QJsonArray out;
        for (qsizetype i = 0; i < answer.toArray().size(); ++i)
            out.append(partOf(answer.toArray().at(i), expected.toArray().at(i)));
        return out;
    }
};

QTEST_GUILESS_MAIN(TestOpenMetricsVectors)
#include "tst_openmetricsvectors.moc"
