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

/// The same questions to the real store and to plain events in memory: the same answers.
class TestStoreQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theStoreAnswersAsMemoryDoes()
    {
        constexpr TimePoint from = fromMs(1'774'656'000'000); // 2026-03-28T00:00Z
        constexpr std::chrono::minutes span{3 * 24 * 60};
        StoreFixture fixture;
        fixture.clock.set(from + span);
        QVERIFY(fixture.open());
        for (quint64 seed = 1; seed <= 20; ++seed) {
            std::mt19937_64 random(seed);
            const domain::Source source = fixture.addSource();
            std::vector<domain::Event> events = randomHistory(random, from, span, 80);
            // Links arrive in their order: the store keeps the first of equal ones (metrics §15.8 asks no more).
            std::stable_sort(events.begin(), events.end(), [](const domain::Event& a, const domain::Event& b) { return a.eventTime < b.eventTime; });
            std::set<std::pair<std::uint64_t, TimePoint>> links;
            for (domain::Event& event : events) {
                // Two links of one key at the very same time contradict each other: no order is right (metrics §15.8).
                if (!links.insert({event.linkFrom, event.eventTime}).second)
                    event.linkKind = domain::LinkKind::None;
                event.source = source.id;
                // Keys are hashes that hold the project: never the same in two of them.
                for (std::uint64_t* key : {&event.visitor, &event.linkFrom, &event.linkTo})
                    *key += *key == 0 ? 0 : seed * 1'000'000;
            }
            QVERIFY(fixture.submit(events));
            const auto scan = fixture.store().openScan();
            QVERIFY(scan);
            domain::Project project = testProject();
            project.id = source.project;
            MemoryScan memory(events, 9);
            const auto stored = (*scan)->identityLinks(project.id);
            QVERIFY(stored);
            const domain::IdentityGraph fromStore(*stored);
            const domain::IdentityGraph fromEvents(linksOf(events));
            for (const domain::Event& event : events)
                QVERIFY2(fromStore.resolve(event.visitor, event.eventTime) == fromEvents.resolve(event.visitor, event.eventTime),
                         qPrintable(QStringLiteral("seed %1: links of the store lead elsewhere").arg(seed)));
            for (int i = 0; i < 10; ++i) {
                const QJsonObject description = randomDescription(random, from, span);
                const TimePoint now = from + std::chrono::hours(50);
                const QString wrong = difference(answerOf(**scan, description, now, project), answerOf(memory, description, now, project));
                QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("seed %1 question %2: %3\n").arg(seed).arg(i).arg(wrong) +
                                                     QString::fromUtf8(QJsonDocument(description).toJson(QJsonDocument::Compact))));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestStoreQuery)
#include "tst_storequery.moc"
