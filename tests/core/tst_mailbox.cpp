// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mailbox.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace sightglass;

class TestMailbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void wakesOncePerFilling()
    {
        int wakes = 0;
        Mailbox<int> box([&wakes] { ++wakes; });
        QVERIFY(box.post(1));
        QVERIFY(box.post(2));
        QCOMPARE(wakes, 1);
        QCOMPARE(box.takeAll(), (std::vector<int>{1, 2}));
        QVERIFY(box.post(3));
        QCOMPARE(wakes, 2);
    }

    void refusesAfterClose()
    {
        Mailbox<int> box;
        QVERIFY(box.post(1));
        box.close();
        QVERIFY(!box.post(2));
        QCOMPARE(box.waitAll().size(), std::size_t(1));
        QVERIFY(box.waitAll().empty());
    }

    void watchesWithoutTaking()
    {
        using namespace std::chrono_literals;
        Mailbox<int> box;
        box.watchFor(1us); // nothing comes: it gives up
        QVERIFY(box.takeAll().empty());
        std::thread sender([&box] { box.post(7); });
        box.watchFor(std::chrono::minutes(1));
        QCOMPARE(box.takeAll(), std::vector<int>{7});
        sender.join();
        const auto begun = std::chrono::steady_clock::now();
        box.watchFor(1ms); // what was taken is not seen again
        QVERIFY(std::chrono::steady_clock::now() - begun >= 1ms);
    }

    void losesNothingAcrossThreads()
    {
        Mailbox<int> box;
        std::atomic<int> sum = 0;
        std::thread reader([&] {
            for (auto values = box.waitAll(); !values.empty(); values = box.waitAll())
                for (const int v : values)
                    sum += v;
        });
        std::vector<std::thread> writers;
        for (int t = 0; t < 4; ++t)
            writers.emplace_back([&box] {
                for (int i = 0; i < 10000; ++i)
                    box.post(1);
            });
        for (std::thread& w : writers)
            w.join();
        box.close();
        reader.join();
        QCOMPARE(sum.load(), 40000);
    }
};

QTEST_GUILESS_MAIN(TestMailbox)
#include "tst_mailbox.moc"
