// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/history.h"
#include "support/manualclock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <algorithm>
#include <array>

using namespace sightglass;
using namespace sightglass::test;
using namespace std::chrono_literals;

/// Histories and questions made at random, with the seed in every message: SIGHTGLASS_SEED repeats one.
class TestRandom : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void engineAgreesWithTheOracle()
    {
        const quint64 first = firstSeed();
        for (quint64 seed = first; seed < first + rounds(); ++seed) {
            std::mt19937_64 random(seed);
            const std::vector<domain::Event> events =
                randomHistory(random, kFrom, kSpan, 5 + static_cast<int>(seed % 70));
            const QJsonObject description = randomDescription(random, kFrom, kSpan);
            const domain::Project project = projectOf(seed);
            const auto differs = [&](const std::vector<domain::Event>& some) {
                MemoryScan scan(some, 7);
                return difference(answerOf(scan, description, kNow, project, kSmallParts),
                                  oracleOf(some, description, kNow, project));
            };
            if (differs(events).isEmpty())
                continue;
            const auto fewest = shrink(events, [&](const auto& some) { return !differs(some).isEmpty(); });
            QFAIL(qPrintable(QStringLiteral("seed %1\n%2\n%3\n%4")
                                 .arg(seed)
                                 .arg(differs(fewest), asText(description), drawn(fewest))));
        }
    }

    /// Whatever is asked beside it, a question has its own answer.
    void togetherIsAsAlone()
    {
        const quint64 first = firstSeed();
        for (quint64 seed = first; seed < first + rounds() / 2; ++seed) {
            std::mt19937_64 random(seed);
            const std::vector<domain::Event> events =
                randomHistory(random, kFrom, kSpan, 5 + static_cast<int>(seed % 70));
            const std::vector<QJsonObject> descriptions = questionsTogether(random);
            const auto differs = [&](const std::vector<domain::Event>& some) {
                MemoryScan scan(some, 7);
                const std::vector<QJsonObject> answers =
                    answersOf(scan, descriptions, kNow, testProject(), kSmallParts);
                for (std::size_t i = 0; i < answers.size(); ++i) {
                    const QString wrong =
                        difference(answers[i], answerOf(scan, descriptions[i], kNow, testProject(), kSmallParts));
                    if (!wrong.isEmpty())
                        return QStringLiteral("question %1: %2").arg(i).arg(wrong);
                }
                return QString();
            };
            if (differs(events).isEmpty())
                continue;
            const auto fewest = shrink(events, [&](const auto& some) { return !differs(some).isEmpty(); });
            QString all;
            for (const QJsonObject& description : descriptions)
                all += asText(description) + u'\n';
            QFAIL(qPrintable(QStringLiteral("seed %1\n%2\n%3\n%4").arg(seed).arg(differs(fewest), all, drawn(fewest))));
        }
    }

    /// Without filters people are counted where their rows stand, with any they are brought together: one is as the
    /// other.
    void allIsAsWhateverPasses()
    {
        const quint64 first = firstSeed();
        for (quint64 seed = first; seed < first + rounds() / 2; ++seed) {
            std::mt19937_64 random(seed);
            const std::vector<domain::Event> events =
                randomHistory(random, kFrom, kSpan, 5 + static_cast<int>(seed % 90));
            std::vector<QJsonObject> plain = questionsTogether(random);
            plain.pop_back(); // of any kind
            std::vector<QJsonObject> filtered;
            for (QJsonObject& description : plain) {
                description.remove(QStringLiteral("filters"));
                description.remove(QStringLiteral("goal"));
                filtered.push_back(description);
                filtered.back().insert(
                    QStringLiteral("filters"),
                    QJsonArray{QJsonObject{{QStringLiteral("property"), QStringLiteral("event")},
                                           {QStringLiteral("op"), QStringLiteral("is_not")},
                                           {QStringLiteral("value"), QStringLiteral("what nobody does")}}});
            }
            const domain::Project project = projectOf(seed);
            const auto differs = [&](const std::vector<domain::Event>& some) {
                MemoryScan scan(some, 7);
                const std::vector<QJsonObject> answers = answersOf(scan, plain, kNow, project, kSmallParts);
                const std::vector<QJsonObject> others = answersOf(scan, filtered, kNow, project, kSmallParts);
                for (std::size_t i = 0; i < answers.size(); ++i) {
                    if (const QString wrong = difference(answers[i], others[i]); !wrong.isEmpty())
                        return QStringLiteral("%1: %2").arg(asText(plain[i]), wrong);
                }
                return QString();
            };
            if (differs(events).isEmpty())
                continue;
            const auto fewest = shrink(events, [&](const auto& some) { return !differs(some).isEmpty(); });
            QFAIL(qPrintable(QStringLiteral("seed %1\n%2\n%3").arg(seed).arg(differs(fewest), drawn(fewest))));
        }
    }

    // metrics §15.8: a function of event times, never of arrival
    void arrivalOrderChangesNothing()
    {
        overHistories(
            [](const std::vector<domain::Event>& events, const QJsonObject& description, std::mt19937_64& random) {
                std::vector<domain::Event> other = events;
                std::shuffle(other.begin(), other.end(), random);
                MemoryScan a(events, 11);
                MemoryScan b(other, 5);
                return difference(answerOf(a, description, kNow, testProject(), kSmallParts),
                                  answerOf(b, description, kNow));
            });
    }

    // metrics §15.7 is the sink's duty; here: bots relabelled and back (§15.10), and bots never change people's numbers
    void relabellingBotsAndBackRestoresEverything()
    {
        overHistories([](const std::vector<domain::Event>& events, const QJsonObject& description, std::mt19937_64&) {
            std::vector<domain::Event> humans = events;
            for (domain::Event& e : humans)
                e.bot = {};
            QJsonObject all = description;
            all.insert(QStringLiteral("bots"), QStringLiteral("include"));
            QJsonObject people = description;
            people.insert(QStringLiteral("bots"), QStringLiteral("exclude"));
            MemoryScan flagged(events);
            MemoryScan relabelled(humans);
            return difference(answerOf(flagged, all, kNow), answerOf(relabelled, people, kNow));
        });
    }

    // metrics §15.1–3
    void countsKeepTheirOrder()
    {
        overHistories([](const std::vector<domain::Event>& events, const QJsonObject& description, std::mt19937_64&) {
            QJsonObject summary{
                {QStringLiteral("kind"), QStringLiteral("summary")},
                {QStringLiteral("from"), QStringLiteral("2026-03-20T00:00:00Z")},
                {QStringLiteral("to"), QStringLiteral("2026-04-10T00:00:00Z")},
                {QStringLiteral("filters"), QJsonArray()},
                {QStringLiteral("metrics"),
                 QJsonArray{QStringLiteral("visitors"), QStringLiteral("visits"), QStringLiteral("events"),
                            QStringLiteral("pageviews"), QStringLiteral("bounce_rate")}}};
            MemoryScan scan(events);
            const QJsonObject plain = answerOf(scan, summary, kNow).value(QStringLiteral("metrics")).toObject();
            const auto number = [](const QJsonObject& o, const char* m) {
                return o.value(QLatin1String(m)).toDouble();
            };
            if (number(plain, "visitors") > number(plain, "visits") ||
                number(plain, "visits") > number(plain, "events"))
                return QStringLiteral("visitors ≤ visits ≤ events does not hold");
            if (number(plain, "bounce_rate") > 1)
                return QStringLiteral("there are more bounces than visits");
            QJsonObject series = summary;
            series.insert(QStringLiteral("kind"), QStringLiteral("timeseries"));
            series.insert(QStringLiteral("interval"), QStringLiteral("hour"));
            QJsonObject sums;
            const QJsonArray buckets = answerOf(scan, series, kNow).value(QStringLiteral("buckets")).toArray();
            for (const QJsonValue& bucket : buckets) {
                for (const QString& m : plain.keys())
                    sums.insert(m, sums.value(m).toDouble() + bucket.toObject().value(m).toDouble());
            }
            if (number(sums, "pageviews") != number(plain, "pageviews") ||
                number(sums, "visits") != number(plain, "visits") ||
                number(sums, "visitors") < number(plain, "visitors"))
                return QStringLiteral("the buckets do not add up");
            summary.insert(QStringLiteral("filters"), description.value(QStringLiteral("filters")));
            const QJsonObject fewer =
                answerOf(scan, summary, kNow).value(QStringLiteral("metrics")).toObject(); // §15.4
            for (const QString& m : {QStringLiteral("visitors"), QStringLiteral("visits"), QStringLiteral("events"),
                                     QStringLiteral("pageviews")}) {
                if (fewer.value(m).toDouble() > plain.value(m).toDouble())
                    return QString(QStringLiteral("a filter raised ") + m);
            }
            return QString();
        });
    }

    // metrics §15.2
    void entriesAndExitsAreTheVisitsWithPages()
    {
        overHistories([](const std::vector<domain::Event>& events, const QJsonObject& description, std::mt19937_64&) {
            const QJsonObject pages{
                {QStringLiteral("kind"), QStringLiteral("breakdown")},
                {QStringLiteral("property"), QStringLiteral("page")},
                {QStringLiteral("limit"), 1000},
                {QStringLiteral("from"), QStringLiteral("2026-03-20T00:00:00Z")},
                {QStringLiteral("to"), QStringLiteral("2026-04-10T00:00:00Z")},
                {QStringLiteral("filters"), description.value(QStringLiteral("filters"))},
                {QStringLiteral("metrics"), QJsonArray{QStringLiteral("entries"), QStringLiteral("exits")}}};
            MemoryScan scan(events);
            const QJsonObject answer = answerOf(scan, pages, kNow);
            double entries = 0;
            double exits = 0;
            const QJsonArray rows = answer.value(QStringLiteral("rows")).toArray();
            for (const QJsonValue& row : rows) {
                entries += row.toObject().value(QStringLiteral("entries")).toDouble();
                exits += row.toObject().value(QStringLiteral("exits")).toDouble();
            }
            const QJsonObject total = answer.value(QStringLiteral("total")).toObject();
            const bool same = entries == exits && entries == total.value(QStringLiteral("entries")).toDouble();
            return same ? QString() : QStringLiteral("%1 entries, %2 exits").arg(entries).arg(exits);
        });
    }

private:
    static constexpr TimePoint kFrom =
        fromMs(1'774'656'000'000); // 2026-03-28T00:00Z: the clocks change in Berlin the night after
    static constexpr std::chrono::minutes kSpan{3 * 24 * 60};
    static constexpr TimePoint kNow = kFrom + std::chrono::hours(50);

    /// With the visit rules that a project may have (metrics §3), most often the usual ones.
    static domain::Project projectOf(quint64 seed)
    {
        domain::Project project = testProject();
        project.cutVisitsAtMidnight = seed % 3 == 0;
        project.cutVisitsAtCampaign = seed % 4 == 0;
        project.visitTimeoutMinutes = seed % 7 == 0 ? 5 : project.visitTimeoutMinutes;
        return project;
    }

    /// A handful of questions, most of them about the same events: range, filters, goal and bots of the first.
    static std::vector<QJsonObject> questionsTogether(std::mt19937_64& random)
    {
        const std::array cells{QStringLiteral("summary"), QStringLiteral("timeseries"), QStringLiteral("breakdown")};
        std::vector<QJsonObject> out;
        for (int i = 0; i < 6; ++i) {
            QJsonObject one = i == 5 ? randomDescription(random, kFrom, kSpan)
                                     : randomDescription(random, kFrom, kSpan, cells[random() % cells.size()]);
            const bool differs = i > 0 && random() % 4 == 0;
            for (const char* const member : {"from", "to", "filters", "bots", "timezone"}) {
                const QString name = QString::fromLatin1(member);
                if (i == 0 || differs || i == 5)
                    continue;
                if (out.front().contains(name))
                    one.insert(name, out.front().value(name));
                else
                    one.remove(name);
            }
            if (i > 0 && !differs && i < 5 && out.front().contains(QStringLiteral("goal")) &&
                one.contains(QStringLiteral("goal")))
                one.insert(QStringLiteral("goal"), out.front().value(QStringLiteral("goal")));
            out.push_back(std::move(one));
        }
        return out;
    }

    static quint64 fromEnvironment(const char* name, int otherwise)
    {
        bool ok = false;
        const int value = qEnvironmentVariableIntValue(name, &ok);
        return static_cast<quint64>(ok ? value : otherwise);
    }
    static quint64 firstSeed() { return fromEnvironment("SIGHTGLASS_SEED", 1); }
    static quint64 rounds() { return fromEnvironment("SIGHTGLASS_ROUNDS", 400); }
    static QString asText(const QJsonObject& o)
    {
        return QString::fromUtf8(QJsonDocument(o).toJson(QJsonDocument::Compact));
    }

    template <typename Check> static void overHistories(Check check)
    {
        const quint64 first = firstSeed();
        for (quint64 seed = first; seed < first + rounds() / 4; ++seed) {
            std::mt19937_64 random(seed);
            const std::vector<domain::Event> events = randomHistory(random, kFrom, kSpan, 60);
            const QJsonObject description = randomDescription(random, kFrom, kSpan);
            const QString wrong = check(events, description, random);
            if (wrong.isEmpty())
                continue;
            const auto fewest =
                shrink(events, [&](const auto& some) { return !check(some, description, random).isEmpty(); });
            QFAIL(qPrintable(
                QStringLiteral("seed %1: %2\n%3\n%4").arg(seed).arg(wrong, asText(description), drawn(fewest))));
        }
    }
};

QTEST_GUILESS_MAIN(TestRandom)
#include "tst_random.moc"
