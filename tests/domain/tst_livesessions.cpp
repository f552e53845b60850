// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/livesessions.h"

#include <QTest>

using namespace sightglass;
using namespace std::chrono_literals;
using domain::LiveCount;
using domain::LiveSession;
using domain::LiveSessions;

namespace {

constexpr TimePoint kStart = fromMs(1'772'359'200'000);

LiveSession seenAt(TimePoint at)
{
    LiveSession seen;
    seen.at = at;
    return seen;
}

} // namespace

/// Who is there now (opentrace §4).
class TestLiveSessions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsNotSaidAgainStays()
    {
        LiveSessions sessions;
        LiveSession landing = seenAt(kStart);
        landing.fbclid = "I1";
        landing.url = "https://shop.example/p";
        landing.address = "203.0.113.7";
        sessions.note("web", "ot-a", landing);
        LiveSession later = seenAt(kStart + 1min);
        later.url = "https://shop.example/thanks";
        sessions.note("web", "ot-a", later);
        LiveSession expected = landing;
        expected.at = later.at;
        expected.url = later.url;
        QVERIFY(sessions.find("web", "ot-a", kStart + 2min) == expected);
        QVERIFY(!sessions.find("web", "ot-b", kStart));
        QVERIFY(!sessions.find("we", "bot-a", kStart));
    }

    void twoWindowsCount()
    {
        LiveSessions sessions;
        sessions.note("web", "a", seenAt(kStart));
        sessions.note("web", "b", seenAt(kStart + 10min));
        sessions.note("bot", "a", seenAt(kStart + 10min));
        QCOMPARE(sessions.count("web", kStart + 10min), (LiveCount{.active = 2, .heartbeats = 1}));
        QCOMPARE(sessions.count("web", kStart + 10min).online(), std::size_t(1));
        QCOMPARE(sessions.count("web", kStart + 15min).online(), std::size_t(2)); // nobody within five minutes
        QCOMPARE(sessions.count("web", kStart + 30min), (LiveCount{.active = 1, .heartbeats = 0}));
        QCOMPARE(sessions.count("web", kStart + 40min), LiveCount());
        QCOMPARE(sessions.count("nobody", kStart), LiveCount());
    }

    void whoIsGoneIsForgotten()
    {
        LiveSessions sessions;
        LiveSession first = seenAt(kStart);
        first.fbclid = "I1";
        sessions.note("web", "a", first);
        sessions.note("web", "a", seenAt(kStart + 31min));
        QCOMPARE(sessions.find("web", "a", kStart + 31min)->fbclid, std::string());
    }

    void theQuietestGoFirst()
    {
        LiveSessions sessions;
        for (std::size_t i = 0; i < LiveSessions::kMost; ++i)
            sessions.note("web", std::to_string(i), seenAt(kStart));
        sessions.note("web", "0", seenAt(kStart)); // the busiest now; "1" goes in its stead
        sessions.note("web", "more", seenAt(kStart));
        QVERIFY(sessions.count("web", kStart).active <= LiveSessions::kMost);
        QVERIFY(sessions.find("web", "more", kStart).has_value());
        QVERIFY(!sessions.find("web", "1", kStart).has_value());
    }

    void longTextsAreCut()
    {
        LiveSessions sessions;
        LiveSession seen = seenAt(kStart);
        seen.url = std::string(5000, 'x');
        sessions.note("web", "a", seen);
        QCOMPARE(sessions.find("web", "a", kStart)->url.size(), LiveSessions::kTextBytes);
    }
};

QTEST_GUILESS_MAIN(TestLiveSessions)
#include "tst_livesessions.moc"
