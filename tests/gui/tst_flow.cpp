// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/hubclient.h"
#include "gui/pages/livepage.h"
#include "support/loadgenerator.h"
#include "windowfixture.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTest>
#include <QThread>

#include <numeric>
#include <thread>

using namespace sightglass;

namespace {

constexpr int kEventsPerSecond = 5'000;
constexpr int kSeconds = 8;
constexpr int kEventsPerRequest = 10;
constexpr qint64 kEvents = qint64{kEventsPerSecond} * kSeconds;

/// Measures how long the GUI thread is away from its event loop: the delivery of each event that is not part of
/// another. Painting, timers and sockets all arrive as events.
class TimedApplication final : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override
    {
        if (m_depth > 0 || QThread::currentThread() != thread())
            return QApplication::notify(receiver, event);
        ++m_depth;
        QElapsedTimer clock;
        clock.start();
        const bool isTaken = QApplication::notify(receiver, event);
        note(clock.nsecsElapsed());
        --m_depth;
        return isTaken;
    }
    void begin()
    {
        m_longestNs = 0;
        m_turns.clear();
        m_since.start();
    }
    [[nodiscard]] double longestMs() const { return double(m_longestNs) / 1e6; }
    /// Turns in each second since begin().
    [[nodiscard]] const std::vector<int>& turns() const { return m_turns; }

private:
    void note(qint64 ns)
    {
        if (!m_since.isValid())
            return;
        m_longestNs = std::max(m_longestNs, ns);
        const auto second = static_cast<std::size_t>(m_since.elapsed() / 1000);
        if (m_turns.size() <= second)
            m_turns.resize(second + 1, 0);
        ++m_turns[second];
    }
    int m_depth = 0;
    qint64 m_longestNs = 0;
    std::vector<int> m_turns;
    QElapsedTimer m_since;
};

/// Sends kEvents with ids of their own, no faster than kEventsPerSecond.
test::LoadResult sendPaced(std::uint16_t port, const std::string& key, const std::string& prefix)
{
    test::LoadPlan plan;
    plan.port = port;
    plan.connections = 8;
    plan.duration = std::chrono::seconds(60);
    plan.maxRequests = kEvents / kEventsPerRequest;
    plan.path = "/v1/batch";
    plan.writeKey = key;
    plan.eventsPerRequest = kEventsPerRequest;
    plan.idPrefix = prefix;
    const auto start = std::chrono::steady_clock::now();
    qint64 sent = 0;
    plan.acknowledged = [&](std::int64_t) {
        sent += kEventsPerRequest;
        std::this_thread::sleep_until(start + std::chrono::microseconds(sent * 1'000'000 / kEventsPerSecond));
    };
    return test::runLoad(plan);
}

} // namespace

/// 5 000 events a second over real sockets into a real hub while the window looks at them.
class TestFlow : public QObject
{
    Q_OBJECT

private:
    test::WindowFixture m_app;

private Q_SLOTS:
    void initTestCase()
    {
        m_app.start();
        m_app.addProject(QStringLiteral("Kestrel Maps"));
        m_app.addSource(QStringLiteral("Website"), QStringLiteral("web"), QStringLiteral("shop.example"));
    }

    void cleanupTestCase() { m_app.stop(); }

    void theWindowTurnsWhileFiveThousandEventsASecondArrive_data()
    {
        QTest::addColumn<QString>("page");
        QTest::newRow("with the live list in sight") << QStringLiteral("live");
        QTest::newRow("with the overview in sight") << QStringLiteral("overview");
    }

    void theWindowTurnsWhileFiveThousandEventsASecondArrive()
    {
        QFETCH(QString, page);
        m_app.window->openPage(page);
        const qint64 before = m_app.session->counters().stored;
        qint64 skippedOrShown = 0;
        const auto counting = QObject::connect(
            m_app.session.get(), &gui::Session::batchArrived, this,
            [&](const client::LiveBatch& batch) { skippedOrShown += batch.events.size() + batch.skipped; });
        auto& app = *static_cast<TimedApplication*>(qApp);
        test::LoadResult result;
        QEventLoop loop;
        std::thread load([&, port = std::uint16_t(m_app.host->connection().base.port()),
                          key = m_app.key().toStdString(), prefix = page.toStdString()] {
            result = sendPaced(port, key, prefix);
            QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
        });
        app.begin();
        loop.exec();
        load.join();
        std::vector<int> turns = app.turns();
        turns.pop_back(); // The last second was not whole.
        const double longest = app.longestMs();
        QCOMPARE(result.refused, 0);
        QCOMPARE(result.broken, 0);
        QCOMPARE(result.requests * kEventsPerRequest, kEvents);
        QTRY_COMPARE_WITH_TIMEOUT(m_app.session->counters().stored - before, kEvents, 20'000);
        QCOMPARE(skippedOrShown, kEvents);
        QObject::disconnect(counting);
        QVERIFY(turns.size() + 1 >= kSeconds); // The last events may come a moment before their second is over.
        QVERIFY2(std::all_of(turns.begin(), turns.end(), [](int count) { return count > 0; }),
                 "the window stood still for a second");
        QVERIFY(m_app.session->live().rowCount() <= models::LiveModel::kMostRows);
        // Not QTest::setBenchmarkResult: it runs the function again, and what is sent again is not stored again.
        qInfo(
            "RESULT: longest turn of the GUI thread %.1f ms, at %.0f events a second and %zu seconds of %d to %d turns",
            longest, result.rate() * kEventsPerRequest, turns.size(), *std::min_element(turns.begin(), turns.end()),
            *std::max_element(turns.begin(), turns.end()));
    }

    void theHubHasCountedThemAll()
    {
        client::Question question;
        question.kind = QStringLiteral("summary");
        question.metrics = QStringList{QStringLiteral("events")};
        question.period.range = QStringLiteral("today");
        double events = -1;
        m_app.session->hub().figures(m_app.session->projectId(), question, this,
                                     [&](const Expected<client::Figures>& answer) {
                                         QVERIFY(answer);
                                         events = answer->find(QStringLiteral("events"))->now.number.value_or(-1);
                                     });
        QTRY_VERIFY_WITH_TIMEOUT(events >= 0, 30'000);
        QCOMPARE(events, double(2 * kEvents));
    }
};

int main(int argc, char* argv[])
{
    qputenv("QT_NO_GLIB", "1"); // As the program does.
    TimedApplication app(argc, argv);
    TestFlow test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_flow.moc"
