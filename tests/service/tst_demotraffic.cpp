// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/demotraffic.h"
#include "support/manualclock.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace sightglass;
using namespace sightglass::service;

namespace {

DemoPlan plan(int weeks = DemoPlan().weeks)
{
    DemoPlan p;
    p.weeks = weeks;
    p.now = test::at("2026-11-24T10:00:00.000Z");
    return p;
}

template <typename F> std::ptrdiff_t count(const std::vector<domain::DecodedEvent>& events, F&& holds)
{
    return std::count_if(events.begin(), events.end(), [&](const domain::DecodedEvent& d) { return holds(d.event); });
}

} // namespace

class TestDemoTraffic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSamePlanMakesTheSameEvents()
    {
        const auto once = demoTraffic(plan(1));
        const auto again = demoTraffic(plan(1));
        QCOMPARE(once.size(), again.size());
        QVERIFY(std::equal(once.begin(), once.end(), again.begin(),
                           [](const auto& a, const auto& b) { return a.event == b.event; }));
        DemoPlan other = plan(1);
        other.seed = 2;
        QVERIFY(demoTraffic(other).size() != once.size());
    }

    void itIsVariedAndInThePast()
    {
        const auto events = demoTraffic(plan());
        QVERIFY2(events.size() > 40000 && events.size() < 120000, qPrintable(QString::number(events.size())));
        std::set<std::string> people;
        std::set<std::string> countries;
        std::set<std::string> ids;
        for (std::size_t i = 0; i < events.size(); ++i) {
            const domain::Event& e = events[i].event;
            QVERIFY(*e.statedAt < plan().now);
            QVERIFY(i == 0 || *events[i - 1].event.statedAt <= *e.statedAt);
            people.insert(e.anonymousId);
            countries.insert(e.country);
            ids.insert(e.messageId);
        }
        QCOMPARE(ids.size(), events.size());
        QVERIFY(people.size() > 3000);
        QVERIFY(countries.size() >= 10);
        QVERIFY(count(events, [](const auto& e) { return e.kind == domain::Kind::Identify; }) > 100);
        QVERIFY(count(events, [](const auto& e) { return e.revenueMinor.value_or(0) > 0; }) > 50);
        QVERIFY(count(events, [](const auto& e) { return e.kind == domain::Kind::Exception; }) > 20);
        QVERIFY(count(events, [](const auto& e) { return e.utmMedium == "email"; }) > 100);
        QVERIFY(count(events, [](const auto& e) { return e.referrerHost == "google.com"; }) > 1000);
    }
};

QTEST_GUILESS_MAIN(TestDemoTraffic)
#include "tst_demotraffic.moc"
