// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/expected.h"

#include <QTest>

using namespace sightglass;

class TestExpected : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsAValue()
    {
        const Expected<int> e = 7;
        QVERIFY(e.has_value());
        QCOMPARE(*e, 7);
        QCOMPARE(e.value_or(1), 7);
    }

    void holdsAnError()
    {
        const Expected<int> e =
            unexpected(ErrorCode::NotFound, QStringLiteral("no such project"), QStringLiteral("id"));
        QVERIFY(!e);
        QVERIFY(e.error().code == ErrorCode::NotFound);
        QCOMPARE(e.value_or(1), 1);
        QCOMPARE(name(e.error().code), QLatin1String("not_found"));
    }

    void chainsStopAtTheFirstError()
    {
        int calls = 0;
        const auto half = [&calls](int v) -> Expected<int> {
            ++calls;
            if (v % 2)
                return unexpected(ErrorCode::InvalidInput, QStringLiteral("odd"));
            return v / 2;
        };
        const Expected<int> ok = Expected<int>(8).and_then(half).and_then(half);
        QCOMPARE(*ok, 2);
        const Expected<int> failed = Expected<int>(6).and_then(half).and_then(half).and_then(half);
        QVERIFY(!failed);
        QCOMPARE(calls, 4);
    }

    void mapsAndRecovers()
    {
        QCOMPARE(*Expected<int>(2).transform([](int v) { return QString::number(v); }), QStringLiteral("2"));
        const Expected<int> recovered =
            Expected<int>(unexpected(ErrorCode::Busy, {})).or_else([](Error) { return Expected<int>(5); });
        QCOMPARE(*recovered, 5);
        QVERIFY(Expected<void>().has_value());
        QVERIFY(!Expected<void>(unexpected(ErrorCode::Io, {})).has_value());
    }
};

QTEST_GUILESS_MAIN(TestExpected)
#include "tst_expected.moc"
