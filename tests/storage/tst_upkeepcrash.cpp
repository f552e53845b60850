// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A process dies at every step of erasing a person, dropping old days, forgetting message ids and compacting.
// Afterwards everybody else's events are there exactly once, the check finds nothing, and what had been promised is
// done to its end.
#include "storage/crashledger.h"
#include "storage/storefixture.h"

#include <algorithm>
#include <functional>

using namespace sightglass;
using domain::Event;
using domain::Source;
using test::kKilled;
using test::Ledger;
using namespace std::chrono_literals;

namespace {

constexpr int kBatch = 60;
constexpr std::uint64_t kErased = 3;
const ProjectId kProject(1);
const char* const kPoints[] = {"links removed",     "erasure noted",     "chunks sealed",    "chunks reworked",
                               "columns written",   "columns committed", "chunks added",     "chunks removed",
                               "catalogue written", "chunks committed",  "erasure finished", "rows deleted",
                               "pages moved",       "pages given back",  "log emptied"};

storage::StoreOptions options(const QString& directory)
{
    storage::StoreOptions out;
    out.directory = directory;
    out.durability = storage::Durability::Normal;
    out.dedupHorizon = 48h;
    out.sealing.chunkRows = 100;
    out.sealing.sharePercent = 100;
    return out;
}

const TimePoint kNow = test::at("2026-03-10T12:00:00.000Z");
const TimePoint kFirstKept = test::at("2026-03-07T00:00:00.000Z");

bool always(std::int64_t, std::int64_t)
{
    return true;
}

/// Five visitors on five days; the last day is too young to lose its ids.
std::vector<Event> batch(int number)
{
    std::mt19937_64 random{unsigned(number)};
    Source from;
    from.id = SourceId(1);
    std::vector<Event> events;
    for (int i = 0; i < kBatch; ++i) {
        Event event = test::randomEvent(random, from, kNow);
        event.eventTime = event.receivedAt = kNow - std::chrono::hours(24 * (1 + i % 5));
        event.visitor = 1 + random() % 5;
        event.linkKind = domain::LinkKind::None;
        event.linkFrom = event.linkTo = event.linkFromClient = 0;
        event.messageId = std::to_string(number) + ":" + std::to_string(i);
        event.title = event.messageId; // tells which it is without its id
        events.push_back(std::move(event));
    }
    events.front().visitor = kErased;
    events.front().linkKind = domain::LinkKind::Identify;
    events.front().linkTo = kErased;
    events.front().linkFrom = 100;
    return events;
}

/// Six batches, then a person is erased, old days and ids go, and the file is compacted. Death may come from the
/// erasure on.
int history(const QString& directory, test::Death& death)
{
    test::ManualClock clock(kNow);
    storage::StoreOptions chosen = options(directory);
    chosen.sealing.faultPoint = std::ref(death);
    auto opened = storage::Store::open(chosen, clock);
    if (!opened)
        return 1;
    storage::ControlStore& control = (*opened)->control();
    domain::Project project;
    project.name = "Site";
    project = control.addProject(project).value();
    Source source;
    source.project = project.id;
    if (!control.addSource(source))
        return 1;
    for (int number = 0; number < 6; ++number) {
        if (!test::submit(**opened, batch(number)) || (number == 3 && !(*opened)->seal()))
            return 2;
    }
    Ledger ledger(directory);
    death.arm();
    if (!ledger.add('a') || !(*opened)->erasePerson(kProject, kErased, always) || !ledger.add('e'))
        return 3;
    project.retentionDays = 3;
    if (!control.updateProject(project) || !(*opened)->seal() || !ledger.add('d'))
        return 4;
    project.dropMessageIds = true;
    if (!control.updateProject(project) || !(*opened)->compact(always) || !ledger.add('c'))
        return 5;
    return 0;
}

std::vector<std::string> titlesOf(storage::Store& from)
{
    std::vector<std::string> titles;
    const std::vector<Event> events = from.recentEvents(kProject, EventSeq(), 1'000'000).value();
    for (const Event& event : events)
        titles.push_back(event.title);
    std::sort(titles.begin(), titles.end());
    return titles;
}

std::vector<std::string> expectedTitles(bool isErased, bool isDropped)
{
    std::vector<std::string> titles;
    for (int number = 0; number < 6; ++number) {
        for (const Event& event : batch(number)) {
            if ((!isErased || event.visitor != kErased) && (!isDropped || event.eventTime >= kFirstKept))
                titles.push_back(event.title);
        }
    }
    std::sort(titles.begin(), titles.end());
    return titles;
}

} // namespace

class UpkeepCrashTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasBegunIsFinished_data();
    void whatWasBegunIsFinished();
};

void UpkeepCrashTest::whatWasBegunIsFinished_data()
{
    test::addDeaths(kPoints, {1, 2, 4, 9});
    QTest::newRow("nowhere") << QByteArray("nowhere") << 1;
}

void UpkeepCrashTest::whatWasBegunIsFinished()
{
    QFETCH(QByteArray, point);
    QFETCH(int, nth);
    const QTemporaryDir place;
    const QString directory = place.filePath(QStringLiteral("data"));
    const int status = test::runHistory(directory, point, nth);
    // Some steps are taken once only; the first of each is.
    QVERIFY2(status == kKilled || (status == 0 && (nth > 1 || point == "nowhere")),
             QByteArray::number(status).constData());
    QCOMPARE(storage::check(directory).value(), std::vector<QString>());

    const QByteArray ledger = Ledger(directory).all();
    test::ManualClock clock(kNow);
    auto opened = storage::Store::open(options(directory), clock);
    QVERIFY(opened);
    QVERIFY((*opened)->seal());
    const std::vector<std::string> titles = titlesOf(**opened);
    const bool isDropped = (*opened)->control().project(kProject)->retentionDays > 0;
    // Before the erasure was noted nothing of it may have happened, afterwards all of it.
    const bool isErased = titles == expectedTitles(true, isDropped);
    QVERIFY(isErased || titles == expectedTitles(false, isDropped));
    QVERIFY(isErased || !ledger.contains('e'));
    QCOMPARE((*opened)->figures().events, std::int64_t(titles.size()));
    QCOMPARE((*opened)->figures().freshRows, 0);
    QVERIFY((*opened)->erasePerson(kProject, kErased, always));
    QVERIFY(titlesOf(**opened) == expectedTitles(true, isDropped));
    opened->reset();
    QCOMPARE(storage::check(directory).value(), std::vector<QString>());
}

int main(int argc, char** argv)
{
    return test::crashMain<UpkeepCrashTest>(argc, argv, history);
}

#include "tst_upkeepcrash.moc"
