// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/drawnhistory.h"
#include "query/history.h"

#include <QJsonDocument>
#include <QTest>

using namespace sightglass;
using namespace sightglass::test;

/// How a source is spelled that came in several ways (metrics §4; tests/support/README.md, item 9). "News" is before
/// "news" by bytes, and wins wherever both count alike.
class TestSpellings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void onlyWhatCountsIsShown_data()
    {
        QTest::addColumn<QString>("question");
        QTest::addColumn<QString>("history");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char* sentence, const QString& question, const QString& history, const char* shown) {
            QTest::newRow(sentence) << question << history << QString::fromLatin1(shown);
        };
        const QString breakdown = QStringLiteral(R"("kind":"breakdown","property":"source","metrics":["visits"])");
        const QString ofA = QStringLiteral(R"(,"filters":[{"property":"page","op":"is","value":"/a"}])");
        const QString series =
            QStringLiteral(R"("kind":"timeseries","interval":"day","property":"source","metrics":["visits"])");
        const QString funnel =
            QStringLiteral(R"("kind":"funnel","steps":[{"event":"a"},{"event":"b"}],"property":"source")");
        const QString vitals = QStringLiteral(R"("kind":"vitals","property":"source")");
        const QString measures =
            QStringLiteral(R"("kind":"measures","goal":{"event":"a"},"measures":["count"],"property":"source")");
        const QString attribution =
            QStringLiteral(R"("kind":"attribution","goal":{"event":"a"},"model":"first_touch")");
        const QString both =
            QStringLiteral("u: /a 10:00{source=news} | v: /b 10:00{source=News}, /b 10:01{source=News}");
        QStringList loads;
        for (int i = 0; i < 10; ++i)
            loads << QStringLiteral("u%1: @vitals 10:00{lcp=1,source=news}").arg(i);

        row("what counts alike is shown by bytes", breakdown,
            QStringLiteral("u: /a 10:00{source=news} | v: /b 10:00{source=News}"), "News");
        row("what counts more is shown", breakdown,
            QStringLiteral("u: /a 10:00{source=news} | v: /a 10:00{source=news} | w: /b 10:00{source=News}"), "news");
        row("a breakdown shows what its filters choose", breakdown + ofA, both, "news");
        row("so does a series", series + ofA, both, "news");
        row("a visit is spelled as it began, also before the range", breakdown,
            QStringLiteral("u: /a d-1 23:50{source=news}, /a 00:10{source=News}"), "news");
        row("a chosen visit counts though the chosen row comes after the range", breakdown + ofA,
            QStringLiteral("u: /b 23:50{source=news}, /a d1 00:10 | v: /b 10:00{source=News}"), "news");
        row("a funnel shows its entries", funnel,
            QStringLiteral("u: a 10:00{source=news}, b 10:01 | v: b 10:00{source=News}"), "news");
        row("vitals show their samples", vitals,
            loads.join(u'|') + QStringLiteral("| v: /x 10:00{source=News} | w: @identify 10:00{source=NEWS}"), "news");
        row("measures show the measured", measures, QStringLiteral("u: a 10:00{source=news} | v: b 10:00{source=News}"),
            "news");
        row("attribution shows the touches that have credit", attribution,
            QStringLiteral("u: /x d-2{source=news}, a 10:00{source=News} | v: /x d-2{source=News}"), "news");
    }
    void onlyWhatCountsIsShown()
    {
        QFETCH(const QString, question);
        QFETCH(const QString, history);
        const QString text =
            QStringLiteral(R"({"from":"2026-03-02T00:00:00Z","to":"2026-03-03T00:00:00Z",%1})").arg(question);
        const QJsonObject description = QJsonDocument::fromJson(text.toUtf8()).object();
        const std::vector<domain::Event> events = drawnHistory(history);
        MemoryScan scan(events, 3);
        const TimePoint now = drawnTime(QStringLiteral("d9"));
        const QJsonObject answer = answerOf(scan, description, now);
        QTEST(first(answer), "shown");
        QCOMPARE(difference(answer, oracleOf(events, description, now)), QString());
    }

private:
    static QString first(const QJsonObject& answer)
    {
        const QJsonValue list =
            answer.value(answer.contains(QStringLiteral("groups")) ? QStringLiteral("groups") : QStringLiteral("rows"));
        const QJsonObject row = list.toArray().at(0).toObject();
        return row.value(row.contains(QStringLiteral("source")) ? QStringLiteral("source") : QStringLiteral("value"))
            .toString();
    }
};

QTEST_GUILESS_MAIN(TestSpellings)
#include "tst_spellings.moc"
