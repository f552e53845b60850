// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/identityspans.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <tuple>

using namespace sightglass;
using namespace sightglass::domain;

namespace {

constexpr std::uint64_t kAnon = 1;
constexpr std::uint64_t kOtherAnon = 2;
constexpr std::uint64_t kAda = 101;
constexpr std::uint64_t kBob = 102;
constexpr std::uint64_t kCleo = 103;

IdentityLink link(std::uint64_t from, std::uint64_t to, std::int64_t at)
{
    return {from, to, fromMs(at), false};
}
IdentityLink merge(std::uint64_t from, std::uint64_t to, std::int64_t at)
{
    return {from, to, fromMs(at), true};
}

} // namespace

class TestIdentityGraph : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutLinksEverybodyIsThemselves()
    {
        const IdentityGraph graph;
        QVERIFY(graph.isEmpty());
        QCOMPARE(graph.resolve(kAnon, fromMs(5)), kAnon);
    }

    void earlierEventsBelongToTheFirstPerson()
    {
        const IdentityGraph graph({link(kAnon, kAda, 100)});
        QCOMPARE(graph.resolve(kAnon, fromMs(1)), kAda);
        QCOMPARE(graph.resolve(kAnon, fromMs(100)), kAda);
        QCOMPARE(graph.resolve(kAnon, fromMs(900)), kAda);
        QCOMPARE(graph.resolve(kOtherAnon, fromMs(900)), kOtherAnon);
    }

    void laterEventsBelongToTheLaterPerson()
    {
        const IdentityGraph graph({link(kAnon, kAda, 100), link(kAnon, kBob, 200)});
        QCOMPARE(graph.resolve(kAnon, fromMs(1)), kAda);
        QCOMPARE(graph.resolve(kAnon, fromMs(199)), kAda);
        QCOMPARE(graph.resolve(kAnon, fromMs(200)), kBob);
        QCOMPARE(graph.resolve(kAda, fromMs(900)), kAda);
    }

    void goingBackToTheFirstPersonCounts()
    {
        const IdentityGraph graph({link(kAnon, kAda, 100), link(kAnon, kBob, 200), link(kAnon, kAda, 300)});
        QCOMPARE(graph.resolve(kAnon, fromMs(250)), kBob);
        QCOMPARE(graph.resolve(kAnon, fromMs(300)), kAda);
    }

    void mergesHoldForAllTimeAndInChains()
    {
        const IdentityGraph graph({link(kAnon, kAda, 100), merge(kAda, kBob, 500), merge(kBob, kCleo, 600)});
        QCOMPARE(graph.resolve(kAnon, fromMs(1)), kCleo);
        QCOMPARE(graph.resolve(kAda, fromMs(1)), kCleo);
        QCOMPARE(graph.resolve(kBob, fromMs(1)), kCleo);
        QCOMPARE(graph.resolve(kCleo, fromMs(1)), kCleo);
    }

    void mergesInACircleEnd()
    {
        const IdentityGraph graph({merge(kAda, kBob, 1), merge(kBob, kAda, 2), merge(kAda, kAda, 3)});
        QCOMPARE(graph.resolve(kAda, fromMs(9)), kBob);
        QCOMPARE(graph.resolve(kBob, fromMs(9)), kBob);
    }

    void anAliasOfAClientsIdCountsForThatClient()
    {
        const IdentityGraph graph({merge(kAnon, kAda, 500)});
        QCOMPARE(graph.resolve(kAnon, fromMs(1)), kAda);
    }

    void arrivalOrderDoesNotMatter()
    {
        std::vector<IdentityLink> links{link(kAnon, kAda, 100), link(kAnon, kBob, 100), link(kOtherAnon, kBob, 50),
                                        merge(kBob, kCleo, 70), merge(kAda, kCleo, 70)};
        const auto answers = [](const std::vector<IdentityLink>& given) {
            const IdentityGraph graph(given);
            std::vector<std::uint64_t> found;
            for (const std::uint64_t key : {kAnon, kOtherAnon, kAda, kBob, kCleo}) {
                for (const std::int64_t at : {0, 60, 100, 200})
                    found.push_back(graph.resolve(key, fromMs(at)));
            }
            return found;
        };
        const auto expected = answers(links);
        const auto byKeys = [](const IdentityLink& a, const IdentityLink& b) {
            return std::tie(a.from, a.to, a.at) < std::tie(b.from, b.to, b.at);
        };
        std::sort(links.begin(), links.end(), byKeys);
        do {
            QVERIFY(answers(links) == expected);
        } while (std::next_permutation(links.begin(), links.end(), byKeys));
    }

    void aMergedBrowserIsWhomTheOtherOneIs()
    {
        const IdentityGraph graph(
            {merge(kOtherAnon, kAnon, 500), link(kAnon, kAda, 100), link(kAnon, kBob, 200), merge(kBob, kCleo, 1)});
        QCOMPARE(graph.resolve(kOtherAnon, fromMs(1)), kAda);
        QCOMPARE(graph.resolve(kOtherAnon, fromMs(200)), kCleo);
        const IdentityGraph own({merge(kOtherAnon, kAnon, 500), link(kAnon, kAda, 100), link(kOtherAnon, kBob, 900)});
        QCOMPARE(own.resolve(kOtherAnon, fromMs(1)), kBob);
        QCOMPARE(IdentityGraph({merge(kOtherAnon, kAnon, 500)}).resolve(kOtherAnon, fromMs(1)), kAnon);
    }

    void spansAreWhereTheGraphSaysThePerson()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 500; ++round) {
            std::vector<IdentityLink> links(random() % 8);
            for (IdentityLink& made : links)
                made = {1 + random() % 4, 101 + random() % 3, fromMs(random() % 10), random() % 4 == 0};
            if (links.size() > 4)
                links.back() = {1 + random() % 4, 1 + random() % 4, fromMs(random() % 10), true};
            const IdentityGraph graph(links);
            for (const std::uint64_t person : {kAnon, kOtherAnon, kAda, kBob, kCleo}) {
                const std::vector<IdentitySpan> spans = identitySpans(links, person);
                for (const std::uint64_t key :
                     {kAnon, kOtherAnon, std::uint64_t(3), std::uint64_t(4), kAda, kBob, kCleo}) {
                    for (int at = -1; at < 12; ++at)
                        QCOMPARE(holds(spans, key, fromMs(at)), graph.resolve(key, fromMs(at)) == person);
                }
                const std::vector<std::uint64_t> keys = keysOf(spans);
                QVERIFY(std::is_sorted(keys.begin(), keys.end()));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestIdentityGraph)
#include "tst_identitygraph.moc"
