// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/rowbits.h"

#include <QTest>

#include <random>
#include <utility>

namespace sightglass::query {

class TestRowBits : public QObject
{
    Q_OBJECT

    using Stretches = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

    static Stretches stretchesOf(const RowBits& bits, std::uint32_t begin, std::uint32_t end)
    {
        Stretches out;
        bits.forEachStretch(begin, end, [&](std::uint32_t from, std::uint32_t to) { out.emplace_back(from, to); });
        return out;
    }
    /// Row by row.
    static Stretches stretchesOf(const std::vector<std::uint8_t>& wanted, std::uint32_t begin, std::uint32_t end)
    {
        Stretches out;
        for (std::uint32_t row = begin; row < end; ++row) {
            if (!wanted[row])
                continue;
            if (out.empty() || out.back().second != row)
                out.emplace_back(row, row);
            out.back().second = row + 1;
        }
        return out;
    }

private Q_SLOTS:
    void allAreWantedUntilSomethingIsSaid() { QCOMPARE(stretchesOf(RowBits(), 3, 700), (Stretches{{3, 700}})); }

    void stretchesAreThoseOfBytes_data()
    {
        QTest::addColumn<int>("oneIn"); // so many rows is not wanted
        QTest::newRow("hardly any is missing") << 100;
        QTest::newRow("half") << 2;
        QTest::newRow("none") << 1;
    }

    void stretchesAreThoseOfBytes()
    {
        QFETCH(int, oneIn);
        std::mt19937 random(20260401);
        for (std::uint32_t rows = 1; rows <= 330; ++rows) {
            std::vector<std::uint8_t> wanted(rows, 1);
            RowBits bits;
            for (int round = 0; round < 3; ++round) {
                std::vector<std::uint8_t> only(rows);
                for (std::uint32_t row = 0; row < rows; ++row) {
                    only[row] = random() % static_cast<unsigned>(oneIn) != 0;
                    wanted[row] &= only[row];
                }
                bits.keepOnly(only);
                const std::uint32_t begin = random() % rows;
                const std::uint32_t end = begin + random() % (rows - begin + 1);
                QCOMPARE(stretchesOf(bits, begin, end), stretchesOf(wanted, begin, end));
                QCOMPARE(stretchesOf(bits, 0, rows), stretchesOf(wanted, 0, rows));
            }
        }
    }
};

} // namespace sightglass::query

QTEST_GUILESS_MAIN(sightglass::query::TestRowBits)
#include "tst_rowbits.moc"
