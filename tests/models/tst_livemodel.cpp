// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/parselive.h"
#include "models/eventtreemodel.h"
#include "models/flowmeter.h"
#include "models/livefilter.h"
#include "models/livemodel.h"
#include "models/livepast.h"
#include "models/livetext.h"

#include <QAbstractItemModelTester>
#include <QJsonDocument>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace sightglass;
using namespace sightglass::models;

namespace {

client::LiveRow row(const char* name, int second = 0, domain::Kind kind = domain::Kind::Custom)
{
    client::LiveRow out;
    out.name = QString::fromLatin1(name);
    out.kind = kind;
    out.at = fromMs(1'772'442'000'000) + std::chrono::seconds(second);
    out.anonymousId = QStringLiteral("anon%1").arg(second % 3);
    return out;
}

client::LiveBatch batchOf(const QList<client::LiveRow>& rows)
{
    client::LiveBatch batch;
    batch.events = rows;
    return batch;
}

/// The list as text: "name×count" per row, newest first.
QString drawn(const LiveModel& model)
{
    QStringList lines;
    for (int i = 0; i < model.rowCount(); ++i) {
        const QModelIndex index = model.index(i);
        const int count = index.data(LiveModel::CountRole).toInt();
        lines.append(index.data(LiveModel::TitleRole).toString() +
                     (count > 1 ? QStringLiteral("×%1").arg(count) : QString()));
    }
    return lines.join(QLatin1Char(' '));
}

} // namespace

class TestLiveModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void thePastIsWhatWasNotShown_data()
    {
        QTest::addColumn<QString>("shown");
        QTest::addColumn<QString>("latest");
        QTest::addColumn<QString>("streamed");
        QTest::addColumn<QString>("missing");
        QTest::addRow("all of it at first") << ""
                                            << "cba"
                                            << ""
                                            << "abc";
        QTest::addRow("what came before the stream") << "a"
                                                     << "dcba"
                                                     << "d"
                                                     << "bc";
        QTest::addRow("what the stream brought already") << ""
                                                         << "ba"
                                                         << "abc"
                                                         << "";
        QTest::addRow("alike events count each") << "a"
                                                 << "aaa"
                                                 << "a"
                                                 << "a";
        QTest::addRow("nothing new") << "abc"
                                     << "cba"
                                     << ""
                                     << "";
    }

    void thePastIsWhatWasNotShown()
    {
        const auto rows = [](const QString& names) {
            QList<client::LiveRow> out;
            for (const QChar name : names)
                out.append(row(QString(name).toLatin1().constData()));
            return out;
        };
        QFETCH(const QString, shown);
        QFETCH(const QString, latest);
        QFETCH(const QString, streamed);
        QFETCH(const QString, missing);
        LivePast past;
        past.note(rows(shown));
        QCOMPARE(past.missing(rows(latest), rows(streamed)), rows(missing));
        past.clear();
        QCOMPARE(past.missing(rows(latest), {}).size(), latest.size());
    }

    void thePastRemembersTheLastOnes()
    {
        LivePast past;
        past.note({row("first")});
        past.note(QList<client::LiveRow>(LivePast::kKnown, row("later")));
        QCOMPARE(past.missing({row("first"), row("later")}, {}), QList<client::LiveRow>{row("first")});
    }

    void newestStandOnTop()
    {
        LiveModel model;
        QAbstractItemModelTester tester(&model);
        model.add(batchOf({row("a"), row("b", 1)}));
        model.add(batchOf({row("c", 2)}));
        QCOMPARE(drawn(model), QStringLiteral("c b a"));
    }

    void fiveOfTheSameStaySix()
    {
        LiveModel model;
        QAbstractItemModelTester tester(&model);
        model.add(batchOf({row("a"), row("a", 1), row("a", 2), row("a", 3), row("a", 4)}));
        QCOMPARE(drawn(model), QStringLiteral("a a a a a"));
        model.add(batchOf({row("b", 4), row("a", 5)}));
        QCOMPARE(drawn(model), QStringLiteral("a×6 b"));
        model.add(batchOf({row("c", 6)}));
        model.add(batchOf({row("a", 7)}));
        QCOMPARE(drawn(model), QStringLiteral("a×7 c b"));
        QCOMPARE(model.index(0).data(LiveModel::IconRole).toString(), QStringLiteral("layers"));
    }

    void foldsEvenWithinOneBatch()
    {
        LiveModel model;
        QAbstractItemModelTester tester(&model);
        QList<client::LiveRow> rows;
        for (int i = 0; i < 46; ++i)
            rows.append(row("tile_loaded", i / 10));
        model.add(batchOf(rows));
        QCOMPARE(drawn(model), QStringLiteral("tile_loaded×46"));
    }

    void aPauseOfTenSecondsEndsTheFold()
    {
        LiveModel model;
        QAbstractItemModelTester tester(&model);
        model.add(batchOf({row("a"), row("a"), row("a"), row("a"), row("a"), row("a")}));
        model.add(batchOf({row("a", 11)}));
        QCOMPARE(drawn(model), QStringLiteral("a a×6"));
        model.add(batchOf({row("a", 23), row("a", 34)}));
        QCOMPARE(drawn(model), QStringLiteral("a a a a×6"));
    }

    void theRingIsBounded()
    {
        LiveModel model;
        QAbstractItemModelTester tester(&model);
        for (int i = 0; i < LiveModel::kMostRows / 100 + 2; ++i) {
            QList<client::LiveRow> rows;
            for (int j = 0; j < 100; ++j)
                rows.append(row(qPrintable(QString::number(i * 100 + j))));
            model.add(batchOf(rows));
        }
        QCOMPARE(model.rowCount(), LiveModel::kMostRows);
    }

    void whilePausedTheListHoldsAndThePillCounts()
    {
        LiveModel model;
        QAbstractItemModelTester tester(&model);
        model.add(batchOf({row("a")}));
        model.setPaused(true);
        client::LiveBatch batch = batchOf({row("b", 1)});
        batch.skipped = 40;
        model.add(batch);
        QCOMPARE(drawn(model), QStringLiteral("a"));
        QCOMPARE(model.heldCount(), 41);
        model.setPaused(false);
        QCOMPARE(drawn(model), QStringLiteral("b a"));
        QCOMPARE(model.heldCount(), 0);
    }

    void refusalsAreRowsWithTheirReason()
    {
        LiveModel model;
        QAbstractItemModelTester tester(&model);
        QSignalSpy refused(&model, &LiveModel::refusedChanged);
        client::LiveBatch batch;
        client::Refusal refusal;
        refusal.key = QStringLiteral("wk_9f0123456789c2");
        refusal.protocol = QStringLiteral("segment");
        batch.rejected.append(refusal);
        model.add(batch);
        const QModelIndex index = model.index(0);
        QCOMPARE(index.data(LiveModel::TitleRole).toString(), QStringLiteral("Refused"));
        QCOMPARE(index.data(LiveModel::DetailRole).toString(), QStringLiteral("Unknown key wk_9f0…c2"));
        QCOMPARE(index.data(LiveModel::ToneRole).value<LiveModel::Tone>(), LiveModel::Tone::Mark);
        QCOMPARE(refused.size(), 1);
        QVERIFY(model.refusal(0));
        QVERIFY(!model.eventAt(0));
    }

    void tabsAndSearchLeaveAPart()
    {
        LiveModel model;
        LiveFilter filter;
        filter.setSourceModel(&model);
        QAbstractItemModelTester tester(&filter);
        client::LiveRow view = row("pageview", 1, domain::Kind::Pageview);
        view.path = QStringLiteral("/pricing");
        model.add(batchOf({row("signup"), view, row("TypeError", 2, domain::Kind::Exception)}));
        QCOMPARE(filter.rowCount(), 3);
        filter.setGroup(LiveModel::Group::PageViews);
        QCOMPARE(filter.rowCount(), 1);
        filter.setGroup(LiveModel::Group::All);
        filter.setSearch(QStringLiteral("PRIC"));
        QCOMPARE(filter.rowCount(), 1);
        QCOMPARE(filter.index(0, 0).data(LiveModel::DetailRole).toString(), QStringLiteral("/pricing"));
    }

    void rowsReadAsPeopleSpeak_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("text");
        QTest::newRow("a page view names its path")
            << QByteArray(
                   R"({"kind":"pageview","name":"pageview","path":"/trails","visitor":"99997c2e","city":"Tromsø"})")
            << QStringLiteral("Page view|/trails|Visitor 7c2e|Tromsø");
        QTest::newRow("a purchase names its amount")
            << QByteArray(
                   R"({"kind":"custom","name":"Order Completed","user_id":"jonas","properties":{"plan":"Pro"},"revenue_minor":2900,"currency":"EUR","country":"DE"})")
            << QStringLiteral("Order Completed|Pro · €29.00|jonas|Germany");
        QTest::newRow("yen have no decimals")
            << QByteArray(R"({"kind":"custom","name":"o","revenue_minor":2900,"currency":"JPY"})")
            << QStringLiteral("o|¥2,900||");
        QTest::newRow("a bot says why it does not count")
            << QByteArray(R"({"kind":"pageview","path":"/trails","bot":{"rule":"crawler:gptbot","reason":"GPTBot"}})")
            << QStringLiteral("Bot|GPTBot read /trails, kept out of the numbers||");
        QTest::newRow("an identify tells who it was")
            << QByteArray(R"({"kind":"identify","user_id":"n.achterberg","anonymous_id":"8f41aaaaaa"})")
            << QStringLiteral("Identified|anonymous 8f41… is now a known person|n.achterberg|");
    }

    void rowsReadAsPeopleSpeak()
    {
        QFETCH(QByteArray, json);
        const client::LiveRow parsed = client::parseLiveRow(QJsonDocument::fromJson(json).object());
        const QStringList parts{LiveText::title(parsed), LiveText::detail(parsed), LiveText::who(parsed),
                                LiveText::place(parsed)};
        QTEST(parts.join(QLatin1Char('|')), "text");
    }

    void theTreeStartsWithWhatIsWorthKnowing()
    {
        EventTreeModel model;
        QAbstractItemModelTester tester(&model);
        model.setEvent(client::parseLiveRow(
            QJsonDocument::fromJson(R"({"kind":"custom","name":"signup","user_id":"u","warnings":["text_cut"],
            "properties":{"plan":"pro","nested":{"a":[1,true]}},"protocol":"segment","later":1})")
                .object()));
        QStringList groups;
        for (int i = 0; i < model.rowCount(); ++i)
            groups.append(model.index(i, 0).data().toString());
        QCOMPARE(groups, (QStringList{QStringLiteral("Worth knowing"), QStringLiteral("Event"), QStringLiteral("Who"),
                                      QStringLiteral("Properties"), QStringLiteral("How it came")}));
        const QModelIndex nested = model.index(0, 0, model.index(3, 0));
        QCOMPARE(nested.data().toString(), QStringLiteral("nested"));
        QCOMPARE(model.index(1, 1, model.index(0, 0, nested)).data().toString(), QStringLiteral("true"));
        QVERIFY(model.index(0, 0, model.index(0, 0)).data(EventTreeModel::IsWarningRole).toBool());
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void aTipShowsWhatWasSentAsItStands()
    {
        EventTreeModel model;
        model.setEvent(client::parseLiveRow(
            QJsonDocument::fromJson(R"({"kind":"custom","name":"x","properties":{"said":"<b>hi</b> &  you"}})")
                .object()));
        const QModelIndex said = model.index(0, 1, model.index(1, 0));
        QCOMPARE(said.data().toString(), QStringLiteral("<b>hi</b> &  you"));
        QCOMPARE(said.data(Qt::ToolTipRole).toString(),
                 QStringLiteral("<span style=\"white-space: pre-wrap\">&lt;b&gt;hi&lt;/b&gt; &amp;  you</span>"));
        QCOMPARE(model.index(0, 0, model.index(1, 0)).data(Qt::ToolTipRole).toString(), QStringLiteral("said"));
    }

    void theGlassCountsByTheExactCounters()
    {
        FlowMeter meter;
        client::LiveBatch batch = batchOf({row("a")});
        batch.skipped = 4;
        batch.counters = {1'000, 7};
        meter.note(batch, true);
        batch.counters = {6'000, 9};
        meter.note(batch, false);
        meter.tick();
        QCOMPARE(meter.seconds().back(), (FlowMeter::Second{5'005, 2}));
        meter.tick();
        QCOMPARE(meter.seconds().back(), FlowMeter::Second{});
        QCOMPARE(meter.storedLastMinute(), 5'005);
        QCOMPARE(meter.seconds().size(), size_t(FlowMeter::kSeconds));
    }
};

QTEST_GUILESS_MAIN(TestLiveModel)
#include "tst_livemodel.moc"
