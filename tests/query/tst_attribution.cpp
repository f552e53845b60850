// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/drawnhistory.h"

#include <QTest>

#include <cmath>

using namespace sightglass;
using namespace sightglass::test;
using domain::AttributionModel;

/// Attribution (metrics §4, opentrace §10.3), each rule by a small history. Rows are written "source conversions".
class TestAttribution : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void models_data()
    {
        QTest::addColumn<AttributionModel>("model");
        QTest::addColumn<QString>("rows");
        // ages of 14, 7 and 0 days: weights 1/4, 1/2, 1
        QTest::newRow("last touch: the converting visit") << AttributionModel::LastTouch << "Direct / None 1";
        QTest::newRow("first touch of the look-back") << AttributionModel::FirstTouch << "a 1";
        QTest::newRow("last non-direct") << AttributionModel::LastNonDirect << "b 1";
        QTest::newRow("linear") << AttributionModel::Linear << "Direct / None 0.333333; a 0.333333; b 0.333333";
        QTest::newRow("position") << AttributionModel::Position << "Direct / None 0.4; a 0.4; b 0.2";
        QTest::newRow("time decay halves in a week")
            << AttributionModel::TimeDecay << "Direct / None 0.571429; b 0.285714; a 0.142857";
    }
    void models()
    {
        QFETCH(const AttributionModel, model);
        QTEST(rows(ask("u: /x d-14{source=a}, /x d-7{source=b}, buy d0", model)), "rows");
    }

    void rules_data()
    {
        QTest::addColumn<QString>("history");
        QTest::addColumn<AttributionModel>("model");
        QTest::addColumn<QString>("rows");
        const auto row = [](const char* sentence, const char* history, AttributionModel model, const char* rows) {
            QTest::newRow(sentence) << QString::fromLatin1(history) << model << QString::fromLatin1(rows);
        };
        const auto first = AttributionModel::FirstTouch;
        const auto last = AttributionModel::LastTouch;
        const auto nonDirect = AttributionModel::LastNonDirect;
        row("direct when there is nothing else", "u: /x d-3, buy d0", nonDirect, "Direct / None 1");
        row("a visit older than the look-back is none", "u: /x d-31{source=old}, buy d0", first, "Direct / None 1");
        row("nor one exactly as old", "u: /x d-30{source=old}, buy d0", first, "Direct / None 1");
        row("a moment younger is one", "u: /x d-30 12:01{source=new}, buy d0", first, "new 1");
        row("a later visit is no touch", "u: /x d0 10:00{source=a}, buy d0 10:10, /x d0 15:00{source=b}", last, "a 1");
        row("a visit keeps the source of its first event",
            "u: /x d0 10:00{source=a}, /y d0 10:05{source=b}, buy d0 10:10", last, "a 1");
        row("two touches share by half", "u: /x d-2{source=a}, buy d0 10:00{source=b}", AttributionModel::Position,
            "a 0.5; b 0.5");
        row("one touch has it all", "u: buy d0{source=a}", AttributionModel::Position, "a 1");
        row("the middle shares a fifth", "u: /x d-4{source=a}, /x d-3{source=b}, /x d-2{source=b}, buy d0{source=a}",
            AttributionModel::Position, "a 0.8; b 0.2");
        row("every conversion counts", "u: /x d0 10:00{source=a}, buy d0 10:01, buy d0 10:02", last, "a 2");
        row("conversions outside the range do not", "u: buy d-1{source=a}, buy d1 12:00{source=a}", last, "");
        row("others' visits are no touches", "v: /x d-1{source=a} | u: buy d0", first, "Direct / None 1");
        row("of nobody known only the event itself speaks", "u: /x d-1{source=a,nobody}, buy d0{source=b,nobody}",
            first, "b 1");
        row("case of the source does not matter, the most frequent spelling shows",
            "u: buy d0{source=News} | v: buy d0{source=news} | w: buy d0{source=news}", last, "news 3");
        row("bots convert nobody", "u: buy d0{bot=x,source=a}", last, "");
    }
    void rules()
    {
        QFETCH(const QString, history);
        QFETCH(const AttributionModel, model);
        QTEST(rows(ask(qPrintable(history), model)), "rows");
    }

    void outsideAnyVisitTheConversionIsATouchOfItsOwn()
    {
        domain::Query query = question(AttributionModel::Linear);
        query.goal = domain::Condition();
        query.goal->kind = domain::Kind::Identify;
        const auto events = drawnHistory(QStringLiteral("u: /x d-1{source=a}, @identify d0"));
        QCOMPARE(rows(askDrawn(events, query, kNow)), QStringLiteral("Direct / None 0.5; a 0.5"));
    }

    void rowsAreBySourceMediumAndCampaign()
    {
        const QJsonArray list = ask("u: buy d0{source=a,medium=CPC,campaign=X} | v: buy "
                                    "d0{source=a,medium=cpc,campaign=X} | w: buy d0{source=a,medium=cpc,campaign=x} |"
                                    "y: buy d0{source=a}",
                                    AttributionModel::LastTouch)
                                    .value(QStringLiteral("rows"))
                                    .toArray();
        QCOMPARE(members(list, "conversions"), QStringLiteral("[2,1,1]"));
        QCOMPARE(members(list, "medium"), QStringLiteral("[\"cpc\",\"cpc\",null]"));
        QCOMPARE(members(list, "campaign"), QStringLiteral("[\"X\",\"x\",null]"));
    }

    void revenueFollowsTheCredit()
    {
        const QJsonObject answer = ask("u: /x d-1{source=a}, buy d0{source=b,revenue=10.01 EUR} | v: buy "
                                       "d0{source=b,revenue=5 EUR} | w: buy d0{source=b,revenue=300 JPY}",
                                       AttributionModel::Linear);
        QCOMPARE(members(answer.value(QStringLiteral("rows")), "source"), QStringLiteral("[\"b\",\"a\"]"));
        QCOMPARE(members(answer.value(QStringLiteral("rows")), "revenue"),
                 QStringLiteral("[{\"EUR\":\"10.005\",\"JPY\":\"300\"},{\"EUR\":\"5.005\"}]"));
        QCOMPARE(compact(answer.value(QStringLiteral("total")).toObject().value(QStringLiteral("revenue"))),
                 QStringLiteral("{\"EUR\":\"15.01\",\"JPY\":\"300\"}"));
        QCOMPARE(compact(answer.value(QStringLiteral("other"))), QStringLiteral("{\"conversions\":0,\"revenue\":{}}"));
        const QJsonObject refund =
            ask("u: buy d0{revenue=-0.05 EUR}", AttributionModel::LastTouch).value(QStringLiteral("total")).toObject();
        QCOMPARE(compact(refund.value(QStringLiteral("revenue"))), QStringLiteral("{\"EUR\":\"-0.05\"}"));
    }

    void whatIsCutOffIsOther()
    {
        domain::Query query = question(AttributionModel::LastTouch);
        query.limit = 1;
        const QJsonObject answer =
            askDrawn(drawnHistory(QStringLiteral(
                         "u: buy d0{source=a} | v: buy d0{source=a} | w: buy d0{source=b} | x: buy d0{source=c}")),
                     query, kNow);
        QCOMPARE(rows(answer), QStringLiteral("a 2"));
        QCOMPARE(answer.value(QStringLiteral("other")).toObject().value(QStringLiteral("conversions")).toDouble(), 2.0);
        QCOMPARE(answer.value(QStringLiteral("total")).toObject().value(QStringLiteral("conversions")).toDouble(), 4.0);
    }

    void creditsSumToOne_data()
    {
        QTest::addColumn<AttributionModel>("model");
        QTest::newRow("linear") << AttributionModel::Linear;
        QTest::newRow("position") << AttributionModel::Position;
        QTest::newRow("time decay") << AttributionModel::TimeDecay;
    }
    void creditsSumToOne()
    {
        QFETCH(const AttributionModel, model);
        const QJsonObject answer =
            ask("u: /x d-9{source=a}, /x d-8{source=b}, /x d-5{source=c}, /x d-4{source=d}, /x d-1, buy d0", model);
        QVERIFY(
            std::abs(answer.value(QStringLiteral("total")).toObject().value(QStringLiteral("conversions")).toDouble() -
                     1) < 1e-12);
    }

    void saysForHowManyThereIsHistory()
    {
        const QJsonObject answer =
            ask("u: buy d0 | v: buy d0{hash} | w: buy d0{nobody} | x: buy d0", AttributionModel::LastTouch);
        QCOMPARE(answer.value(QStringLiteral("history_share")).toDouble(), 0.5);
        QVERIFY(ask("u: /x d0", AttributionModel::LastTouch).value(QStringLiteral("history_share")).isNull());
    }

    void filtersChooseConversionsNotTouches()
    {
        domain::Query query = question(AttributionModel::FirstTouch);
        query.filters = {is("country", "DE")};
        const auto events = drawnHistory(
            QStringLiteral("u: /x d-1{source=a,country=FR}, buy d0{country=DE} | v: buy d0{source=b,country=FR}"));
        QCOMPARE(rows(askDrawn(events, query, kNow)), QStringLiteral("a 1"));
    }

    void needsAGoal()
    {
        domain::Query query = question(AttributionModel::LastTouch);
        query.goal.reset();
        QVERIFY(askDrawn({}, query, kNow).contains(QStringLiteral("error")));
    }

private:
    static inline const TimePoint kNow = drawnTime(QStringLiteral("d9"));

    static domain::Query question(AttributionModel model)
    {
        domain::Query out =
            drawnQuestion(domain::QueryKind::Attribution, QStringLiteral("d0 00:00"), QStringLiteral("d1 00:00"));
        out.goal = eventNamed("buy");
        out.attribution.model = model;
        return out;
    }
    static QJsonObject ask(const char* history, AttributionModel model)
    {
        return askDrawn(drawnHistory(QString::fromUtf8(history)), question(model), kNow);
    }
    static QString rows(const QJsonObject& answer)
    {
        QStringList out;
        const QJsonArray list = answer.value(QStringLiteral("rows")).toArray();
        for (const QJsonValue& row : list)
            out << row.toObject().value(QStringLiteral("source")).toString() + u' ' +
                       QString::number(row.toObject().value(QStringLiteral("conversions")).toDouble());
        return out.join(QStringLiteral("; "));
    }
};

QTEST_GUILESS_MAIN(TestAttribution)
#include "tst_attribution.moc"
