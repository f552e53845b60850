// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/formula.h"

#include <QTest>

using namespace sightglass;
using namespace sightglass::query;

namespace {

/// "2 0 - 3" with '-' for nothing.
Series seriesOf(const QString& text)
{
    Series out;
    for (const QString& word : text.split(u' ', Qt::SkipEmptyParts))
        out.push_back(word == QStringLiteral("-") ? std::nullopt : SeriesValue(word.toDouble()));
    return out;
}

QString textOf(const Series& series)
{
    QStringList out;
    for (const SeriesValue& value : series)
        out << (value ? QString::number(*value) : QStringLiteral("-"));
    return out.join(u' ');
}

} // namespace

/// Formulas of custom metrics (spec openmetrics §13.1, §18.9).
class TestFormula : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void says_data()
    {
        QTest::addColumn<QString>("formula");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* formula, const char* expected) {
            QTest::newRow(formula) << QString::fromUtf8(formula) << QString::fromLatin1(expected);
        };
        // A is 2 0 3, B is 4 0 2, C is 1 - 5.
        row("A/B", "0.5 - 1.5"); // §18.9
        row("A ÷ B × 2", "1 - 3");
        row("A + B * 2", "10 0 7");
        row("(A + B) * 2", "12 0 10");
        row("A - B - 1", "-3 -1 0");
        row("A − B", "-2 0 1");
        row("-A + 1", "-1 1 -2");
        row("--A", "2 0 3");
        row("A + C", "3 - 8");
        row("7", "7 7 7");
        row("1.5e1", "15 15 15");
        row(".5", "0.5 0.5 0.5");
        row("abs(B - 3)", "1 3 1");
        row("min(A, B, 1)", "1 0 1");
        row("max(A,B)", "4 0 3");
        row("min(A, C)", "1 - 3");
        row("round(A / 4)", "1 0 1");
        row("cumsum(A)", "2 2 5");
        row("cumsum(C)", "1 - 6");
        row("lag(A, 1)", "- 2 0");
        row("lag(A, 9)", "- - -");
        row("movavg(A, 2)", "- 1 1.5");
        row("movavg(C, 2)", "- - -");
        row("A - lag(A,1)", "- -2 3");
        row("1e308 * 10", "- - -");
        row("0 / 0", "- - -");
    }
    void says()
    {
        QFETCH(QString, formula);
        QFETCH(QString, expected);
        const auto parsed = Formula::parse(formula.toStdString());
        QVERIFY2(parsed.has_value(), parsed ? "" : qPrintable(parsed.error().detail));
        std::array<Series, 26> series;
        series[0] = seriesOf(QStringLiteral("2 0 3"));
        series[1] = seriesOf(QStringLiteral("4 0 2"));
        series[2] = seriesOf(QStringLiteral("1 - 5"));
        QCOMPARE(textOf(parsed->evaluate(series, 3)), expected);
    }

    void isRefused_data()
    {
        QTest::addColumn<QByteArray>("formula");
        QTest::addColumn<QString>("detail");
        const auto row = [](const QByteArray& formula, const char* detail) {
            QTest::newRow(formula.left(30).constData()) << formula << QString::fromLatin1(detail);
        };
        row("", "a letter, a number, a function or ( was expected at byte 0");
        row("A B", "an operator was expected at byte 2");
        row("A +", "a letter, a number, a function or ( was expected at byte 3");
        row("(A", ") was expected at byte 2");
        row("a", "there is no such function; known are abs min max round cumsum lag movavg at byte 0");
        row("exec(A)", "there is no such function; known are abs min max round cumsum lag movavg at byte 0");
        row("min(A)", "another argument was expected at byte 5");
        row("abs(A,B)", ") was expected at byte 5");
        row("lag(A)", "a number of points from 1 to 366 was expected at byte 5");
        row("lag(A,0)", "a number of points from 1 to 366 was expected at byte 6");
        row("lag(A,B)", "a number of points from 1 to 366 was expected at byte 6");
        row("movavg(A,367)", "a number of points from 1 to 366 was expected at byte 9");
        row(QByteArray(40, '(') + "A" + QByteArray(40, ')'), "the formula is nested too deeply at byte 32");
        row(QByteArray(40, '-') + "A", "the formula is nested too deeply at byte 32");
        row(QByteArray("A+").repeated(150) + "A", "the formula has more than 200 parts at byte 201");
        row(QByteArray(1001, ' '), "the formula is longer than 1000 bytes at byte 0");
    }
    void isRefused()
    {
        QFETCH(QByteArray, formula);
        QFETCH(QString, detail);
        const auto parsed = Formula::parse(formula.toStdString());
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().detail, detail);
        QCOMPARE(parsed.error().code, ErrorCode::InvalidInput);
    }

    void namesItsLetters()
    {
        QCOMPARE(Formula::parse("B / (A + B) * 100")->letters(), std::string("AB"));
        QVERIFY(Formula::parse("1")->letters().empty());
    }
};

QTEST_GUILESS_MAIN(TestFormula)
#include "tst_formula.moc"
