// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/typeddates.h"

#include <QTest>
#include <QTranslator>

using namespace sightglass::models;
using Problem = TypedDates::Problem;

namespace {

QString u(const char* text)
{
    return QString::fromUtf8(text);
}

/// Tuesday.
const QDate kToday(2026, 3, 17);
const QDate kFirst(2024, 1, 5);

} // namespace

/// Dates in words, in English and in the language of the window (ui README §6 "Date range").
class TestTypedDates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void englishIsUnderstood_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QDate>("from");
        QTest::addColumn<QDate>("to");
        const auto row = [](const char* text, QDate from, QDate to) { QTest::newRow(text) << u(text) << from << to; };
        row("1 Feb to 9 Mar", {2026, 2, 1}, {2026, 3, 9});
        row("1 February until 9 March", {2026, 2, 1}, {2026, 3, 9});
        row("from 1 Feb 2025 to 9 Mar 2025", {2025, 2, 1}, {2025, 3, 9});
        row("between Feb 1st and March 9th", {2026, 2, 1}, {2026, 3, 9});
        row("Feb 1, 2026 – Mar 9, 2026", {2026, 2, 1}, {2026, 3, 9});
        row("2026-02-01 – 2026-03-09", {2026, 2, 1}, {2026, 3, 9});
        row("2026-02-01–2026-03-09", {2026, 2, 1}, {2026, 3, 9});
        row("2026-02-01 - 2026-03-09", {2026, 2, 1}, {2026, 3, 9});
        row("2026-02-01..2026-03-09", {2026, 2, 1}, {2026, 3, 9});
        row("1.2. - 9.3.", {2026, 2, 1}, {2026, 3, 9});
        row("01/02/2026 to 09/03/26", {2026, 2, 1}, {2026, 3, 9});
        row("1 to 9 March", {2026, 3, 1}, {2026, 3, 9});
        row("1-9 Mar", {2026, 3, 1}, {2026, 3, 9});
        row("Feb 1 to 9", {2026, 2, 1}, {2026, 2, 9});
        row("Feb-Mar", {2026, 2, 1}, {2026, 3, 17});
        row("20 Dec to 5 Jan", {2025, 12, 20}, {2026, 1, 5});
        row("20 Dec to 5 Jan 2025", {2024, 12, 20}, {2025, 1, 5});
        row("1 Mar to 31 Mar", {2026, 3, 1}, {2026, 3, 17});
        row("Jan to Mar 2025", {2025, 1, 1}, {2025, 3, 31});
        row("2024 to 2025", {2024, 1, 1}, {2025, 12, 31});
        row("9 Mar", {2026, 3, 9}, {2026, 3, 9});
        row("March 9th", {2026, 3, 9}, {2026, 3, 9});
        row("the 9th of March", {2026, 3, 9}, {2026, 3, 9});
        row("20 April", {2025, 4, 20}, {2025, 4, 20});
        row("29 Feb", {2024, 2, 29}, {2024, 2, 29});
        row("Monday", {2026, 3, 16}, {2026, 3, 16});
        row("Monday to Friday", {2026, 3, 16}, {2026, 3, 17});
        row("Tuesday 3 March", {2026, 3, 3}, {2026, 3, 3});
        row("today", kToday, kToday);
        row("Yesterday", {2026, 3, 16}, {2026, 3, 16});
        row("yesterday to today", {2026, 3, 16}, kToday);
        row("since 1 Feb", {2026, 2, 1}, kToday);
        row("from monday", {2026, 3, 16}, kToday);
        row("last 10 days", {2026, 3, 8}, kToday);
        row("the last 10 days", {2026, 3, 8}, kToday);
        row("  LAST   28  days ", {2026, 2, 18}, kToday);
        row("10 days", {2026, 3, 8}, kToday);
        row("past 2 weeks", {2026, 3, 4}, kToday);
        row("last 3 months", {2026, 1, 1}, kToday);
        row("last 2 years", {2025, 1, 1}, kToday);
        row("last week", {2026, 3, 9}, {2026, 3, 15});
        row("this week", {2026, 3, 16}, kToday);
        row("last month", {2026, 2, 1}, {2026, 2, 28});
        row("this month", {2026, 3, 1}, kToday);
        row("last year", {2025, 1, 1}, {2025, 12, 31});
        row("February", {2026, 2, 1}, {2026, 2, 28});
        row("in February 2024", {2024, 2, 1}, {2024, 2, 29});
        row("sept 2025", {2025, 9, 1}, {2025, 9, 30});
        row("2026-02", {2026, 2, 1}, {2026, 2, 28});
        row("March", {2026, 3, 1}, kToday);
        row("2025", {2025, 1, 1}, {2025, 12, 31});
        row("2026", {2026, 1, 1}, kToday);
        row("all time", kFirst, kToday);
    }

    void englishIsUnderstood()
    {
        QFETCH(QString, text);
        const TypedDates dates = readDates(text, kToday, DateWords::english(), kFirst);
        QVERIFY2(dates.isValid(), qPrintable(dates.problemText()));
        QTEST(dates.from, "from");
        QTEST(dates.to, "to");
    }

    void whatIsNoDateIsSaid_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Problem>("problem");
        QTest::addColumn<QString>("word");
        const auto row = [](const char* text, Problem problem, const char* word) {
            QTest::newRow(*text ? text : "nothing") << u(text) << problem << u(word);
        };
        row("", Problem::Empty, "");
        row("  ", Problem::Empty, "");
        row("soon", Problem::NotUnderstood, "soon");
        row("1 Foo to 9 Mar", Problem::NotUnderstood, "foo");
        row("1 Feb to nine", Problem::NotUnderstood, "nine");
        row("last 0 days", Problem::NotUnderstood, "0");
        row("last 99999999 days", Problem::NotUnderstood, "99999999");
        row("1 2 3", Problem::NotUnderstood, "2");
        row("13/13/2026", Problem::NotUnderstood, "13/13/2026");
        row("to 9 Mar", Problem::NotUnderstood, "to");
        row("9 2026", Problem::NotUnderstood, "9 2026");
        row("31 Feb", Problem::NoSuchDay, "31 feb");
        row("2026-02-30", Problem::NoSuchDay, "2026-02-30");
        row("1 Feb to 31 Apr 2025", Problem::NoSuchDay, "31 apr 2025");
        row("9 Mar 2026 to 1 Feb 2026", Problem::Backwards, "9 mar 2026 – 1 feb 2026");
        row("2026-04-01", Problem::InFuture, "2026-04-01");
        row("2027", Problem::InFuture, "2027");
        row("since 1 May 2026", Problem::InFuture, "1 may 2026");
    }

    void whatIsNoDateIsSaid()
    {
        QFETCH(QString, text);
        const TypedDates dates = readDates(text, kToday, DateWords::english(), kFirst);
        QTEST(dates.problem, "problem");
        QTEST(dates.word, "word");
        QVERIFY(!dates.isValid());
        QCOMPARE(dates.problemText().isEmpty(), dates.problem == Problem::Empty);
        QVERIFY(dates.problemText().contains(dates.word));
    }

    void monthsComeFirstWhereTheLocaleSaysSo()
    {
        DateWords words = DateWords::english();
        words.addNames(QLocale(QLocale::English, QLocale::UnitedStates));
        const TypedDates dates = readDates(u("2/1/2026 to 3/9/2026"), kToday, words);
        QCOMPARE(dates.from, QDate(2026, 2, 1));
        QCOMPARE(dates.to, QDate(2026, 3, 9));
    }

    void theWindowsLanguageIsUnderstood_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QDate>("from");
        QTest::addColumn<QDate>("to");
        const auto row = [](const char* text, QDate from, QDate to) { QTest::newRow(text) << u(text) << from << to; };
        row("1. Februar bis 9. März", {2026, 2, 1}, {2026, 3, 9});
        row("1. Feb. – 9. Mär", {2026, 2, 1}, {2026, 3, 9});
        row("vom 1. bis zum 9. März", {2026, 3, 1}, {2026, 3, 9});
        row("1.-9. März", {2026, 3, 1}, {2026, 3, 9});
        row("zwischen 1.2. und 9.3.", {2026, 2, 1}, {2026, 3, 9});
        row("letzte 10 Tage", {2026, 3, 8}, kToday);
        row("die letzten 10 Tage", {2026, 3, 8}, kToday);
        row("gestern", {2026, 3, 16}, {2026, 3, 16});
        row("letzter Monat", {2026, 2, 1}, {2026, 2, 28});
        row("diese Woche", {2026, 3, 16}, kToday);
        row("seit Montag", {2026, 3, 16}, kToday);
        row("Dezember 2025", {2025, 12, 1}, {2025, 12, 31});
        row("alles", kFirst, kToday);
        row("last 10 days", {2026, 3, 8}, kToday); // English goes on
    }

    void theWindowsLanguageIsUnderstood()
    {
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        QTranslator german;
        QVERIFY(german.load(QStringLiteral(SIGHTGLASS_GERMAN)));
        QVERIFY(QCoreApplication::installTranslator(&german));
        QFETCH(QString, text);
        const TypedDates dates = readDates(text, kToday, DateWords::ofWindow(), kFirst);
        QLocale::setDefault(before);
        QVERIFY2(dates.isValid(), qPrintable(dates.problemText()));
        QTEST(dates.from, "from");
        QTEST(dates.to, "to");
    }

    void longTextIsCutAndNothingBreaks()
    {
        const QString text = QStringLiteral("1 ").repeated(100'000);
        QCOMPARE(readDates(text, kToday, DateWords::english()).problem, Problem::NotUnderstood);
        QCOMPARE(readDates(QString(QChar(0)), kToday, DateWords::english()).problem, Problem::NotUnderstood);
    }
};

QTEST_GUILESS_MAIN(TestTypedDates)
#include "tst_typeddates.moc"
