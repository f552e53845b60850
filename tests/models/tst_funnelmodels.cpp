// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/parsepeople.h"
#include "models/funneldefinition.h"
#include "models/peoplemodel.h"
#include "models/timelinemodel.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QTest>

using namespace sightglass;
using namespace sightglass::models;
using namespace Qt::StringLiterals;

namespace {

client::LiveRow viewAt(const QString& time, const QString& path)
{
    client::LiveRow row;
    row.kind = domain::Kind::Pageview;
    row.path = path;
    row.at = fromMs(QDateTime::fromString(time, Qt::ISODate).toMSecsSinceEpoch());
    return row;
}

QStringList wordsOf(const TimelineModel& model)
{
    QStringList out;
    for (int row = 0; row < model.rowCount(); ++row)
        out << model.index(row).data().toString();
    return out;
}

} // namespace

/// Funnels, lists of people and timelines as values, without a window.
class TestFunnelModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFunnelSurvivesBeingKept()
    {
        FunnelDefinition funnel;
        funnel.steps = {{true, u"/docs/**"_s}, {false, u"signup"_s}};
        funnel.isByVisit = true;
        funnel.order = u"strict"_s;
        funnel.window = u"P30D"_s;
        QCOMPARE(FunnelDefinition::fromText(funnel.toText()), funnel);
    }

    void whatCannotBeReadIsLeftOut_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("steps");
        QTest::newRow("nothing") << QString() << 0;
        QTest::newRow("no JSON") << u"{steps"_s << 0;
        QTest::newRow("a step of another kind") << u"{\"steps\":[{\"kind\":\"exception\"},{\"event\":\"a\"}]}"_s << 1;
        QTest::newRow("an unknown order")
            << u"{\"order\":\"odd\",\"window\":\"P900D\",\"steps\":[{\"page\":\"/\"}]}"_s << 1;
        QTest::newRow("more steps than a funnel has")
            << u"{\"steps\":[%1]}"_s.arg(QStringList(12, u"{\"page\":\"/\"}"_s).join(u',')) << 10;
    }
    void whatCannotBeReadIsLeftOut()
    {
        QFETCH(QString, text);
        const FunnelDefinition funnel = FunnelDefinition::fromText(text);
        QTEST(int(funnel.steps.size()), "steps");
        QCOMPARE(funnel.order, u"sequential"_s);
        QCOMPARE(funnel.window, u"P7D"_s);
    }

    void answersAreReadWithWhatIsMissing()
    {
        const QJsonObject answer{{u"steps"_s, QJsonArray{QJsonObject{{u"count"_s, 4}, {u"step_rate"_s, QJsonValue()}},
                                                         QJsonObject{{u"count"_s, 0}, {u"drop_off"_s, 4}}}}};
        const auto funnel = client::parseFunnel(answer);
        QVERIFY(funnel);
        QVERIFY(!funnel->steps.first().stepRate);
        QVERIFY(!funnel->steps.last().medianMs);
        QCOMPARE(funnel->steps.last().dropOff, 4);
        QCOMPARE(client::parseFunnel({}).error().code, ErrorCode::Corrupt);
        QCOMPARE(client::parsePeople({}).error().code, ErrorCode::Corrupt);
        QCOMPARE(client::parsePerson({}).error().code, ErrorCode::Corrupt);
        QCOMPARE(client::parseTimeline({}).error().code, ErrorCode::Corrupt);
        QCOMPARE(client::parseActivity({}).error().code, ErrorCode::Corrupt);
    }

    void peopleAreCalledByTheBestNameTheyHave()
    {
        client::PersonRow person{u"00aa11bb22cc33dd"_s, {}, {}, {}, {}, 0, 0, 0};
        QCOMPARE(PeopleModel::name(person), u"Unknown visitor 33dd"_s);
        person.anonymousId = u"8f41c0de-1111-2222"_s;
        QCOMPARE(PeopleModel::name(person), u"Visitor 8f41c0de…"_s);
        person.userId = u"mara"_s;
        QCOMPARE(PeopleModel::name(person), u"mara"_s);
    }

    void daysAndGapsPartATimeline()
    {
        TimelineModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.append({viewAt(u"2026-03-02T10:00:00Z"_s, u"/"_s), viewAt(u"2026-03-02T10:29:59Z"_s, u"/a"_s)});
        QCOMPARE(model.rowCount(), 3); // the day and two views
        // A second page goes on where the first ended: 30 minutes part two visits, and no day is said twice.
        model.append({viewAt(u"2026-03-02T10:59:59Z"_s, u"/b"_s), viewAt(u"2026-03-05T11:00:00Z"_s, u"/c"_s)});
        const QStringList words = wordsOf(model);
        QCOMPARE(words.size(), 8);
        QCOMPARE(model.index(3).data(TimelineModel::KindRole).toInt(), int(TimelineModel::Kind::Gap));
        QVERIFY2(words.at(4).contains(u"/b"_s), qPrintable(words.join(u'\n')));
        QCOMPARE(model.index(5).data(TimelineModel::KindRole).toInt(), int(TimelineModel::Kind::Gap));
        QCOMPARE(model.index(6).data(TimelineModel::KindRole).toInt(), int(TimelineModel::Kind::Day));
        QCOMPARE(model.events(), 4);
        QCOMPARE(model.table().rows.size(), 4);
        QCOMPARE(model.table().rows.first().first(), u"2026-03-02T10:00:00.000Z"_s);
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(TestFunnelModels)
#include "tst_funnelmodels.moc"
