// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/forecast.h"
#include "storage/retentionplan.h"
#include "storage/storefixture.h"

#include <QTest>

#include <algorithm>

using namespace sightglass;
using domain::Event;
using domain::Project;
using domain::Source;
using storage::Catalogue;
using storage::ChunkEntry;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t kToday = 20'000;

Catalogue::Entry chunk(std::int64_t id, std::int64_t daysAgo, std::int64_t bytes, SourceId source = SourceId(1))
{
    ChunkEntry entry;
    entry.id = id;
    entry.project = ProjectId(source.value);
    entry.day = kToday - daysAgo;
    entry.rows = 10;
    entry.bytes = bytes;
    entry.sources = {{source, 10}};
    return std::make_shared<const ChunkEntry>(entry);
}

/// Two projects with a source of the same number each.
storage::SourceSnapshot sources(int days, std::int64_t bytes)
{
    std::vector<Project> projects(2);
    std::vector<Source> all(2);
    for (std::int64_t i = 0; i < 2; ++i) {
        projects[std::size_t(i)].id = all[std::size_t(i)].project = ProjectId(i + 1);
        all[std::size_t(i)].id = SourceId(i + 1);
        all[std::size_t(i)].writeKey = std::to_string(i);
    }
    projects[0].retentionDays = days;
    projects[0].retentionBytes = bytes;
    return {projects, all, ProjectId()};
}

std::vector<Event> eventsOfDay(const Source& source, TimePoint day, int count)
{
    std::vector<Event> events;
    for (int i = 0; i < count; ++i)
        events.push_back(test::makeEvent(source, std::to_string(toMs(day)) + ":" + std::to_string(i),
                                         day + std::chrono::seconds(i)));
    return events;
}

} // namespace

class UpkeepTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theNextDayToGo_data();
    void theNextDayToGo();
    void oldDaysAreDropped();
    void aProjectKeepsWithinItsSize();
    void replaysOfDroppedDaysDoNotStay();
    void idsAreForgottenAfterTheHorizon();
    void whatClientsSendByThemselvesGoesAfterThirtyDays();
    void botsAreLabelledAnew();
    void theDiskIsForecast_data();
    void theDiskIsForecast();
};

void UpkeepTest::theNextDayToGo_data()
{
    QTest::addColumn<int>("days");
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<std::vector<std::int64_t>>("expected");
    using Ids = std::vector<std::int64_t>;
    QTest::newRow("everything is kept") << 0 << qint64(0) << Ids{};
    QTest::newRow("the oldest day with all its chunks") << 20 << qint64(0) << Ids{1, 2};
    QTest::newRow("a day on the border stays") << 30 << qint64(0) << Ids{};
    QTest::newRow("too much: the oldest day") << 0 << qint64(700) << Ids{1, 2};
    QTest::newRow("just enough room") << 0 << qint64(800) << Ids{};
    QTest::newRow("today is never dropped for its size") << 0 << qint64(1) << Ids{1, 2};
}

void UpkeepTest::theNextDayToGo()
{
    QFETCH(int, days);
    QFETCH(qint64, bytes);
    QFETCH(std::vector<std::int64_t>, expected);
    Catalogue catalogue;
    catalogue.chunks = {chunk(1, 30, 100), chunk(2, 30, 100), chunk(9, 30, 999, SourceId(2)), chunk(3, 10, 200),
                        chunk(4, 0, 400)};
    QCOMPARE(nextExpired(catalogue, sources(days, bytes), kToday), expected);
    Catalogue onlyToday;
    onlyToday.chunks = {chunk(4, 0, 400)};
    QVERIFY(nextExpired(onlyToday, sources(days, bytes), kToday).empty());
}

void UpkeepTest::oldDaysAreDropped()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(300)));
    const Source source = fixture.addSource();
    const Source other = fixture.addSource();
    const TimePoint today = std::chrono::floor<std::chrono::days>(fixture.clock.now());
    for (int day = 0; day < 6; ++day) {
        QVERIFY(fixture.submit(eventsOfDay(source, today - std::chrono::days(day), 40 + day)));
        QVERIFY(fixture.submit(eventsOfDay(other, today - std::chrono::days(day) + 1h, 10)));
    }
    QVERIFY(fixture.store().seal());
    Project project = fixture.store().control().project(source.project).value();
    project.retentionDays = 2;
    QVERIFY(fixture.store().control().updateProject(project));
    QCOMPARE(fixture.store().control().project(source.project)->retentionDays, 2);
    QVERIFY(fixture.store().seal());
    const std::vector<Event> left = fixture.events(source.project);
    QCOMPARE(left.size(), 40U + 41U + 42U);
    QVERIFY(std::all_of(left.begin(), left.end(),
                        [&](const Event& event) { return event.eventTime >= today - std::chrono::days(2); }));
    QCOMPARE(fixture.events(other.project).size(), 60U);
    const auto isRight = [&] {
        const Expected<domain::TimeRange> extent = (*fixture.store().openScan())->extent(source.project);
        return fixture.store().figures().events == 40 + 41 + 42 + 60 && extent->from == today - std::chrono::days(2);
    };
    QVERIFY(isRight());
    fixture.clock.advance(std::chrono::hours(24));
    QVERIFY(fixture.store().seal());
    QCOMPARE(fixture.events(source.project).size(), 40U + 41U);
    fixture.close();
    QVERIFY(storage::check(fixture.directory())->empty());
    QVERIFY(fixture.open(test::quickSealing(300)));
    QCOMPARE(fixture.store().figures().events, 40 + 41 + 60);
}

void UpkeepTest::aProjectKeepsWithinItsSize()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(300)));
    const Source source = fixture.addSource();
    const TimePoint today = std::chrono::floor<std::chrono::days>(fixture.clock.now());
    for (int day = 1; day < 9; ++day)
        QVERIFY(fixture.submit(eventsOfDay(source, today - std::chrono::days(day), 100)));
    QVERIFY(fixture.store().seal());
    const std::int64_t bytes = fixture.store().figures().sealedBytes;
    Project project = fixture.store().control().project(source.project).value();
    project.retentionBytes = bytes / 2;
    QVERIFY(fixture.store().control().updateProject(project));
    QVERIFY(fixture.store().seal());
    QVERIFY(fixture.store().figures().sealedBytes <= bytes / 2);
    const std::vector<Event> left = fixture.events(source.project);
    QVERIFY(left.size() >= 300 && left.size() <= 400 && left.size() % 100 == 0);
    QVERIFY(std::all_of(left.begin(), left.end(),
                        [&](const Event& event) { return event.eventTime >= today - std::chrono::days(4); }));
}

void UpkeepTest::replaysOfDroppedDaysDoNotStay()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(300)));
    const Source source = fixture.addSource();
    Project project = fixture.store().control().project(source.project).value();
    project.retentionDays = 1;
    QVERIFY(fixture.store().control().updateProject(project));
    const TimePoint today = std::chrono::floor<std::chrono::days>(fixture.clock.now());
    const std::vector<Event> old = eventsOfDay(source, today - std::chrono::days(3), 50);
    const std::vector<Event> kept = eventsOfDay(source, today - std::chrono::days(1), 30);
    for (int round = 0; round < 3; ++round) {
        QVERIFY(fixture.submit(old));
        QVERIFY(fixture.submit(kept));
        QVERIFY(fixture.store().seal());
        QCOMPARE(fixture.events(source.project).size(), 30U);
        QCOMPARE(fixture.store().figures().events, 30);
    }
}

void UpkeepTest::idsAreForgottenAfterTheHorizon()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(300)));
    const Source source = fixture.addSource();
    Project project = fixture.store().control().project(source.project).value();
    project.dropMessageIds = true;
    QVERIFY(fixture.store().control().updateProject(project));
    const TimePoint day = std::chrono::floor<std::chrono::days>(fixture.clock.now()) - std::chrono::days(20);
    const std::vector<Event> early = eventsOfDay(source, day, 200);
    std::vector<Event> late = eventsOfDay(source, day + std::chrono::days(1), 100); // of old days, but received now
    for (Event& event : late)
        event.receivedAt = fixture.clock.now();
    QVERIFY(fixture.submit(early));
    QVERIFY(fixture.submit(late));
    QVERIFY(fixture.store().seal());
    const auto withId = [&] {
        const std::vector<Event> all = fixture.events(source.project);
        return std::count_if(all.begin(), all.end(), [](const Event& event) { return !event.messageId.empty(); });
    };
    QCOMPARE(withId(), 100);
    QCOMPARE(fixture.events(source.project).size(), 300U);
    QVERIFY(fixture.submit(late));
    QCOMPARE(fixture.events(source.project).size(), 300U);
    const std::int64_t bytes = fixture.store().figures().sealedBytes;
    fixture.clock.advance(std::chrono::hours(24 * 8));
    QVERIFY(fixture.store().seal());
    QCOMPARE(withId(), 0);
    QVERIFY(fixture.store().figures().sealedBytes < bytes);
    fixture.close();
    QVERIFY(storage::check(fixture.directory())->empty());
}

void UpkeepTest::whatClientsSendByThemselvesGoesAfterThirtyDays()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(300)));
    const Source brief = fixture.addSource();
    const Source keeping = fixture.addSource();
    Project project = fixture.store().control().project(keeping.project).value();
    project.automaticEvents = domain::AutomaticEvents::Keep;
    QVERIFY(fixture.store().control().updateProject(project));
    const TimePoint today = std::chrono::floor<std::chrono::days>(fixture.clock.now());
    const auto clicks = [](const Source& source, TimePoint day) {
        std::vector<Event> events = eventsOfDay(source, day, 100);
        for (std::size_t i = 0; i < events.size(); ++i) {
            events[i].name = i % 4 == 0 ? "$autocapture" : i % 4 == 1 ? "$rageclick" : "bought";
            events[i].protocol =
                i % 8 == 0 ? domain::Protocol::Segment : domain::Protocol::Posthog; // 13 by another client
        }
        return events;
    };
    QVERIFY(fixture.submit(clicks(brief, today - std::chrono::days(31))));
    QVERIFY(fixture.submit(clicks(brief, today - std::chrono::days(30))));
    QVERIFY(fixture.submit(clicks(keeping, today - std::chrono::days(31))));
    QVERIFY(fixture.store().seal());
    QCOMPARE(fixture.events(keeping.project).size(), 100U);
    QCOMPARE(fixture.events(brief.project).size(), std::size_t(100 + 50 + 13));
    fixture.clock.advance(std::chrono::hours(24));
    QVERIFY(fixture.store().seal());
    QCOMPARE(fixture.events(brief.project).size(), std::size_t(2 * (50 + 13)));
    project.automaticEvents = domain::AutomaticEvents::Drop; // says what becomes of those that are there already, too
    QVERIFY(fixture.store().control().updateProject(project));
    QVERIFY(fixture.store().seal());
    QCOMPARE(fixture.events(keeping.project).size(), std::size_t(50 + 13));
    fixture.close();
    QVERIFY(storage::check(fixture.directory())->empty());
}

void UpkeepTest::botsAreLabelledAnew()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open(test::quickSealing(300)));
    const Source source = fixture.addSource();
    const Source other = fixture.addSource();
    std::vector<Event> events = eventsOfDay(source, fixture.clock.now() - 24h, 200);
    for (std::size_t i = 0; i < events.size(); ++i)
        events[i].referrerHost = i % 4 == 0 ? "spam.example" : "";
    QVERIFY(fixture.submit(events));
    QVERIFY(fixture.submit(eventsOfDay(other, fixture.clock.now() - 24h, 20)));
    const std::vector<Event> before = fixture.events(source.project);
    const storage::Store::EventJudge spam = [](const Event& event) {
        return event.referrerHost.empty() ? domain::Verdicts() : domain::Verdicts{{"spam:spam.example", "Spam"}, {}};
    };
    const auto always = [](std::int64_t, std::int64_t) { return true; };
    QCOMPARE(fixture.store().relabel(source.project, spam, always).value(), 50);
    QCOMPARE(fixture.store().relabel(source.project, spam, always).value(), 0);
    const std::vector<Event> labelled = fixture.events(source.project);
    QCOMPARE(std::count_if(labelled.begin(), labelled.end(), [](const Event& event) { return event.bot.isBot(); }), 50);
    const auto nobody = [](const Event&) { return domain::Verdicts(); };
    QCOMPARE(fixture.store().relabel(source.project, nobody, always).value(), 50);
    QVERIFY(fixture.events(source.project) == before);
    const auto excluded = [](const Event&) { return domain::Verdicts{{}, "host:example.org"}; };
    QCOMPARE(fixture.store().relabel(source.project, excluded, always).value(), 200);
    QCOMPARE(fixture.events(source.project).front().excluded, std::string("host:example.org"));
    QCOMPARE(fixture.store().relabel(source.project, nobody, always).value(), 200);
    QVERIFY(fixture.events(source.project) == before);
    const auto never = [](std::int64_t, std::int64_t) { return false; };
    std::ignore = fixture.store().relabel(source.project, spam, never);
    QCOMPARE(fixture.store().relabel(source.project, nobody, always).has_value(), true);
    QVERIFY(fixture.events(source.project) == before);
}

void UpkeepTest::theDiskIsForecast_data()
{
    QTest::addColumn<std::vector<std::int64_t>>("daysAgo");
    QTest::addColumn<qint64>("bytesPerDay");
    QTest::addColumn<qint64>("daysLeft");
    using Days = std::vector<std::int64_t>;
    QTest::newRow("nothing yet") << Days{} << qint64(0) << qint64(-1);
    QTest::newRow("today says nothing") << Days{0} << qint64(0) << qint64(-1);
    QTest::newRow("one day") << Days{1} << qint64(100) << qint64(100);
    QTest::newRow("days without events count") << Days{4, 4} << qint64(50) << qint64(200);
    QTest::newRow("what is long ago does not") << Days{100, 28, 1} << qint64(7) << qint64(1428);
}

void UpkeepTest::theDiskIsForecast()
{
    QFETCH(std::vector<std::int64_t>, daysAgo);
    QFETCH(qint64, bytesPerDay);
    QFETCH(qint64, daysLeft);
    Catalogue catalogue;
    for (const std::int64_t day : daysAgo)
        catalogue.chunks.push_back(chunk(std::int64_t(catalogue.chunks.size()), day, 100));
    const storage::Forecast ahead = storage::forecast(catalogue, kToday, 10'000);
    QCOMPARE(ahead.bytesPerDay, bytesPerDay);
    QCOMPARE(ahead.daysLeft.value_or(-1), daysLeft);
}

QTEST_GUILESS_MAIN(UpkeepTest)
#include "tst_upkeep.moc"
