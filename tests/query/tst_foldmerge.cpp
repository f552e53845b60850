// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/activity.h"
#include "query/attribution.h"
#include "query/drawnhistory.h"
#include "query/foldedreport.h"
#include "query/funnel.h"
#include "query/history.h"
#include "query/journey.h"
#include "query/retention.h"
#include "query/vitals.h"
#include "support/manualclock.h"

#include <QTest>

#include <mutex>

using namespace sightglass;
using namespace sightglass::test;
using domain::QueryKind;

/// Folds add up: two workers that each took the same people give, merged, what one gives that took everybody twice.
class TestFoldMerge : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoWorkersGiveWhatOneGives_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("funnel") << static_cast<int>(QueryKind::Funnel);
        QTest::newRow("retention") << static_cast<int>(QueryKind::Retention);
        QTest::newRow("activity") << static_cast<int>(QueryKind::Activity);
        QTest::newRow("journey") << static_cast<int>(QueryKind::Journey);
        QTest::newRow("attribution") << static_cast<int>(QueryKind::Attribution);
        QTest::newRow("vitals") << static_cast<int>(QueryKind::Vitals);
    }
    void twoWorkersGiveWhatOneGives()
    {
        QFETCH(const int, kind);
        const domain::Query query = question(static_cast<QueryKind>(kind));
        switch (query.kind) {
        case QueryKind::Funnel: return check<query::FunnelFold>(query);
        case QueryKind::Retention: return check<query::RetentionFold>(query);
        case QueryKind::Activity: return check<query::ActivityFold>(query);
        case QueryKind::Journey: return check<query::JourneyFold>(query);
        case QueryKind::Attribution: return check<query::AttributionFold>(query);
        default: return check<query::VitalsFold>(query);
        }
    }

    void aCancelledQuestionStops()
    {
        domain::Query query = question(QueryKind::Funnel);
        domain::Cancellation cancel;
        cancel.cancel();
        MemoryScan scan(drawnHistory(kHistory));
        const ManualClock clock(drawnTime(QStringLiteral("d9")));
        const auto answer = query::Engine(scan, clock, nullptr, testNames()).answer(testProject(), query, cancel);
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::Cancelled);
    }

private:
    static inline const QString kHistory = QStringLiteral(
        "a: /s 10:00{source=News,country=DE}, /a 10:01, buy 10:05{revenue=3.33 EUR}, /s d1, buy d1{revenue=1 EUR} |"
        "b: /s 10:00{source=news,country=FR}, /b 10:01, /c 10:02, buy d2{source=x} |"
        "c: /a 10:00{country=DE}, /s 10:01, /d 10:02, buy 10:03{revenue=7 JPY}, /s d3 |"
        "v: @vitals 10:00{lcp=1,cls=0.1}, @vitals 10:01{lcp=2}, @vitals 10:02{lcp=3}, @vitals 10:03{lcp=4}, @vitals "
        "10:04{lcp=5}, @vitals 10:05{lcp=6}");

    static domain::Query question(QueryKind kind)
    {
        domain::Query out = drawnQuestion(kind, QStringLiteral("d0 00:00"), QStringLiteral("d5 00:00"));
        out.funnel.steps = {page("/s"), eventNamed("buy")};
        out.retention.periods = 3;
        out.journey.start = "/s";
        out.goal = eventNamed("buy");
        out.attribution.model = domain::AttributionModel::Linear;
        out.property = kind == QueryKind::Funnel || kind == QueryKind::Vitals ? "source" : "";
        out.limit = 2;
        return out;
    }

    /// The same people once more, under other keys.
    static std::vector<domain::Event> twice()
    {
        std::vector<domain::Event> out = drawnHistory(kHistory);
        const std::size_t once = out.size();
        for (std::size_t i = 0; i < once; ++i) {
            domain::Event again = out[i];
            again.visitor += 1000;
            again.messageId += "again";
            out.push_back(std::move(again));
        }
        return out;
    }

    template <typename Fold> static void check(const domain::Query& query)
    {
        const auto calendar = query::Calendar::of("UTC", false);
        const domain::Project project = testProject();
        const domain::Cancellation cancel;
        const query::AcquisitionNames names = testNames();
        MemoryScan once(drawnHistory(kHistory));
        query::ReportContext context{once,   nullptr, names, project, query, *calendar, drawnTime(QStringLiteral("d9")),
                                     cancel, {},      {}};
        const auto source = query::openFacts(context, Fold::request(context, query.range));
        QVERIFY(source.has_value());
        std::vector<Fold> folds;
        for (int worker = 0; worker < 3; ++worker) // the third takes nothing
            folds.push_back(*Fold::make(context, query.range, *(*source)->vocabulary()));
        std::mutex turns; // parts come on several threads
        const auto take = [&](std::size_t, const query::Facts& part) -> Expected<void> {
            const std::scoped_lock turn(turns);
            if (auto done = folds[0].take(part); !done)
                return done;
            return folds[1].take(part);
        };
        QVERIFY(query::forEachPart(context, **source, 2, take).has_value());
        folds[2].merge(std::move(folds[0]));
        folds[2].merge(std::move(folds[1]));
        const auto merged = folds[2].finish();
        QVERIFY(merged.has_value());
        const QString wrong = difference(*merged, askDrawn(twice(), query, drawnTime(QStringLiteral("d9"))));
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
    }
};

QTEST_GUILESS_MAIN(TestFoldMerge)
#include "tst_foldmerge.moc"
