// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/fakehub.h"
#include "client/hubclient.h"
#include "client/parsedirectory.h"
#include "models/publicids.h"
#include "models/sourcesmodel.h"
#include "models/unknownsender.h"

#include <QSignalSpy>
#include <QTest>

using namespace sightglass;
using namespace sightglass::models;

namespace {

client::SenderInfo senderOf(const char* protocol, const char* id, qint64 last = 1)
{
    return {QString::fromLatin1(protocol), QString::fromLatin1(id), 1, fromMs(last), fromMs(last)};
}

} // namespace

/// Ids that are in use already: what may be typed, who has them, and who sends with one that nobody has.
class TestPublicIds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void faultsAreFound_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isTaken");
        const auto row = [](const char* name, const char* member, const char* text, bool isTaken) {
            QTest::newRow(name) << QString::fromLatin1(member) << QString::fromUtf8(text) << isTaken;
        };
        row("an empty id makes a new one", "umamiId", "", true);
        row("a UUID in small letters", "umamiId", "11111111-2222-4333-8444-55555555abcd", true);
        row("a UUID in capitals", "umamiId", "11111111-2222-4333-8444-55555555ABCD", true);
        row("a UUID without dashes", "umamiId", "1111111122224333844455555555abcd", false);
        row("a UUID that is cut", "umamiId", "11111111-2222-4333-8444", false);
        row("a token of PostHog", "posthogToken", "phc_4KtA", true);
        row("a token with a blank", "posthogToken", "phc 4KtA", false);
        row("a site code", "goatcounterSite", "my-site_2", true);
        row("a site code that is an address", "goatcounterSite", "my-site.goatcounter.com", false);
        row("a UID", "openTraceUid", "shop-7f3a", true);
        row("a UID with a slash", "openTraceUid", "shop/7", false);
        row("a UID with a quote", "openTraceUid", "shop\"7", false);
        row("a write key", "writeKey", "key1.A-b_c~", true);
        row("a write key with a colon", "writeKey", "key:1", false);
        row("a write key with an umlaut", "writeKey", "schl\303\274ssel", false);
        row("two hosts", "hosts", "a.example, b.example:8080", true);
        row("an address becomes its host", "hosts", "https://a.example/shop", true);
        row("a host with a path", "hosts", "a.example/shop", false);
        row("a pattern is no host", "hosts", "a.example, *.example", false);
    }
    void faultsAreFound()
    {
        QFETCH(QString, member);
        QFETCH(QString, text);
        QFETCH(bool, isTaken);
        QCOMPARE(PublicIds::fault(member, text).isEmpty(), isTaken);
    }

    void answersPointAtTheirField()
    {
        const Error conflict{ErrorCode::Conflict, {}, QStringLiteral("/source/umamiId")};
        QCOMPARE(PublicIds::memberOf(conflict), QStringLiteral("umamiId"));
        QCOMPARE(PublicIds::memberOf({ErrorCode::InvalidInput, {}, QStringLiteral("/hosts")}), QStringLiteral("hosts"));
        QCOMPARE(PublicIds::memberOf({ErrorCode::Timeout, {}, {}}), QString());
        QVERIFY(PublicIds::answerText(QStringLiteral("umamiId"), conflict).contains(QStringLiteral("already")));
        QVERIFY(PublicIds::answerText(QStringLiteral("umamiId"), {ErrorCode::InvalidInput, {}, {}})
                    .contains(QStringLiteral("11111111-2222")));
        QCOMPARE(PublicIds::answerText(QStringLiteral("name"), {ErrorCode::InvalidInput, {}, {}}), QString());
    }

    void hostsAreRead()
    {
        QCOMPARE(
            hostsOf(QStringLiteral(" a.example,b.example;  https://user@C.example:8443/x a.example ")),
            QStringList({QStringLiteral("a.example"), QStringLiteral("b.example"), QStringLiteral("c.example:8443")}));
        QVERIFY(hostsOf(QString()).isEmpty());
    }

    void everyIdIsSentWhenItChanges()
    {
        for (const PublicId& id : PublicIds::all()) {
            client::SourceInfo after;
            after.*(id.value) = QStringLiteral("new");
            const QJsonObject changed = client::changes(client::SourceInfo(), after);
            QCOMPARE(changed, QJsonObject({{id.member, QStringLiteral("new")}}));
        }
    }

    void aSenderBecomesASource_data()
    {
        QTest::addColumn<QString>("protocol");
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("member");
        QTest::addColumn<QString>("title");
        const auto row = [](const char* name, const char* protocol, const char* id, const char* member,
                            const char* title) {
            QTest::newRow(name) << QString::fromLatin1(protocol) << QString::fromLatin1(id)
                                << QString::fromLatin1(member) << QString::fromLatin1(title);
        };
        row("a write key", "segment", "wk1", "writeKey", "Unknown key wk1");
        row("a website id", "umami", "11111111-2222-4333-8444-555555555555", "umamiId",
            "Unknown Umami website id: 11111111-2222-4333-8444-555555555555");
        row("a token", "posthog", "phc_1", "posthogToken", "Unknown PostHog token: phc_1");
        row("a site code", "goatcounter", "maps", "goatcounterSite", "Unknown GoatCounter site code: maps");
        row("the host GoatCounter was asked at", "goatcounter", "stats.shop.example", "hosts",
            "Unknown host stats.shop.example");
        row("a UID", "opentrace", "shop-7", "openTraceUid", "Unknown OpenTrace UID: shop-7");
        row("Plausible's domain", "plausible", "shop.example", "hosts", "Unknown host shop.example");
        row("Sierra's address", "sierra", "https://shop.example", "hosts", "Unknown host shop.example");
        row("a name of the own network", "goatcounter", "attic:8484", "hosts", "Unknown host attic:8484");
        row("the tracker's host", "tracker", "shop.example:8443", "hosts", "Unknown host shop.example:8443");
        row("OpenMetrics' host", "openmetrics", "shop.example", "hosts", "Unknown host shop.example");
    }
    void aSenderBecomesASource()
    {
        QFETCH(QString, protocol);
        QFETCH(QString, id);
        QFETCH(QString, member);
        QFETCH(QString, title);
        const client::SenderInfo unknown = senderOf(qPrintable(protocol), qPrintable(id));
        QCOMPARE(UnknownSender::title(unknown), title);
        const client::SourceInfo source = UnknownSender::source(unknown);
        const QJsonObject changed = client::changes(client::SourceInfo(), source);
        QCOMPARE(changed.keys(), QStringList{member});
        QVERIFY(UnknownSender::isTakenBy(source, unknown));
        QVERIFY(!UnknownSender::isTakenBy(client::SourceInfo(), unknown));
        const auto again = UnknownSender::ofPlace(UnknownSender::place(unknown));
        QVERIFY(again && again->id == id && again->protocol == protocol);
    }

    void spellingsOfOneHostAndOneUuidAreTaken()
    {
        client::SourceInfo source;
        source.hosts = QStringList{QStringLiteral("shop.example")};
        source.umamiId = QStringLiteral("aaaaaaaa-2222-4333-8444-555555555555");
        QVERIFY(UnknownSender::isTakenBy(source, senderOf("plausible", "www.Shop.example")));
        QVERIFY(UnknownSender::isTakenBy(source, senderOf("tracker", "shop.example:8443")));
        QVERIFY(!UnknownSender::isTakenBy(source, senderOf("tracker", "other.example")));
        QVERIFY(UnknownSender::isTakenBy(source, senderOf("umami", "AAAAAAAA-2222-4333-8444-555555555555")));
        QVERIFY(!UnknownSender::ofPlace(QStringLiteral("nothing")));
    }

    void theModelKeepsWhatTheHubKnows()
    {
        SourcesModel model;
        QSignalSpy changed(&model, &SourcesModel::unknownSendersChanged);
        client::SourceInfo source;
        source.id = QStringLiteral("1");
        source.hosts = QStringList{QStringLiteral("shop.example")};
        model.setSources({source});
        model.setSenders(
            {senderOf("plausible", "shop.example", 9), senderOf("umami", "x", 3), senderOf("segment", "x", 5)});
        QCOMPARE(model.unknownSenders(), QList({senderOf("segment", "x", 5), senderOf("umami", "x", 3)}));
        QCOMPARE(changed.size(), 1);
        model.setSenders({senderOf("umami", "x", 3), senderOf("segment", "x", 5)});
        QCOMPARE(changed.size(), 1);
        client::LiveBatch batch;
        client::Refusal refusal;
        refusal.protocol = QStringLiteral("umami");
        refusal.key = QStringLiteral("x");
        refusal.at = fromMs(7);
        batch.rejected = {refusal};
        model.note(batch);
        QCOMPARE(model.unknownSenders().first().id, QStringLiteral("x"));
        QCOMPARE(model.unknownSenders().first().protocol, QStringLiteral("umami"));
        QCOMPARE(model.unknownSenders().first().count, 2);
        source.umamiId = QStringLiteral("x");
        model.setSources({source});
        QCOMPARE(model.unknownSenders().size(), 1);
    }

    void protocolsAreSeenOnce()
    {
        SourcesModel model;
        QSignalSpy seen(&model, &SourcesModel::protocolSeen);
        client::LiveBatch batch;
        client::LiveRow event;
        event.sourceId = QStringLiteral("2");
        event.protocol = QStringLiteral("umami");
        batch.events = {event, event};
        model.note(batch);
        model.noteProtocols(QStringLiteral("2"), {QStringLiteral("umami"), QStringLiteral("segment")});
        QCOMPARE(seen.size(), 2);
        QVERIFY(model.hasSeen(QStringLiteral("2"), QStringLiteral("segment")));
        QVERIFY(!model.hasSeen(QStringLiteral("2"), QStringLiteral("posthog")));
        batch.events.first().protocol.clear();
        model.note(batch);
        QVERIFY2(model.hasSeen(QStringLiteral("2"), QStringLiteral("posthog")),
                 "an event that does not say may be any");
    }

    void sendersAreAskedFor()
    {
        test::FakeHub hub;
        hub.on("GET /api/v2/projects", {200, test::json("{'items':[]}")});
        hub.on("GET /api/v2/senders",
               {200, test::json("{'items':[{'protocol':'plausible','id':'shop.example','count':12,"
                                "'first':'2026-03-02T10:00:00Z','last':'2026-03-02T10:00:05.500Z'}]}")});
        client::HubClient client;
        client.setConnection({hub.url(), QStringLiteral("t")});
        QList<client::SenderInfo> got;
        client.senders(this, [&](const Expected<QList<client::SenderInfo>>& answer) {
            QVERIFY(answer);
            got = *answer;
        });
        QTRY_COMPARE(got.size(), 1);
        QCOMPARE(got.first().protocol, QStringLiteral("plausible"));
        QCOMPARE(got.first().id, QStringLiteral("shop.example"));
        QCOMPARE(got.first().count, 12);
        QCOMPARE(toMs(got.first().last) - toMs(got.first().first), 5'500);
        QVERIFY2(hub.unexpected().isEmpty(), qPrintable(hub.unexpected().join(QLatin1Char(' '))));
    }
};

QTEST_GUILESS_MAIN(TestPublicIds)
#include "tst_publicids.moc"
