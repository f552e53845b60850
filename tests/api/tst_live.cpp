// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/livehub.h"
#include "api/livesession.h"

#include <QJsonDocument>
#include <QTest>

#include <thread>

using namespace sightglass;
using namespace sightglass::api;

namespace {

domain::Event made(int project, const std::string& name)
{
    domain::Event e;
    e.project = ProjectId(project);
    e.name = name;
    return e;
}

domain::LiveFeed::Events events(std::initializer_list<domain::Event> list)
{
    return std::make_shared<const std::vector<domain::Event>>(list);
}

/// A session on project 1 with the token "good", and what it sent.
struct Socket
{
    LiveHub hub;
    QList<QJsonObject> sent;
    int closedWith = 0;
    std::unique_ptr<LiveSession> session;

    Socket()
    {
        LiveSessionParts parts;
        parts.feed = &hub;
        parts.authorize = [](const QString& token, const std::string& project) -> Expected<ProjectId> {
            if (token != QLatin1String("good"))
                return unexpected(ErrorCode::Unauthorized, QStringLiteral("unknown token"));
            return ProjectId(std::stoll(project));
        };
        parts.parseFilters = [](const QJsonArray& filters) -> Expected<LiveSessionParts::Predicate> {
            if (filters.isEmpty())
                return LiveSessionParts::Predicate();
            return LiveSessionParts::Predicate([wanted = filters.first().toString().toStdString()](
                                                   const domain::Event& e) { return e.name == wanted; });
        };
        parts.toJson = [](const domain::Event& e) {
            return QJsonObject{{QStringLiteral("name"), QString::fromStdString(e.name)}};
        };
        session = std::make_unique<LiveSession>(
            parts, "1",
            domain::SocketActions{[this](std::string text) {
                                      sent.append(QJsonDocument::fromJson(QByteArray::fromStdString(text)).object());
                                  },
                                  [this](int code, std::string) { closedWith = code; }});
    }

    void greet(const char* json) { session->received(json); }
    [[nodiscard]] int received() const
    {
        int total = 0;
        for (const QJsonObject& message : sent)
            total += static_cast<int>(message.value(QStringLiteral("events")).toArray().size());
        return total;
    }
    [[nodiscard]] QJsonObject counters() const { return sent.last().value(QStringLiteral("counters")).toObject(); }
};

} // namespace

class TestLive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsSentBeforeTheToken()
    {
        Socket s;
        s.hub.stored(events({made(1, "early")}));
        QCOMPARE(s.sent.size(), 0);
        QVERIFY(!s.hub.hasListeners());
    }

    void aWrongTokenOrNoJsonCloses_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::newRow("wrong token") << QByteArray(R"({"token":"bad"})");
        QTest::newRow("no token") << QByteArray("{}");
        QTest::newRow("no JSON") << QByteArray("hello");
    }
    void aWrongTokenOrNoJsonCloses()
    {
        QFETCH(QByteArray, message);
        Socket s;
        s.greet(message.constData());
        QCOMPARE(s.closedWith, 1008);
        QVERIFY(!s.hub.hasListeners());
    }

    void onlyItsOwnProjectsEventsArrive()
    {
        Socket s;
        s.greet(R"({"token":"good","filters":[]})");
        QCOMPARE(s.sent.size(), 1); // the greeting is answered at once
        s.hub.stored(events({made(1, "mine"), made(2, "theirs")}));
        QTRY_COMPARE(s.received(), 1);
        QCOMPARE(s.counters().value(QStringLiteral("stored")).toInt(), 1);
    }

    void filtersChooseAndCanBeReplaced()
    {
        Socket s;
        s.greet(R"({"token":"good","filters":["a"]})");
        s.hub.stored(events({made(1, "a"), made(1, "b")}));
        QTRY_COMPARE(s.received(), 1);
        s.greet(R"({"filters":["b"]})");
        s.hub.stored(events({made(1, "a"), made(1, "b"), made(1, "b")}));
        QTRY_COMPARE(s.received(), 3);
    }

    void floodsAreCountedExactly()
    {
        Socket s;
        s.greet(R"({"token":"good"})");
        std::thread writer([&s] {
            for (int i = 0; i < 1000; ++i)
                s.hub.stored(events({made(1, "x"), made(1, "y")}));
        });
        writer.join();
        QTRY_COMPARE(s.counters().value(QStringLiteral("stored")).toInt(), 2000);
        int skipped = 0;
        for (const QJsonObject& message : std::as_const(s.sent)) {
            QVERIFY(message.value(QStringLiteral("events")).toArray().size() <= 200);
            skipped += message.value(QStringLiteral("skipped")).toInt();
        }
        QCOMPARE(s.received() + skipped, 2000);
    }

    void refusalsReachTheirProjectAndThoseWithoutOneReachAll()
    {
        Socket s;
        s.greet(R"({"token":"good"})");
        domain::Rejection other;
        other.project = ProjectId(2);
        s.hub.rejected(other);
        domain::Rejection unknown;
        unknown.reason = "invalid_write_key";
        unknown.key = "wk_9f";
        s.hub.rejected(unknown);
        QTRY_COMPARE(s.counters().value(QStringLiteral("rejected")).toInt(), 1);
        const QJsonObject shown = s.sent.last().value(QStringLiteral("rejected")).toArray().first().toObject();
        QCOMPARE(shown.value(QStringLiteral("key")).toString(), QStringLiteral("wk_9f"));
    }

    void aBatchOfBadItemsIsShownWithItsSumAndCountedItemByItem()
    {
        Socket s;
        s.greet(R"({"token":"good"})");
        domain::Rejection rejection;
        rejection.project = ProjectId(1);
        for (int i = 0; i < 100; ++i)
            s.hub.rejected(rejection);
        rejection.items = 250;
        s.hub.rejected(rejection);
        QTRY_COMPARE(s.counters().value(QStringLiteral("rejected")).toInt(), 350);
        QJsonArray shown;
        for (const QJsonObject& message : std::as_const(s.sent)) {
            for (const QJsonValue& one : message.value(QStringLiteral("rejected")).toArray())
                shown.append(one);
        }
        QCOMPARE(shown.size(), 101);
        QVERIFY(!shown.first().toObject().contains(QStringLiteral("items")));
        QCOMPARE(shown.last().toObject().value(QStringLiteral("items")).toInt(), 250);
    }

    void sessionsMayEndWhileTheFeedRuns()
    {
        LiveHub hub;
        std::atomic<bool> stop = false;
        std::thread writer([&] {
            while (!stop)
                hub.stored(events({made(1, "x")}));
        });
        for (int i = 0; i < 200; ++i) {
            LiveSessionParts parts;
            parts.feed = &hub;
            parts.authorize = [](const QString&, const std::string&) -> Expected<ProjectId> { return ProjectId(1); };
            parts.parseFilters = [](const QJsonArray&) -> Expected<LiveSessionParts::Predicate> {
                return LiveSessionParts::Predicate();
            };
            parts.toJson = [](const domain::Event&) { return QJsonObject(); };
            LiveSession session(parts, "1", {[](std::string) {}, [](int, std::string) {}});
            session.received(R"({"token":"any"})");
        }
        stop = true;
        writer.join();
        QVERIFY(!hub.hasListeners());
    }

    void theLatestRefusalsAreRemembered()
    {
        LiveHub hub;
        for (int i = 0; i < 700; ++i) {
            domain::Rejection r;
            r.detail = std::to_string(i);
            hub.rejected(r);
        }
        const auto recent = hub.recentRejections();
        QCOMPARE(recent.size(), LiveHub::kRemembered);
        QCOMPARE(recent.front().detail, std::string("699"));
        QCOMPARE(recent.back().detail, std::string("200"));
    }
};

QTEST_GUILESS_MAIN(TestLive)
#include "tst_live.moc"
