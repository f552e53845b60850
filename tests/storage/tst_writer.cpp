// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/storefixture.h"

#include <QDir>
#include <QFileInfo>
#include <QTest>

#include <csignal>
#include <future>
#include <sys/resource.h>
#include <thread>

using namespace sightglass;
using domain::Event;
using domain::Source;
using domain::StoreOutcome;
using test::makeEvent;
using namespace std::chrono_literals;

class WriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWaitsSharesACommit();
    void aFullQueueRefusesAtOnce();
    void aSubmissionLargerThanTheQueueIsTakenAlone();
    void aFullDiskTearsNothing();
    void aFullFileSystemTearsNothing();
    void theReserveIsKept();
    void theStoreRecoversWithoutTraffic();
    void idsOfARefusedGroupAreFree();
    void controlCallsRunBetweenGroups();
    void aCallFromAnAnswerDoesNotWaitForItself();
    void removedEventsLeaveTheFile();
    void theLogStaysSmall();
    void commitsOverwriteTheLog();
};

namespace {

/// Holds the writer inside a task until told to go on, so that submissions pile up behind it.
class Pause
{
public:
    explicit Pause(test::StoreFixture& fixture)
    {
        // A submission's answer runs on the writer's thread.
        const Expected<void> taken = fixture.store().sink().submit({}, [this](Expected<StoreOutcome>) {
            m_reached.set_value();
            m_released.get_future().wait();
        });
        Q_ASSERT(taken);
        m_reached.get_future().wait();
    }
    void release() { m_released.set_value(); }

private:
    std::promise<void> m_reached;
    std::promise<void> m_released;
};

/// An event whose body takes more than so many bytes.
Event bigEvent(const Source& source, std::string id, TimePoint time, std::size_t bytes)
{
    Event event = makeEvent(source, std::move(id), time);
    event.url.assign(bytes, 'u'); // a text that is stored as it is
    return event;
}

} // namespace

void WriterTest::whatWaitsSharesACommit()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    Pause pause(fixture);
    const std::int64_t before = fixture.store().figures().commits;
    std::vector<int> order;
    std::promise<void> last;
    for (int i = 0; i < 100; ++i) {
        QVERIFY(fixture.store().sink().submit({makeEvent(source, std::to_string(i), fixture.clock.now())},
                                              [&, i](Expected<StoreOutcome> outcome) {
                                                  if (outcome)
                                                      order.push_back(i);
                                                  if (i == 99)
                                                      last.set_value();
                                              }));
    }
    QVERIFY(fixture.store().figures().queuedBytes > 0);
    pause.release();
    last.get_future().wait();
    QCOMPARE(fixture.store().figures().commits, before + 1);
    QCOMPARE(order.size(), 100u);
    QVERIFY(std::is_sorted(order.begin(), order.end()));
    QCOMPARE(fixture.store().figures().queuedBytes, 0);
}

void WriterTest::aFullQueueRefusesAtOnce()
{
    test::StoreFixture fixture;
    storage::StoreOptions options;
    options.queueBytes = 50'000;
    QVERIFY(fixture.open(options));
    const Source source = fixture.addSource();
    Pause pause(fixture);
    std::atomic<int> stored = 0;
    int taken = 0;
    Expected<void> answer;
    while (true) {
        answer = fixture.store().sink().submit({bigEvent(source, std::to_string(taken), fixture.clock.now(), 1000)},
                                               [&](Expected<StoreOutcome> outcome) { stored += outcome.has_value(); });
        if (!answer || taken > 100)
            break;
        ++taken;
    }
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Busy);
    QVERIFY(taken > 10 && taken < 50);
    pause.release();
    QTRY_COMPARE(stored.load(), taken);
    QVERIFY(fixture.submit({makeEvent(source, "after", fixture.clock.now())}));
    QCOMPARE(fixture.events(source.project).size(), std::size_t(taken) + 1);
}

void WriterTest::aSubmissionLargerThanTheQueueIsTakenAlone()
{
    test::StoreFixture fixture;
    storage::StoreOptions options;
    options.queueBytes = 1000;
    QVERIFY(fixture.open(options));
    const Source source = fixture.addSource();
    QVERIFY(fixture.submit({bigEvent(source, "big", fixture.clock.now(), 100'000)}));
    QCOMPARE(fixture.events(source.project).size(), 1u);
}

void WriterTest::aFullDiskTearsNothing()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    QVERIFY(fixture.writer().capPages(100));
    int acknowledged = 0;
    Expected<StoreOutcome> answer;
    for (; acknowledged < 10'000; ++acknowledged) {
        const std::string id = std::to_string(acknowledged);
        answer = fixture.submit({bigEvent(source, id + "a", fixture.clock.now(), 3000),
                                 bigEvent(source, id + "b", fixture.clock.now(), 3000)});
        if (!answer)
            break;
    }
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Unavailable);
    QVERIFY(!fixture.store().figures().writable);
    QCOMPARE(fixture.events(source.project).size(), std::size_t(acknowledged) * 2);
    QVERIFY(fixture.writer().capPages(0));
    const std::string id = std::to_string(acknowledged);
    QVERIFY(fixture.submit({bigEvent(source, id + "a", fixture.clock.now(), 3000),
                            bigEvent(source, id + "b", fixture.clock.now(), 3000)}));
    QVERIFY(fixture.store().figures().writable);
    QCOMPARE(fixture.events(source.project).size(), std::size_t(acknowledged) * 2 + 2);
    fixture.close();
    QVERIFY(storage::check(fixture.directory())->empty());
}

void WriterTest::theReserveIsKept()
{
    test::StoreFixture fixture;
    storage::StoreOptions options;
    options.diskReserve = std::int64_t{1} << 62; // more than any disk has
    QVERIFY(fixture.open(options));
    const Source source = fixture.addSource(); // what a person does is still possible
    const auto answer = fixture.submit({makeEvent(source, "a", fixture.clock.now())});
    QVERIFY(!answer);
    QCOMPARE(answer.error().code, ErrorCode::Unavailable);
    QVERIFY(answer.error().detail.contains(QStringLiteral("disk_reserve")));
    QVERIFY(!fixture.store().figures().writable);
    fixture.close();
    QVERIFY(fixture.open());
    QVERIFY(fixture.submit({makeEvent(source, "a", fixture.clock.now())}));
    QCOMPARE(fixture.events(source.project).size(), std::size_t(1));
}

void WriterTest::aFullFileSystemTearsNothing()
{
    // The kernel refuses to let any file of this process grow: writes fail in the middle, as on a full medium.
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit usual{};
    getrlimit(RLIMIT_FSIZE, &usual);
    rlimit small = usual;
    small.rlim_cur = 1024 * 1024;
    setrlimit(RLIMIT_FSIZE, &small);
    int acknowledged = 0;
    int refused = 0;
    while (refused < 5 && acknowledged < 10'000) {
        const auto answer =
            fixture.submit({bigEvent(source, std::to_string(acknowledged), fixture.clock.now(), 20'000)});
        ++(answer ? acknowledged : refused);
    }
    setrlimit(RLIMIT_FSIZE, &usual);
    QCOMPARE(refused, 5);
    QVERIFY(fixture.submit({makeEvent(source, "again", fixture.clock.now())}));
    QCOMPARE(fixture.events(source.project).size(), std::size_t(acknowledged) + 1);
    fixture.close();
    QVERIFY(fixture.open());
    QCOMPARE(fixture.events(source.project).size(), std::size_t(acknowledged) + 1);
    fixture.close();
    QVERIFY(storage::check(fixture.directory())->empty());
}

void WriterTest::theStoreRecoversWithoutTraffic()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    QVERIFY(fixture.writer().capPages(1));
    QVERIFY(!fixture.submit({bigEvent(source, "a", fixture.clock.now(), 200'000)}));
    QVERIFY(!fixture.store().figures().writable);
    QVERIFY(fixture.writer().capPages(0));
    QTRY_VERIFY(fixture.store().figures().writable);
}

void WriterTest::idsOfARefusedGroupAreFree()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    QVERIFY(fixture.writer().capPages(1));
    QVERIFY(!fixture.submit(
        {makeEvent(source, "a", fixture.clock.now()), bigEvent(source, "b", fixture.clock.now(), 200'000)}));
    QVERIFY(fixture.writer().capPages(0));
    const auto again = fixture.submit({makeEvent(source, "a", fixture.clock.now())});
    QVERIFY(again);
    QVERIFY(again->items.front() == StoreOutcome::Item::Stored);
    QCOMPARE(fixture.events(source.project).front().seq.value, 1);
}

void WriterTest::controlCallsRunBetweenGroups()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    std::atomic<int> failures = 0;
    std::atomic<int> stored = 0;
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([&, thread] {
            for (int i = 0; i < 25; ++i) {
                domain::Project project;
                project.name = "p" + std::to_string(thread) + "-" + std::to_string(i);
                failures += !fixture.store().control().addProject(project).has_value();
                failures += fixture.store().sources().byId(source.id) == nullptr;
                const auto id = "e" + std::to_string(thread) + "-" + std::to_string(i);
                failures += !fixture.store()
                                 .sink()
                                 .submit({makeEvent(source, id, fixture.clock.now())},
                                         [&](Expected<StoreOutcome> outcome) { stored += outcome.has_value(); })
                                 .has_value();
                failures += !fixture.store().openScan().has_value();
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    QTRY_COMPARE(stored.load(), 100);
    QCOMPARE(failures.load(), 0);
    QCOMPARE(fixture.store().control().projects()->size(), 101u);
    QCOMPARE(fixture.events(source.project).size(), 100u);
}

void WriterTest::aCallFromAnAnswerDoesNotWaitForItself()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    std::promise<bool> known;
    QVERIFY(fixture.store().sink().submit({makeEvent(source, "a", fixture.clock.now())}, [&](Expected<StoreOutcome>) {
        known.set_value(fixture.store().control().project(source.project).has_value());
    }));
    QVERIFY(known.get_future().get());
}

void WriterTest::removedEventsLeaveTheFile()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source kept = fixture.addSource("kept");
    const Source gone = fixture.addSource("gone");
    std::vector<Event> events;
    for (int i = 0; i < 40'000; ++i)
        events.push_back(makeEvent(i % 4 == 0 ? kept : gone, std::to_string(i), fixture.clock.now()));
    QVERIFY(fixture.submit(events));
    QVERIFY(fixture.store().control().removeProject(gone.project));
    QVERIFY(fixture.events(gone.project).empty());
    const auto rows = [&] {
        Expected<storage::Connection> connection =
            storage::Connection::open(fixture.file(), storage::Connection::Mode::ReadOnly);
        return *connection->number("SELECT (SELECT count(*) FROM event) + (SELECT count(*) FROM removed_source)");
    };
    QTRY_COMPARE(rows(), 10'000);
    QCOMPARE(fixture.store().figures().events, 10'000);
    fixture.close();
    QVERIFY(storage::check(fixture.directory())->empty());
}

void WriterTest::theLogStaysSmall()
{
    test::StoreFixture fixture;
    storage::StoreOptions options;
    options.durability = storage::Durability::Normal;
    QVERIFY(fixture.open(options));
    const Source source = fixture.addSource();
    for (int i = 0; i < 60; ++i)
        QVERIFY(fixture.submit({bigEvent(source, std::to_string(i), fixture.clock.now(), 1'000'000)}));
    QVERIFY(QFileInfo(fixture.file() + QLatin1String("-wal")).size() < 24 * 1024 * 1024);
    fixture.close();
    QVERIFY(!QFileInfo::exists(fixture.file() + QLatin1String("-wal")));
}

void WriterTest::commitsOverwriteTheLog()
{
    test::StoreFixture fixture;
    QVERIFY(fixture.open());
    const Source source = fixture.addSource();
    const auto logSize = [&fixture] { return QFileInfo(fixture.file() + QLatin1String("-wal")).size(); };
    const auto submitOne = [&](int i) {
        return fixture.submit({makeEvent(source, std::to_string(i), fixture.clock.now())});
    };
    QVERIFY(submitOne(0));
    QVERIFY(fixture.store().control().project(source.project)); // runs after what follows a group
    const qint64 size = logSize();
    QVERIFY(size >= 256 * 1024);
    for (int i = 1; i <= 10; ++i) {
        QVERIFY(submitOne(i));
        QCOMPARE(logSize(), size);
    }
    // What a killed process leaves behind: frames with zeros behind them.
    test::StoreFixture killed;
    QVERIFY(QDir().mkpath(killed.directory()));
    for (const char* suffix : {"", "-wal"})
        QVERIFY(QFile::copy(fixture.file() + QLatin1String(suffix), killed.file() + QLatin1String(suffix)));
    QVERIFY(killed.open());
    QCOMPARE(killed.events(source.project).size(), 11u);
    killed.close();
    QVERIFY(storage::check(killed.directory())->empty());
}

QTEST_GUILESS_MAIN(WriterTest)
#include "tst_writer.moc"
