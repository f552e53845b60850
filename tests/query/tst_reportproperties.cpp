// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/history.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <numeric>

using namespace sightglass;
using namespace sightglass::test;
using Events = std::vector<domain::Event>;

/// Properties of metrics §15 that concern reports over people, on histories made at random: of the oracle, and of the
/// engine for the kinds it answers. SIGHTGLASS_SEED and SIGHTGLASS_ROUNDS as in tst_random.
class TestReportProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // metrics §15.5
    void funnelCountsNeverIncreaseAndOrdersNest_data() { addAskable({"funnel"}); }
    void funnelCountsNeverIncreaseAndOrdersNest()
    {
        overHistories("funnel", [](const Events& events, QJsonObject description) {
            // Of people and their best attempt: what else a funnel may count or void, not every order knows.
            for (const char* member : {"count", "entry", "constant", "exclusions"})
                description.remove(QLatin1String(member));
            std::vector<std::vector<double>> counts;
            for (const char* order : {"any", "sequential", "strict"}) {
                description.insert(QStringLiteral("order"), QString::fromLatin1(order));
                counts.push_back(numbers(ask(events, description).value(QStringLiteral("steps")).toArray(), "count"));
                if (counts.back().empty() || !std::is_sorted(counts.back().rbegin(), counts.back().rend()))
                    return QStringLiteral("%1: no counts, or counts that rise").arg(QLatin1String(order));
            }
            for (std::size_t k = 0; k < counts[0].size(); ++k) {
                if (counts[0][k] < counts[1][k] || counts[1][k] < counts[2][k])
                    return QStringLiteral("step %1: any ≥ sequential ≥ strict does not hold").arg(k + 1);
            }
            return QString();
        });
    }

    // metrics §15.6
    void onOrAfterIsNeverLessAndNeverRises_data() { addAskable({"retention"}); }
    void onOrAfterIsNeverLessAndNeverRises()
    {
        overHistories("retention", [](const Events& events, QJsonObject description) {
            description.remove(QStringLiteral("brackets")); // a mode of its own
            description.insert(QStringLiteral("mode"), QStringLiteral("on"));
            const QJsonArray on = ask(events, description).value(QStringLiteral("cohorts")).toArray();
            description.insert(QStringLiteral("mode"), QStringLiteral("on_or_after"));
            const QJsonArray later = ask(events, description).value(QStringLiteral("cohorts")).toArray();
            if (on.isEmpty() || on.size() != later.size())
                return QStringLiteral("not the same cohorts");
            for (qsizetype c = 0; c < on.size(); ++c) {
                const auto a = numbers(on.at(c).toObject().value(QStringLiteral("cells")).toArray(), "count");
                const auto b = numbers(later.at(c).toObject().value(QStringLiteral("cells")).toArray(), "count");
                if (a.size() != b.size() || !std::equal(b.begin(), b.end(), a.begin(), std::greater_equal<>()))
                    return QStringLiteral("on_or_after is less than on");
                if (!std::is_sorted(b.rbegin(), b.rend()))
                    return QStringLiteral("on_or_after rises");
            }
            return QString();
        });
    }

    // metrics §15.8: a function of event times, never of arrival
    void arrivalOrderChangesNothing_data() { addAskable({kAllKinds.begin(), kAllKinds.end()}); }
    void arrivalOrderChangesNothing()
    {
        QFETCH(const QByteArray, kind);
        overHistories(kind.constData(), [](const Events& events, const QJsonObject& description) {
            Events other = events;
            std::mt19937_64 random(events.size());
            std::shuffle(other.begin(), other.end(), random);
            return difference(ask(events, description), ask(other, description));
        });
    }

    // metrics §8: new + returning + resurrecting = people active now; §9: a level holds whom the one before it did not
    // lose
    void wholesAreTheSumsOfTheirParts_data() { addAskable({"activity", "journey", "attribution"}); }
    void wholesAreTheSumsOfTheirParts()
    {
        QFETCH(const QByteArray, kind);
        const auto check = kind == "activity" ? activitySums : kind == "journey" ? journeySums : creditSums;
        overHistories(kind.constData(), check);
    }

    // A property that holds of nothing says nothing.
    void questionsAtRandomHaveAnswers_data()
    {
        addAskable({"funnel", "retention", "activity", "journey", "attribution", "vitals"});
    }
    void questionsAtRandomHaveAnswers()
    {
        QFETCH(const QByteArray, kind);
        int full = 0;
        for (quint64 seed = 1; seed <= 300; ++seed) {
            std::mt19937_64 random(seed);
            const Events events = randomHistory(random, kFrom, kSpan, 60);
            full += isFull(kind, ask(events, randomDescription(random, kFrom, kSpan, QString::fromLatin1(kind))));
        }
        QVERIFY2(full >= 10, qPrintable(QString::number(full)));
    }

private:
    /// Is there more to the answer than its frame?
    static bool isFull(const QByteArray& kind, const QJsonObject& answer)
    {
        const auto at = [](const QJsonValue& list, int i) { return list.toArray().at(i); };
        if (kind == "funnel")
            return at(answer.value(QStringLiteral("steps")), 1).toObject().value(QStringLiteral("count")).toDouble() >
                   1;
        if (kind == "activity")
            return answer.value(QStringLiteral("stickiness")).toDouble() > 0;
        if (kind == "journey")
            return answer.value(QStringLiteral("levels")).toArray().size() > 2;
        if (kind == "attribution")
            return answer.value(QStringLiteral("rows")).toArray().size() > 1;
        if (kind == "vitals")
            return at(answer.value(QStringLiteral("rows")), 0).toObject().value(QStringLiteral("lcp")).isDouble();
        const QJsonArray cohorts = answer.value(QStringLiteral("cohorts")).toArray();
        return std::any_of(cohorts.begin(), cohorts.end(), [&](const QJsonValue& cohort) {
            return at(cohort.toObject().value(QStringLiteral("cells")), 1)
                       .toObject()
                       .value(QStringLiteral("count"))
                       .toDouble() > 0;
        });
    }

    static constexpr TimePoint kFrom =
        fromMs(1'774'656'000'000); // 2026-03-28T00:00Z: the clocks change in Berlin the night after
    static constexpr std::chrono::minutes kSpan{3 * 24 * 60};
    static constexpr TimePoint kNow = kFrom + std::chrono::hours(50);

    static void addAskable(const std::vector<const char*>& kinds)
    {
        QTest::addColumn<QByteArray>("kind");
        for (const char* kind : kinds) {
            QTest::addRow("oracle: %s", kind) << QByteArray(kind);
            if (isAnswered(QLatin1String(kind)))
                QTest::addRow("engine: %s", kind) << QByteArray(kind);
        }
    }

    static QJsonObject ask(const Events& events, const QJsonObject& description)
    {
        if (QByteArray(QTest::currentDataTag()).startsWith("oracle"))
            return oracleOf(events, description, kNow);
        MemoryScan scan(events, 7);
        return answerOf(scan, description, kNow);
    }

    static std::vector<double> numbers(const QJsonArray& list, const char* member)
    {
        std::vector<double> out;
        for (const QJsonValue& one : list)
            out.push_back(one.toObject().value(QLatin1String(member)).toDouble(-1));
        return out;
    }
    static double sum(const QJsonArray& list, const char* member)
    {
        const std::vector<double> all = numbers(list, member);
        return std::accumulate(all.begin(), all.end(), 0.0);
    }

    static QString activitySums(const Events& events, const QJsonObject& description)
    {
        const QJsonObject answer = ask(events, description);
        const QJsonArray days = answer.value(QStringLiteral("days")).toArray();
        const QJsonArray lifecycle = answer.value(QStringLiteral("lifecycle")).toArray();
        for (qsizetype d = 0; d < days.size(); ++d) {
            const QJsonObject life = lifecycle.at(d).toObject();
            const double parts = life.value(QStringLiteral("new")).toDouble(-1) +
                                 life.value(QStringLiteral("returning")).toDouble(-1) +
                                 life.value(QStringLiteral("resurrecting")).toDouble(-1);
            if (parts != days.at(d).toObject().value(QStringLiteral("dau")).toDouble())
                return QStringLiteral("day %1: new, returning and resurrecting are not its people").arg(d);
        }
        double active = 0;
        const QJsonArray histogram = answer.value(QStringLiteral("histogram")).toArray();
        for (const QJsonValue& bar : histogram)
            active += bar.toObject().value(QStringLiteral("days")).toDouble() *
                      bar.toObject().value(QStringLiteral("people")).toDouble();
        return active == sum(days, "dau") ? QString() : QStringLiteral("the histogram is not the sum of days");
    }

    static QString journeySums(const Events& events, const QJsonObject& description)
    {
        const QJsonArray levels = ask(events, description).value(QStringLiteral("levels")).toArray();
        for (qsizetype k = 1; k < levels.size(); ++k) {
            double before = 0;
            const QJsonArray rows = levels.at(k - 1).toArray();
            for (const QJsonValue& row : rows) {
                if (row.toObject().value(QStringLiteral("page")).toString() != QStringLiteral("left"))
                    before += row.toObject().value(QStringLiteral("visits")).toDouble();
            }
            if (sum(levels.at(k).toArray(), "visits") != before)
                return QStringLiteral("level %1 is not what reached the level before").arg(k);
        }
        return {};
    }

    /// Credits of a conversion sum to 1 (opentrace §10.3), so all of them to the conversions.
    static QString creditSums(const Events& events, const QJsonObject& description)
    {
        const QJsonObject answer = ask(events, description);
        const double parts =
            sum(answer.value(QStringLiteral("rows")).toArray(), "conversions") +
            answer.value(QStringLiteral("other")).toObject().value(QStringLiteral("conversions")).toDouble();
        QJsonObject summary = description;
        summary.insert(QStringLiteral("kind"), QStringLiteral("summary"));
        summary.insert(QStringLiteral("metrics"), QJsonArray{QStringLiteral("conversions")});
        for (const char* member : {"model", "lookback_days", "limit"})
            summary.remove(QLatin1String(member));
        const double conversions = ask(events, summary)
                                       .value(QStringLiteral("metrics"))
                                       .toObject()
                                       .value(QStringLiteral("conversions"))
                                       .toDouble(-1);
        return std::abs(parts - conversions) < 1e-9
                   ? QString()
                   : QStringLiteral("%1 credits, %2 conversions").arg(parts).arg(conversions);
    }

    static quint64 fromEnvironment(const char* name, int otherwise)
    {
        bool ok = false;
        const int value = qEnvironmentVariableIntValue(name, &ok);
        return static_cast<quint64>(ok ? value : otherwise);
    }

    template <typename Check> static void overHistories(const char* kind, Check check)
    {
        const quint64 first = fromEnvironment("SIGHTGLASS_SEED", 1);
        for (quint64 seed = first; seed < first + fromEnvironment("SIGHTGLASS_ROUNDS", 400) / 8; ++seed) {
            std::mt19937_64 random(seed);
            const Events events = randomHistory(random, kFrom, kSpan, 60);
            const QJsonObject description = randomDescription(random, kFrom, kSpan, QLatin1String(kind));
            const QString wrong = check(events, description);
            if (wrong.isEmpty())
                continue;
            const auto fewest = shrink(events, [&](const auto& some) { return !check(some, description).isEmpty(); });
            const QString asked = QString::fromUtf8(QJsonDocument(description).toJson(QJsonDocument::Compact));
            QFAIL(qPrintable(QStringLiteral("seed %1: %2\n%3\n%4").arg(seed).arg(wrong, asked, drawn(fewest))));
        }
    }
};

QTEST_GUILESS_MAIN(TestReportProperties)
#include "tst_reportproperties.moc"
