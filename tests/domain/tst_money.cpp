// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/money.h"

#include <QTest>

#include <limits>

using namespace sightglass::domain;

class TestMoney : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsDecimalText_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("currency");
        QTest::addColumn<bool>("valid");
        QTest::addColumn<qint64>("minor");
        const auto row = [](const char* name, const char* text, const char* currency, qint64 minor) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(currency) << true << minor;
        };
        const auto bad = [](const char* name, const char* text, const char* currency) {
            QTest::newRow(name) << QByteArray(text) << QByteArray(currency) << false << qint64(0);
        };
        row("euros have two decimals", "42.50", "EUR", 4250);
        row("yen have none", "1200", "JPY", 1200);
        row("dinars of Kuwait have three", "1.5", "KWD", 1500);
        row("the unit of account of Chile has four", "1.23456", "CLF", 12346);
        row("a refund is negative", "-19.99", "EUR", -1999);
        row("a plus sign is allowed", "+1", "EUR", 100);
        row("missing decimals are zero", "7", "EUR", 700);
        row("a missing whole part is zero", ".5", "EUR", 50);
        row("a trailing dot is allowed", "5.", "EUR", 500);
        row("blanks around are skipped", "  3.10\t", "EUR", 310);
        row("half goes to the even neighbour below", "0.125", "EUR", 12);
        row("half goes to the even neighbour above", "0.135", "EUR", 14);
        row("more than half goes up", "0.12500001", "EUR", 13);
        row("less than half goes down", "0.1249999", "EUR", 12);
        row("half a yen goes to zero", "0.5", "JPY", 0);
        row("one and a half yen go to two", "1.5", "JPY", 2);
        row("a negative half goes to even", "-0.125", "EUR", -12);
        row("an exponent moves the point", "1.5e3", "EUR", 150000);
        row("a negative exponent too", "12345E-2", "EUR", 12345);
        row("far behind the point is nothing", "1e-300", "EUR", 0);
        row("leading zeros do not count", "000000000000000000000000001.10", "EUR", 110);
        row("zero with any exponent is zero", "0e400", "EUR", 0);
        row("the largest amount fits", "92233720368547758.07", "EUR", std::numeric_limits<qint64>::max());
        bad("one more does not fit", "92233720368547758.08", "EUR");
        bad("a huge exponent does not fit", "1e300", "EUR");
        bad("an absurd exponent is refused", "1e99999999999", "EUR");
        bad("words are no amount", "free", "EUR");
        bad("an empty text is no amount", "", "EUR");
        bad("a lone sign is no amount", "-", "EUR");
        bad("a lone dot is no amount", ".", "EUR");
        bad("two dots are no amount", "1.2.3", "EUR");
        bad("grouping is not understood", "1,200.00", "EUR");
        bad("an exponent needs digits", "1e", "EUR");
        bad("an exponent takes one sign", "1e+-2", "EUR");
        bad("an unknown currency has no unit", "1", "ABC");
        bad("a currency in small letters is not a code", "1", "eur");
    }
    void readsDecimalText()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, currency);
        QFETCH(bool, valid);
        QFETCH(qint64, minor);
        const auto result = toMinor(text.toStdString(), currency.toStdString());
        QCOMPARE(result.has_value(), valid);
        if (valid)
            QCOMPARE(*result, minor);
    }

    void readsNumbers()
    {
        QCOMPARE(toMinor(42.5, "EUR").value_or(-1), 4250);
        QCOMPARE(toMinor(0.1 + 0.2, "EUR").value_or(-1), 30);
        QCOMPARE(toMinor(1.005, "EUR").value_or(-1), 100);
        QCOMPARE(toMinor(-3.0, "KWD").value_or(-1), -3000);
        QCOMPARE(toMinor(1e6, "JPY").value_or(-1), 1000000);
        QVERIFY(!toMinor(std::numeric_limits<double>::quiet_NaN(), "EUR"));
        QVERIFY(!toMinor(std::numeric_limits<double>::infinity(), "EUR"));
    }

    void writesDecimalText()
    {
        QCOMPARE(toDecimal(4250, "EUR"), std::string("42.50"));
        QCOMPARE(toDecimal(5, "EUR"), std::string("0.05"));
        QCOMPARE(toDecimal(-5, "KWD"), std::string("-0.005"));
        QCOMPARE(toDecimal(1200, "JPY"), std::string("1200"));
        QCOMPARE(toDecimal(0, "EUR"), std::string("0.00"));
        QCOMPARE(toDecimal(std::numeric_limits<std::int64_t>::min(), "EUR"), std::string("-92233720368547758.08"));
    }

    void whatIsWrittenIsReadBack()
    {
        for (const std::int64_t minor :
             {std::int64_t(0), std::int64_t(1), std::int64_t(-99), std::int64_t(123456789012345)}) {
            for (const char* currency : {"EUR", "JPY", "KWD", "CLF"})
                QCOMPARE(toMinor(toDecimal(minor, currency), currency).value_or(-7), minor);
        }
    }

    void knowsCurrencyCodes()
    {
        QCOMPARE(currencyCode(" eur "), std::string("EUR"));
        QCOMPARE(currencyCode("Usd"), std::string("USD"));
        QVERIFY(currencyCode("euro").empty());
        QVERIFY(currencyCode("XYZ").empty());
        QVERIFY(currencyCode("").empty());
        QCOMPARE(currencyExponent("JPY").value_or(-1), 0);
        QCOMPARE(currencyExponent("USD").value_or(-1), 2);
        QVERIFY(!currencyExponent("URU")); // across the seam of two neighbouring codes of the list
    }
};

QTEST_GUILESS_MAIN(TestMoney)
#include "tst_money.moc"
