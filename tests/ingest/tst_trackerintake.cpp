// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/passwordhash.h"
#include "intake/trackersocket.h"
#include "trackerchecks.h"

#include <QJsonDocument>
#include <QTest>

using namespace sightglass;
using namespace Qt::Literals::StringLiterals;

namespace trk = ingest::tracker;

/// What the tracker's intake does besides answering single requests: sockets, accounts, its own limits and health.
class TestTrackerIntake : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// Spec tracker §24 T33.
    void messagesOfASocketAreEventsOfItsVisitor()
    {
        test::TrackerHub hub;
        domain::Request upgrade = test::trackerRequest("GET", u"/tr/v1/ws"_s);
        upgrade.headers.emplace_back("Cookie", "vid=14fb0860-b4bf-11e9-8971-7b80435315ac; CookieConsent=3");
        const TimePoint now = fromMs(1'800'000'000'000);
        intake::TrackerSocket socket(hub.tracker, upgrade, [now] { return now; });
        socket.received(
            R"({"ename":"Click","sid":"24fb0860-b4bf-11e9-8971-7b80435315ac","auth":"JWT.SECRET","Custom":"X","params":{"firsttext":"Buy Now"}})");
        socket.receivedBytes(
            QByteArray::fromHex("6b000000ff317b22656e616d65223a22636c69636b222c22766964223a2231346662303836302d62346266"
                                "2d313165392d383937312d376238303433353331356163222c22732d00126031356163227d")
                .toStdString());
        socket.received("{bad");
        socket.received("[]");
        socket.receivedBytes("no LZ4");
        QCOMPARE(hub.sink.events.size(), std::size_t(2));
        const domain::Event& text = hub.sink.events.front();
        QCOMPARE(text.name, std::string("click"));
        QCOMPARE(text.anonymousId, std::string("14fb0860-b4bf-11e9-8971-7b80435315ac"));
        QCOMPARE(text.consent, std::optional<std::int64_t>(3));
        QCOMPARE(text.receivedAt, now);
        QCOMPARE(test::wireText(text, "params"), std::string(R"({"firsttext":"Buy Now","custom":"x"})"));
        QVERIFY(text.raw.find("JWT") == std::string::npos);
        const domain::Event& binary = hub.sink.events.back();
        QCOMPARE(binary.name, std::string("click"));
        QCOMPARE(binary.sessionHint, std::string("14fb0860-b4bf-11e9-8971-7b80435315ac"));
        QCOMPARE(hub.counters.at("sightglass_refused_total{protocol=\"tracker\",reason=\"bad_json\"}").load(), 3);
    }

    void aLegacyPasswordIsHashedProperlyWhenItsOwnerSignsIn()
    {
        test::TrackerHub hub;
        const QString target = u"/rpi/v1/redirects/14fb0860-b4bf-11e9-8971-7b80435315ac/%1/tr.example.com"_s;
        QCOMPARE(hub.send(test::trackerRequest("GET", target.arg(u"wrong"_s))).status, 400);
        QVERIFY(domain::isLegacyHash(hub.links.known.begin()->second.passwordHash));
        QCOMPARE(hub.send(test::trackerRequest("GET", target.arg(u"password"_s))).status, 200);
        const std::string hash = hub.links.known.begin()->second.passwordHash;
        QVERIFY(hash.starts_with("$argon2id$") && domain::isPassword("password", hash) &&
                !domain::isPassword("Password", hash));
        QCOMPARE(hub.send(test::trackerRequest("GET", target.arg(u"password"_s))).status, 200);
        QVERIFY(hub.send(test::trackerRequest("GET", target.arg(u"wrong"_s))).isFailedSignIn);
    }

    void moreRequestsThanTheHubAnswersAtOnceAreToldSo()
    {
        test::IntakeSurroundings hub;
        intake::TrackerOptions options = test::trackerOptionsOf({});
        options.requestsAtOnce = 1;
        intake::TrackerIntake tracker(hub.service, options);
        hub.sink.mode = test::RecordingSink::Mode::Hold;
        const domain::Request one = test::trackerRequest("GET", u"/tr/v1/"_s);
        domain::Response first, second;
        tracker.track(one, trk::Call::Track, [&first](domain::Response r) { first = std::move(r); });
        tracker.track(one, trk::Call::Track, [&second](domain::Response r) { second = std::move(r); });
        QCOMPARE(second.status, 503);
        QCOMPARE(second.body, std::string("Maximum clients reached on this node.\n"));
        QCOMPARE(domain::header(second.headers, "Retry-After"), std::string_view("1"));
        hub.sink.held.front()(domain::StoreOutcome{{domain::StoreOutcome::Item::Stored}});
        hub.sink.held.clear();
        QCOMPARE(first.status, 200);
        tracker.track(one, trk::Call::Track, [](domain::Response) {});
        QCOMPARE(hub.sink.held.size(), std::size_t(1));
    }

    void healthIsTheOriginalsDocument()
    {
        test::IntakeSurroundings hub;
        intake::TrackerOptions options = test::trackerOptionsOf({});
        bool isWritable = true;
        options.isWritable = [&isWritable] { return isWritable; };
        intake::TrackerIntake tracker(hub.service, options);
        tracker.track(test::trackerRequest("GET", u"/tr/v1/"_s), trk::Call::Track, [](domain::Response) {});
        domain::Response answer;
        const auto ask = [&] {
            tracker.health(test::trackerRequest("GET", u"/health"_s),
                           [&answer](domain::Response r) { answer = std::move(r); });
            return QJsonDocument::fromJson(QByteArray::fromStdString(answer.body)).object();
        };
        const QJsonObject healthy = ask();
        QCOMPARE(answer.status, 200);
        QCOMPARE(healthy.value(u"metrics"_s).toObject().value(u"event_count"_s).toInt(), 1);
        QCOMPARE(healthy.value(u"metrics"_s).toObject().size(), 11);
        QCOMPARE(healthy.value(u"batching"_s).toObject().size(), 9);
        QCOMPARE(healthy.value(u"calculated"_s).toObject().size(), 6);
        isWritable = false;
        QCOMPARE(ask().value(u"metrics"_s).toObject().value(u"health_status"_s).toString(), u"unhealthy"_s);
        QCOMPARE(answer.status, 503);
    }
};

QTEST_GUILESS_MAIN(TestTrackerIntake)
#include "tst_trackerintake.moc"
