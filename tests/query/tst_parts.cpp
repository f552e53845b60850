// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/linkedvisitors.h"
#include "query/bucketindex.h"
#include "query/computedcolumn.h"
#include "query/dictionary.h"
#include "query/history.h"
#include "query/partition.h"
#include "query/workers.h"
#include "support/manualclock.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QTest>
#include <QTimeZone>

#include <array>
#include <atomic>
#include <thread>

using namespace sightglass;
using namespace sightglass::test;
using namespace std::chrono_literals;

/// What holds the engine's parts together, and what a question over several parts and chunks must get right.
class TestParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partsAreRangesOfKeys()
    {
        const query::Partition partition(7);
        QCOMPARE(partition.partOf(0), std::size_t{0});
        QCOMPARE(partition.partOf(~std::uint64_t{0}), std::size_t{6});
        std::size_t last = 0;
        for (std::uint64_t key = 0; key < ~std::uint64_t{0} - (std::uint64_t{1} << 56); key += std::uint64_t{1} << 56) {
            QVERIFY(partition.partOf(key) >= last);
            last = partition.partOf(key);
        }
    }

    void bucketsAreFoundInAnyOrder_data()
    {
        QTest::addColumn<int>("interval");
        QTest::newRow("hours across the change of the clock") << static_cast<int>(domain::Interval::Hour);
        QTest::newRow("days of 23 hours") << static_cast<int>(domain::Interval::Day);
        QTest::newRow("weeks") << static_cast<int>(domain::Interval::Week);
        QTest::newRow("months") << static_cast<int>(domain::Interval::Month);
    }
    void bucketsAreFoundInAnyOrder()
    {
        QFETCH(const int, interval);
        const query::Calendar calendar(QTimeZone("Europe/Berlin"));
        const std::vector<query::Bucket> buckets =
            calendar.buckets({kFrom - 24h * 40, kFrom + 24h * 40}, static_cast<domain::Interval>(interval), 10'000);
        query::BucketIndex index(buckets);
        std::mt19937_64 random(1);
        for (int i = 0; i < 20'000; ++i) {
            const auto at = static_cast<std::size_t>(random() % buckets.size());
            const std::int64_t begin = toMs(buckets[at].start);
            const std::int64_t length = toMs(buckets[at].end) - begin;
            const std::int64_t into = i % 3 == 0 ? 0
                                      : i % 3 == 1
                                          ? length - 1
                                          : static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(length));
            QCOMPARE(index.of(begin + into), at);
        }
    }

    void aDictionaryNumbersTextsOnceOnManyThreads()
    {
        std::vector<std::string> texts;
        for (int i = 0; i < 5000; ++i)
            texts.push_back("text " + std::to_string(i % 3000));
        const std::vector<std::string_view> views(texts.begin(), texts.end());
        query::Dictionary dictionary;
        std::array<std::vector<std::uint32_t>, 4> ids;
        std::vector<std::thread> threads;
        for (auto& own : ids)
            threads.emplace_back([&] { dictionary.addAll(views, own); });
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(dictionary.size(), std::size_t{3001});
        for (const auto& own : ids) {
            for (std::size_t i = 0; i < own.size(); ++i)
                QCOMPARE(dictionary.text(own[i]), views[i]);
        }
        QCOMPARE(dictionary.find("text 17").has_value(), true);
        QCOMPARE(dictionary.find("text 4000").has_value(), false);
        QCOMPARE(dictionary.idOf(""), 0U);
    }

    void combinationsOfColumnsBecomeOne()
    {
        const std::vector<std::uint16_t> wide{0, 300, 300, 0, 65535};
        const std::vector<std::uint8_t> small{1, 1, 2, 1, 0};
        const std::vector<std::uint64_t> widest{5, ~std::uint64_t{0} >> 1, 5, 5, 5};
        query::ComputedColumn computed(5);
        computed.add(domain::NumberValues{wide.data(), 0, 2, false});
        computed.add(domain::NumberValues{small.data(), 10, 1, false});
        computed.add(domain::NumberValues{nullptr, 10, 0, false});
        computed.add(domain::NumberValues{widest.data(), 0, 8, false});
        std::vector<std::uint32_t> asked;
        const query::CodeColumn column = computed.finish([&](std::uint32_t row) {
            asked.push_back(row);
            return 100 + row;
        });
        QCOMPARE(asked, (std::vector<std::uint32_t>{0, 1, 2, 4}));
        const std::array<std::uint32_t, 5> expected{100, 101, 102, 100, 104};
        for (std::size_t row = 0; row < expected.size(); ++row)
            QCOMPARE(column.ids[column.codes.at(row)], expected[row]);
    }

    void linksGiveAVisitorsRowsToPeopleOverTime()
    {
        const domain::LinkedVisitors links(
            {{10, 20, kFrom + 1h, false}, {10, 30, kFrom + 2h, false}, {20, 40, kFrom, true}, {40, 50, kFrom, true}});
        QVERIFY(links.of(99).empty());
        const auto ten = links.of(10);
        QCOMPARE(ten.size(), std::size_t{2});
        QCOMPARE(ten[0].person, std::uint64_t{50});
        QCOMPARE(ten[0].until, toMs(kFrom + 2h));
        QCOMPARE(ten[1].person, std::uint64_t{30});
        QCOMPARE(links.of(20).front().person, std::uint64_t{50});
        QCOMPARE(links.of(40).front().person, std::uint64_t{50});
    }

    void aMergedVisitorsRowsGoWhereTheOthersGo()
    {
        const domain::LinkedVisitors links(
            {{10, 20, kFrom + 1h, false}, {10, 30, kFrom + 2h, false}, {11, 10, kFrom, true}, {12, 13, kFrom, true}});
        const auto eleven = links.of(11);
        QCOMPARE(eleven.size(), std::size_t{2});
        QCOMPARE(eleven[0].person, std::uint64_t{20});
        QCOMPARE(eleven[0].until, toMs(kFrom + 2h));
        QCOMPARE(eleven[1].person, std::uint64_t{30});
        QCOMPARE(links.of(10).size(), std::size_t{2});
        QCOMPARE(links.of(12).front().person, std::uint64_t{13});
        QCOMPARE(links.of(13).front().person, std::uint64_t{13});
    }

    void workersStopAtTheFirstError()
    {
        std::atomic<int> ran = 0;
        const domain::Cancellation cancel;
        const auto done =
            query::forEachIndex(100'000, 3, cancel, [&](std::size_t, std::size_t index) -> Expected<void> {
                ++ran;
                return index == 10 ? Expected<void>(unexpected(ErrorCode::Corrupt, QStringLiteral("no")))
                                   : Expected<void>();
            });
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Corrupt);
        QVERIFY(ran < 100'000);
    }

    // people who signed up at least twice in March, counted in April
    void aCohortChoosesItsPeople()
    {
        std::vector<domain::Event> events;
        for (std::uint64_t visitor = 1; visitor <= 20; ++visitor) {
            for (std::uint64_t i = 0; i < visitor % 4; ++i)
                add(events, visitor, kFrom + std::chrono::minutes(visitor * 7 + i), domain::Kind::Custom, "signup");
            add(events, visitor, kFrom + 24h * 20, domain::Kind::Pageview, "pageview");
        }
        auto rule = std::make_shared<domain::CohortRule>();
        rule->did.event = "signup";
        rule->times = 2;
        rule->range = {kFrom, kFrom + 24h};
        domain::Filter filter;
        filter.node = domain::Filter::Node::Leaf;
        filter.property = "cohort";
        filter.cohort = rule;
        domain::Query query = summaryOf({kFrom + 24h * 19, kFrom + 24h * 21});
        query.filters = {filter};
        QCOMPARE(visitors(events, query), 10.0);
        query.filters.front().op = domain::Operator::IsNot;
        QCOMPARE(visitors(events, query), 10.0);
        rule->range.to = kFrom + 60min; // visitors 2, 3, 6 and 7
        query.filters.front().op = domain::Operator::Is;
        QCOMPARE(visitors(events, query), 4.0);
    }

    void whatWasReadIsCounted()
    {
        std::vector<domain::Event> events;
        for (std::uint64_t i = 0; i < 100; ++i)
            add(events, i + 1, kFrom + std::chrono::minutes(i), domain::Kind::Pageview, "pageview");
        MemoryScan scan(events, 8);
        const QJsonObject stats =
            answer(scan, summaryOf({kFrom, kFrom + 24h})).value(QStringLiteral("stats")).toObject();
        QCOMPARE(stats.value(QStringLiteral("rows_scanned")).toInt(), 100);
        QCOMPARE(stats.value(QStringLiteral("chunks_scanned")).toInt(), 13);
    }

    void aCancelledQuestionEnds()
    {
        std::vector<domain::Event> events;
        add(events, 1, kFrom, domain::Kind::Pageview, "pageview");
        MemoryScan scan(events, 8);
        const ManualClock clock(kFrom);
        domain::Cancellation cancel;
        cancel.cancel();
        const auto answer = query::Engine(scan, clock, nullptr, testNames())
                                .answer(testProject(), summaryOf({kFrom, kFrom + 24h}), cancel);
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::Cancelled);
    }

    void tooManyCellsAreRefused()
    {
        std::vector<domain::Event> events;
        for (std::uint64_t i = 0; i < 300; ++i) {
            add(events, i + 1, kFrom + std::chrono::minutes(i), domain::Kind::Pageview, "pageview");
            events.back().path = "/" + std::to_string(i);
        }
        MemoryScan scan(events);
        domain::Query query = summaryOf({kFrom, kFrom + 9'000min});
        query.kind = domain::QueryKind::Timeseries;
        query.interval = domain::Interval::Minute;
        query.property = "page";
        query.limit = 1000;
        const ManualClock clock(kFrom);
        const domain::Cancellation cancel;
        const auto answer = query::Engine(scan, clock, nullptr, testNames()).answer(testProject(), query, cancel);
        QVERIFY(!answer);
        QCOMPARE(answer.error().code, ErrorCode::TooLarge);
    }

private:
    static constexpr TimePoint kFrom = fromMs(1'774'656'000'000); // 2026-03-28T00:00Z

    static void add(std::vector<domain::Event>& events, std::uint64_t visitor, TimePoint at, domain::Kind kind,
                    const char* name)
    {
        domain::Event e;
        e.kind = kind;
        e.name = name;
        e.visitorBasis = domain::VisitorBasis::Client;
        e.visitor = visitor * 0x9e3779b97f4a7c15ULL;
        e.eventTime = e.receivedAt = at;
        e.messageId = "m" + std::to_string(events.size());
        events.push_back(e);
    }
    static domain::Query summaryOf(const domain::TimeRange& range)
    {
        domain::Query query;
        query.range = range;
        query.timezone = "UTC";
        query.metrics = {"visitors"};
        return query;
    }
    static QJsonObject answer(domain::EventScan& scan, const domain::Query& query)
    {
        const ManualClock clock(kFrom);
        const domain::Cancellation cancel;
        const auto answer =
            query::Engine(scan, clock, nullptr, testNames(), kSmallParts).answer(testProject(), query, cancel);
        return answer ? *answer : QJsonObject{{QStringLiteral("error"), answer.error().detail}};
    }
    static double visitors(const std::vector<domain::Event>& events, const domain::Query& query)
    {
        MemoryScan scan(events, 9);
        return answer(scan, query)
            .value(QStringLiteral("metrics"))
            .toObject()
            .value(QStringLiteral("visitors"))
            .toDouble(-1);
    }
};

QTEST_GUILESS_MAIN(TestParts)
#include "tst_parts.moc"
