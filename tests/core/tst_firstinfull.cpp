// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/firstinfull.h"

#include <QTest>

using namespace sightglass;

namespace {

struct Thing
{
    int kind = 0;
    int number = 0;
    int items = 1;
};

bool isLike(const Thing& a, const Thing& b)
{
    return a.kind == b.kind;
}

} // namespace

/// The first hundred are told, the rest summed up.
class TestFirstInFull : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHundredAreTold()
    {
        FirstInFull<Thing> things;
        QVERIFY(things.empty());
        for (int i = 0; i < 100; ++i) {
            QVERIFY(!things.isFull());
            things.add({i % 2, i}, isLike);
        }
        QVERIFY(things.isFull());
        QVERIFY(things.rest().empty());
        QCOMPARE(things.take().size(), std::size_t(100));
        QVERIFY(things.empty());
    }

    void theRestIsSummedUpByKind()
    {
        FirstInFull<Thing> things;
        for (int i = 0; i < 1'100; ++i)
            things.add({i % 3, i, i < 1'099 ? 1 : 5}, isLike);
        QCOMPARE(things.inFull().size(), std::size_t(100));
        QCOMPARE(things.rest().size(), std::size_t(3));
        const std::vector<Thing> all = things.take();
        int items = 0;
        for (const Thing& thing : all)
            items += thing.items;
        QCOMPARE(items, 1'104);
        QCOMPARE(all.at(100).number, 100); // the first of its kind stands for all
        QCOMPARE(all.at(99).items, 1);
    }
};

QTEST_GUILESS_MAIN(TestFirstInFull)
#include "tst_firstinfull.moc"
