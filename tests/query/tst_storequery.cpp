// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/history.h"
#include "storage/storefixture.h"

#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <set>

using namespace sightglass;
using namespace sightglass::test;
using domain::Event;

/// The same questions to the real store, whatever it has done with the events, and to the oracle: the same answers.
class TestStoreQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theStoreAnswersAsTheOracleDoes_data();
    void theStoreAnswersAsTheOracleDoes();

private:
    enum Way { kFresh, kHalfSealed, kSealed, kReplayed };
    static constexpr TimePoint kFrom = fromMs(1'774'656'000'000); // 2026-03-28T00:00Z
    static constexpr std::chrono::minutes kSpan{3 * 24 * 60};

    [[nodiscard]] static std::vector<Event> history(std::mt19937_64& random, quint64 seed,
                                                    const domain::Source& source);
    static void arriveInAnyOrder(std::vector<Event>& events, std::mt19937_64& random);
    [[nodiscard]] static bool store(StoreFixture& fixture, const std::vector<Event>& events, int way);
};

void TestStoreQuery::theStoreAnswersAsTheOracleDoes_data()
{
    QTest::addColumn<int>("way");
    QTest::newRow("fresh") << int(kFresh);
    QTest::newRow("half sealed, with late events") << int(kHalfSealed);
    QTest::newRow("sealed") << int(kSealed);
    QTest::newRow("sent once more, metrics §15.7") << int(kReplayed);
}

void TestStoreQuery::theStoreAnswersAsTheOracleDoes()
{
    QFETCH(int, way);
    StoreFixture fixture;
    fixture.clock.set(kFrom + kSpan);
    QVERIFY(fixture.open(quickSealing(32)));
    for (quint64 seed = 1; seed <= 20; ++seed) {
        std::mt19937_64 random(seed);
        const domain::Source source = fixture.addSource();
        const std::vector<Event> events = history(random, seed, source);
        QVERIFY(store(fixture, events, way));
        const auto scan = fixture.store().openScan();
        QVERIFY(scan);
        domain::Project project = testProject();
        project.id = source.project;
        for (int i = 0; i < 10; ++i) {
            const QJsonObject description = randomDescription(random, kFrom, kSpan);
            const TimePoint now = kFrom + std::chrono::hours(50);
            const QString wrong =
                difference(answerOf(**scan, description, now, project), oracleOf(events, description, now, project));
            QVERIFY2(wrong.isEmpty(),
                     qPrintable(QStringLiteral("seed %1 question %2: %3\n").arg(seed).arg(i).arg(wrong) +
                                QString::fromUtf8(QJsonDocument(description).toJson(QJsonDocument::Compact))));
        }
    }
}

std::vector<Event> TestStoreQuery::history(std::mt19937_64& random, quint64 seed, const domain::Source& source)
{
    std::vector<Event> events = randomHistory(random, kFrom, kSpan, 80);
    std::set<std::pair<std::uint64_t, TimePoint>> links;
    for (Event& event : events) {
        // Two links of one key at the very same time contradict each other: no order is right (metrics §15.8).
        if (!links.insert({event.linkFrom, event.eventTime}).second)
            event.linkKind = domain::LinkKind::None;
        event.source = source.id;
        // Keys are hashes that hold the project: never the same in two of them.
        for (std::uint64_t* key : {&event.visitor, &event.linkFrom, &event.linkTo})
            *key += *key == 0 ? 0 : seed * 1'000'000;
    }
    arriveInAnyOrder(events, random);
    return events;
}

/// But links arrive in their order: the store keeps the first of equal ones (metrics §15.8 asks no more).
void TestStoreQuery::arriveInAnyOrder(std::vector<Event>& events, std::mt19937_64& random)
{
    std::shuffle(events.begin(), events.end(), random);
    std::vector<Event> links;
    for (const Event& event : events) {
        if (event.linkKind != domain::LinkKind::None)
            links.push_back(event);
    }
    std::stable_sort(links.begin(), links.end(),
                     [](const Event& a, const Event& b) { return a.eventTime < b.eventTime; });
    auto next = links.begin();
    for (Event& event : events) {
        if (event.linkKind != domain::LinkKind::None)
            event = *next++;
    }
}

bool TestStoreQuery::store(StoreFixture& fixture, const std::vector<Event>& events, int way)
{
    const auto half = events.begin() + static_cast<std::ptrdiff_t>(events.size() / 2);
    bool isStored = fixture.submit({events.begin(), half}).has_value();
    if (way == kHalfSealed)
        isStored = isStored && fixture.store().seal().has_value();
    isStored = isStored && fixture.submit({half, events.end()}).has_value();
    if (way == kReplayed)
        isStored = isStored && fixture.store().seal().has_value() && fixture.submit(events).has_value();
    if (way == kSealed)
        isStored = isStored && fixture.store().seal().has_value();
    return isStored;
}

QTEST_GUILESS_MAIN(TestStoreQuery)
#include "tst_storequery.moc"
