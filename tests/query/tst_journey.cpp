// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/drawnhistory.h"

#include <QTest>

using namespace sightglass;
using namespace sightglass::test;

/// Journeys (metrics §9), each rule by a small history. Levels are written "page visits, …" and joined with " > ".
class TestJourney : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void forward_data()
    {
        QTest::addColumn<QString>("history");
        QTest::addColumn<QString>("levels");
        QTest::newRow("nobody there gives nothing") << "u: /a 10:00"
                                                    << "";
        QTest::newRow("the start page alone is left") << "u: /s 10:00"
                                                      << "/s 1 > left 1";
        QTest::newRow("next pages by visits, then those who left")
            << "u: /s 10:00, /a 10:01 | v: /s 10:00, /b 10:01 | w: /s 10:00, /b 10:01 | x: /s 10:00"
            << "/s 4 > /b 2, /a 1, left 1 > left 3";
        QTest::newRow("equal pages by name") << "u: /s 10:00, /b 10:01 | v: /s 10:00, /a 10:01"
                                             << "/s 2 > /a 1, /b 1 > left 2";
        QTest::newRow("repeats of one page are one") << "u: /s 10:00, /s 10:01, /a 10:02, /a 10:03, /s 10:04"
                                                     << "/s 1 > /a 1 > /s 1 > left 1";
        QTest::newRow("a visit counts once, from the first occurrence")
            << "u: /x 09:59, /s 10:00, /a 10:01, /s 10:02, /b 10:03"
            << "/s 1 > /a 1 > /s 1 > /b 1";
        QTest::newRow("another visit counts again") << "u: /s 10:00, /a 10:01, /s 12:00"
                                                    << "/s 2 > /a 1, left 1 > left 1";
        QTest::newRow("custom events are no pages") << "u: /s 10:00, buy 10:01, /a 10:02"
                                                    << "/s 1 > /a 1 > left 1";
        QTest::newRow("the path stops at its depth") << "u: /s 10:00, /a 10:01, /b 10:02, /c 10:03, /d 10:04"
                                                     << "/s 1 > /a 1 > /b 1 > /c 1";
        QTest::newRow("a visit that began before the range is not of it") << "u: /s d-1 23:59, /a 00:01"
                                                                          << "";
        QTest::newRow("a visit is whole, past the range's end") << "u: /s 23:59, /a d1 00:01"
                                                                << "/s 1 > /a 1 > left 1";
        QTest::newRow("the rest beyond the best is other, and goes on")
            << "a: /s 10:00, /a 10:01 | b: /s 10:00, /a 10:01 | c: /s 10:00, /b 10:01 | d: /s 10:00, /b 10:01 |"
               "e: /s 10:00, /c 10:01, /a 10:02 | f: /s 10:00, /d 10:01"
            << "/s 6 > /a 2, /b 2, other 2 > /a 1, left 5 > left 1";
    }
    void forward()
    {
        QFETCH(const QString, history);
        QTEST(levels(ask(history, question("/s", ""))), "levels");
    }

    void backward_data()
    {
        QTest::addColumn<QString>("history");
        QTest::addColumn<QString>("levels");
        QTest::newRow("pages before the end page") << "u: /a 10:00, /e 10:01 | v: /b 10:00, /a 10:01, /e 10:02"
                                                   << "/e 2 > /a 2 > /b 1, left 1 > left 1";
        QTest::newRow("from the last occurrence") << "u: /a 10:00, /e 10:01, /b 10:02, /e 10:03, /c 10:04"
                                                  << "/e 1 > /b 1 > /e 1 > /a 1";
        QTest::newRow("repeats at the end are one") << "u: /a 10:00, /e 10:01, /e 10:02"
                                                    << "/e 1 > /a 1 > left 1";
    }
    void backward()
    {
        QFETCH(const QString, history);
        QTEST(levels(ask(history, question("", "/e"))), "levels");
    }

    void customEventsOnWish()
    {
        domain::Query query = question("/s", "");
        query.journey.customEvents = true;
        const QString history = QStringLiteral("u: /s 10:00, buy 10:01, buy 10:02, /s 10:03");
        QCOMPARE(levels(ask(history, query)), QStringLiteral("/s 1 > event:buy 1 > /s 1 > left 1"));
        query.journey.start = "event:buy";
        QCOMPARE(levels(ask(history, query)), QStringLiteral("event:buy 1 > /s 1 > left 1"));
    }

    void linksJoinTheRowsOfTwoLevels()
    {
        const QString history = QStringLiteral(
            "u: /s 10:00, /a 10:01, /b 10:02 | v: /s 10:00, /b 10:01, /a 10:02 | w: /s 10:00, /a 10:01 | x: /s 10:00");
        QCOMPARE(links(ask(history, question("/s", ""))),
                 QStringLiteral(
                     "0 /s>/a 2; 0 /s>/b 1; 0 /s>left 1; 1 /a>/b 1; 1 /a>left 1; 1 /b>/a 1; 2 /a>left 1; 2 /b>left 1"));
        QCOMPARE(links(ask(QStringLiteral("u: /a 10:00, /e 10:01 | v: /e 10:00"), question("", "/e"))),
                 QStringLiteral("0 /a>/e 1; 0 left>/e 1; 1 left>/a 1"));
    }

    void everyLevelAddsUpToWhatReachedTheOneBefore()
    {
        const QString history =
            QStringLiteral("a: /s 10:00, /a 10:01, /b 10:02, /c 10:03 | b: /s 10:00, /d 10:01, /s 10:02 | c: /s 10:00, "
                           "/e 10:01 | d: /s 10:00, /f 10:01, /a 10:02 | e: /s 10:00");
        const QJsonArray all = ask(history, question("/s", "")).value(QStringLiteral("levels")).toArray();
        int reached = 5;
        for (qsizetype level = 1; level < all.size(); ++level) {
            int sum = 0;
            int left = 0;
            const QJsonArray rows = all.at(level).toArray();
            for (const QJsonValue& row : rows) {
                const int visits = row.toObject().value(QStringLiteral("visits")).toInt();
                sum += visits;
                left += row.toObject().value(QStringLiteral("page")).toString() == QStringLiteral("left") ? visits : 0;
            }
            QCOMPARE(sum, reached);
            reached = sum - left;
        }
    }

    void filtersChooseVisits()
    {
        domain::Query query = question("/s", "");
        query.filters = {is("page", "/b")};
        QCOMPARE(levels(ask(QStringLiteral("u: /s 10:00, /a 10:01, /b 10:02 | v: /s 10:00, /a 10:01"), query)),
                 QStringLiteral("/s 1 > /a 1 > /b 1 > left 1"));
    }

    void wantsOneEnd()
    {
        QVERIFY(ask(QString(), question("/s", "/e")).contains(QStringLiteral("error")));
        QVERIFY(ask(QString(), question("", "")).contains(QStringLiteral("error")));
    }

private:
    static domain::Query question(const char* start, const char* end)
    {
        domain::Query out =
            drawnQuestion(domain::QueryKind::Journey, QStringLiteral("00:00"), QStringLiteral("d1 00:00"));
        out.journey.start = start;
        out.journey.end = end;
        out.journey.depth = 3;
        out.limit = 2;
        return out;
    }
    static QJsonObject ask(const QString& history, const domain::Query& query)
    {
        return askDrawn(drawnHistory(history), query, drawnTime(QStringLiteral("d9")));
    }

    static QString levels(const QJsonObject& answer)
    {
        QStringList out;
        const QJsonArray all = answer.value(QStringLiteral("levels")).toArray();
        for (const QJsonValue& level : all) {
            QStringList rows;
            const QJsonArray list = level.toArray();
            for (const QJsonValue& row : list)
                rows << row.toObject().value(QStringLiteral("page")).toString() + u' ' +
                            QString::number(row.toObject().value(QStringLiteral("visits")).toInt());
            out << rows.join(QStringLiteral(", "));
        }
        return out.join(QStringLiteral(" > "));
    }
    static QString links(const QJsonObject& answer)
    {
        QStringList out;
        const QJsonArray all = answer.value(QStringLiteral("links")).toArray();
        for (const QJsonValue& value : all) {
            const QJsonObject link = value.toObject();
            out << QStringLiteral("%1 %2>%3 %4")
                       .arg(link.value(QStringLiteral("level")).toInt(-1))
                       .arg(link.value(QStringLiteral("from")).toString(), link.value(QStringLiteral("to")).toString())
                       .arg(link.value(QStringLiteral("visits")).toInt());
        }
        return out.join(QStringLiteral("; "));
    }
};

QTEST_GUILESS_MAIN(TestJourney)
#include "tst_journey.moc"
