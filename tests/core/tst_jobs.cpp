// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs.h"

#include <QTest>

#include <future>

using namespace sightglass;
using Phase = JobState::Phase;

class TestJobs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void howWorkEndsIsTold_data()
    {
        QTest::addColumn<int>("error");
        QTest::addColumn<QString>("phase");
        QTest::newRow("without an error it is done") << -1 << QStringLiteral("done");
        QTest::newRow("with one it failed") << int(ErrorCode::Io) << QStringLiteral("failed");
        QTest::newRow("when it says so it was cancelled") << int(ErrorCode::Cancelled) << QStringLiteral("cancelled");
    }
    void howWorkEndsIsTold()
    {
        QFETCH(int, error);
        QFETCH(QString, phase);
        Jobs jobs(m_clock);
        const auto started = jobs.start("test", "s", 3, [error](JobControl& control) -> Expected<void> {
            control.setTotal(10);
            control.advanceTo(10);
            control.count("accepted", 4);
            if (error >= 0)
                return unexpected(ErrorCode(error), QStringLiteral("no"));
            return {};
        });
        QVERIFY(started.has_value());
        QTRY_VERIFY(jobs.get(started->id)->phase != Phase::Running);
        const JobState state = *jobs.get(started->id);
        QCOMPARE(QString::fromLatin1(name(state.phase).data(), qsizetype(name(state.phase).size())), phase);
        QCOMPARE(state.done, 10);
        QCOMPARE(state.counts.at("accepted"), 4);
        QCOMPARE(state.project, 3);
        QVERIFY(state.endedAt.has_value());
        QCOMPARE(state.error, state.phase == Phase::Failed ? QStringLiteral("no") : QString());
    }

    void aRunningJobIsAskedToStop()
    {
        Jobs jobs(m_clock);
        const auto started = jobs.start("test", "", 0, untilCancelled);
        QVERIFY(jobs.cancel(started->id));
        QVERIFY(!jobs.cancel(99));
        QTRY_COMPARE(jobs.get(started->id)->phase, Phase::Cancelled);
    }

    void fourRunAndTheFifthIsRefused()
    {
        Jobs jobs(m_clock);
        for (int i = 0; i < 4; ++i)
            QVERIFY(jobs.start("test", "", 0, untilCancelled).has_value());
        QCOMPARE(jobs.start("test", "", 0, untilCancelled).error().code, ErrorCode::Busy);
        jobs.cancel(2);
        QTRY_COMPARE(jobs.get(2)->phase, Phase::Cancelled);
        QVERIFY(jobs.start("test", "", 0, untilCancelled).has_value());
        QCOMPARE(jobs.all().front().id, 5);
    }

    void stoppingEndsWhatRunsAndTakesNoMore()
    {
        Jobs jobs(m_clock);
        std::promise<void> ended;
        (void)jobs.start("test", "", 0, [&ended](JobControl& control) {
            auto result = untilCancelled(control);
            ended.set_value();
            return result;
        });
        jobs.stop();
        QCOMPARE(ended.get_future().wait_for(std::chrono::seconds(0)), std::future_status::ready);
        QCOMPARE(jobs.start("test", "", 0, untilCancelled).error().code, ErrorCode::Unavailable);
    }

    void onlySoManyEndedJobsAndRemarksAreKept()
    {
        Jobs jobs(m_clock);
        for (int i = 0; i < 150; ++i) {
            const auto started = jobs.start("test", "", 0, [](JobControl& control) {
                for (int r = 0; r < 300; ++r)
                    control.remark("r");
                return Expected<void>();
            });
            QTRY_VERIFY(jobs.get(started->id)->phase == Phase::Done);
        }
        QCOMPARE(jobs.all().size(), std::size_t(100));
        QCOMPARE(jobs.all().front().id, 150);
        QCOMPARE(jobs.all().front().remarks.size(), std::size_t(100));
    }

private:
    static Expected<void> untilCancelled(JobControl& control)
    {
        while (!control.isCancelled())
            std::this_thread::yield();
        return unexpected(ErrorCode::Cancelled, QStringLiteral("stopped"));
    }
    SystemClock m_clock;
};

QTEST_GUILESS_MAIN(TestJobs)
#include "tst_jobs.moc"
