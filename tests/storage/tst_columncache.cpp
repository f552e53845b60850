// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/columncache.h"

#include <QTest>

#include <thread>

using namespace sightglass;
using storage::ColumnCache;
using storage::ColumnKey;
using storage::Decoded;
using storage::DecodedColumn;
using storage::SeqOrder;

namespace {

ColumnKey key(std::int64_t chunk, Decoded what = Decoded::Order, std::string name = {})
{
    return {chunk, what, 0, std::move(name)};
}

ColumnCache::Column column(std::uint32_t value)
{
    return std::make_shared<const DecodedColumn>(SeqOrder{value});
}

std::uint32_t valueOf(const ColumnCache::Column& column)
{
    return std::get<SeqOrder>(*column).front();
}

} // namespace

class ColumnCacheTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasPutIsFound();
    void theLeastRecentlyUsedGoesFirst();
    void whatIsTooLargeIsNotKept();
    void threadsShareIt();
};

void ColumnCacheTest::whatWasPutIsFound()
{
    ColumnCache cache(1'000'000);
    cache.put(key(1), column(10), 100);
    cache.put(key(2), column(20), 100);
    cache.put(key(1, Decoded::Property, "a"), column(30), 100);
    cache.put(key(1, Decoded::Trait, "a"), column(40), 100);
    cache.put(key(1), column(99), 100); // there already
    QCOMPARE(valueOf(cache.find(key(1))), 10u);
    QCOMPARE(valueOf(cache.find(key(2))), 20u);
    QCOMPARE(valueOf(cache.find(key(1, Decoded::Property, "a"))), 30u);
    QCOMPARE(valueOf(cache.find(key(1, Decoded::Trait, "a"))), 40u);
    QVERIFY(cache.find(key(3)) == nullptr);
    QVERIFY(cache.find(key(1, Decoded::Property, "b")) == nullptr);
}

void ColumnCacheTest::theLeastRecentlyUsedGoesFirst()
{
    ColumnCache cache(4000);
    for (std::uint32_t i = 1; i <= 3; ++i)
        cache.put(key(i), column(i), 1000);
    const ColumnCache::Column held = cache.find(key(2));
    QVERIFY(cache.find(key(1)) != nullptr);
    cache.put(key(4), column(4), 1000);
    QVERIFY(cache.find(key(3)) == nullptr);
    QVERIFY(cache.find(key(1)) != nullptr);
    cache.put(key(5), column(5), 1000);
    QVERIFY(cache.find(key(2)) == nullptr);
    QCOMPARE(valueOf(held), 2u); // stays while somebody holds it
    QVERIFY(cache.bytes() <= cache.capacity());
}

void ColumnCacheTest::whatIsTooLargeIsNotKept()
{
    ColumnCache cache(1000);
    cache.put(key(1), column(1), 500);
    cache.put(key(2), column(2), 1001);
    QVERIFY(cache.find(key(2)) == nullptr);
    QVERIFY(cache.find(key(1)) != nullptr);
}

void ColumnCacheTest::threadsShareIt()
{
    ColumnCache cache(50'000);
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (std::uint32_t seed = 0; seed < 4; ++seed) {
        threads.emplace_back([&, seed] {
            for (std::uint32_t i = 0; i < 20'000; ++i) {
                const std::uint32_t chunk = (i * 7 + seed * 13) % 200;
                if (const ColumnCache::Column found = cache.find(key(chunk)); found && valueOf(found) != chunk)
                    ++wrong;
                cache.put(key(chunk), column(chunk), 500);
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    QCOMPARE(wrong.load(), 0);
    QVERIFY(cache.bytes() <= cache.capacity());
}

QTEST_APPLESS_MAIN(ColumnCacheTest)
#include "tst_columncache.moc"
