// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/runninghub.h"
#include "support/manualclock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <set>

using namespace sightglass;
using namespace Qt::Literals::StringLiterals;
using test::Reply;

namespace {

const QString kBrowserId = u"ot-abc123xyz-1772359200000"_s;
const QString kRawUser = u"123456789"_s;
const QString kHashedUser = u"15e2b0d3c33891eb"_s;

QJsonObject landing(const QString& browser, const QString& click)
{
    return {{u"sid"_s, browser},
            {u"type"_s, u"page_view"_s},
            {u"url"_s, QString(u"https://shop.example/p?fbclid="_s + click)},
            {u"ref"_s, u"https://l.facebook.com/"_s},
            {u"res"_s, u"1920x1080"_s},
            {u"fbclid"_s, click},
            {u"meta"_s, QJsonObject()}};
}

QJsonObject purchase(const QString& user, const QString& click)
{
    return {{u"type"_s, u"purchase"_s},
            {u"sid"_s, user},
            {u"fbclid"_s, click},
            {u"meta"_s, QJsonObject{{u"amount"_s, 49.99}, {u"transaction_id"_s, u"TX_789"_s}}}};
}

/// A hub with one project that has a site and a bot.
class TwoResources
{
public:
    explicit TwoResources(const QString& privacy = u"standard"_s)
    {
        open();
        const QJsonObject made = ask("POST", u"/projects"_s,
                                     {{u"name"_s, u"A"_s},
                                      {u"privacy"_s, privacy},
                                      {u"source"_s, QJsonObject{{u"hosts"_s, QJsonArray{u"shop.example"_s}}}}});
        site = made.value(u"source"_s).toObject();
        bot = ask("POST", u"/projects/1/sources"_s, {{u"name"_s, u"Bot"_s}, {u"kind"_s, u"bot"_s}});
    }
    void open() // again, too
    {
        m_hub.reset();
        m_hub = std::make_unique<test::RunningHub>(m_directory.path() + u"/data"_s, &clock);
        if (const Expected<void> started = m_hub->start(); !started)
            qFatal("%s", qPrintable(started.error().detail));
    }

    QJsonObject ask(const QByteArray& verb, const QString& path, const QJsonObject& body = {})
    {
        const Reply reply = m_hub->api(verb, path, body);
        if (reply.status >= 300)
            qFatal("%s %s: %s", verb.constData(), qPrintable(path), reply.text.constData());
        return reply.body;
    }
    int status(const QByteArray& verb, const QString& path) { return m_hub->api(verb, path).status; }
    void collect(const QJsonObject& source, const char* time, QJsonObject row)
    {
        clock.set(test::at(time));
        row.insert(u"rid"_s, uidOf(source));
        send(u"/api/v1/collect"_s, row);
    }
    void event(const QJsonObject& source, const char* time, QJsonObject row)
    {
        clock.set(test::at(time));
        row.insert(u"project_id"_s, uidOf(source));
        send(u"/api/v1/event"_s, row);
    }
    /// Known by any of their ids.
    QJsonObject person(const QString& id) { return m_hub->api("GET", u"/projects/1/people/"_s + id).body; }
    int people() { return ask("GET", u"/projects/1/people"_s).value(u"total"_s).toInt(); }
    QString personId(const QString& id) { return person(id).value(u"id"_s).toString(); }

    test::ManualClock clock{test::at("2026-02-27T09:00:00.000Z")};
    QJsonObject site;
    QJsonObject bot;

private:
    static QString uidOf(const QJsonObject& source) { return source.value(u"openTraceUid"_s).toString(); }
    void send(const QString& path, const QJsonObject& row)
    {
        QNetworkRequest request{QUrl(m_hub->url(path))};
        request.setRawHeader("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        request.setRawHeader("Content-Type", "application/json");
        const Reply reply = m_hub->raw(request, "POST", QJsonDocument(row).toJson());
        if (reply.status != 200 || !reply.text.contains("success"))
            qFatal("%s", reply.text.constData());
    }

    QTemporaryDir m_directory;
    std::unique_ptr<test::RunningHub> m_hub;
};

std::set<QString> texts(const QJsonValue& list)
{
    std::set<QString> out;
    const QJsonArray items = list.toArray();
    for (const QJsonValue& item : items)
        out.insert(item.toString());
    return out;
}

} // namespace

/// Whom click ids make one person (spec opentrace §9.2 point 3), over real sockets and as people are asked for.
class TestOpenTracePeople : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /// T60 after the three steps of T40; a restart before the last one changes nothing.
    void oneStory()
    {
        TwoResources hub;
        hub.event(hub.bot, "2026-02-27T09:00:00.000Z", {{u"name"_s, u"bot_start"_s}, {u"session_id"_s, kRawUser}});
        hub.collect(hub.site, "2026-03-01T10:00:00.000Z", landing(kBrowserId, u"IwAR2F4-dbP0l7"_s));
        hub.open();
        QCOMPARE(hub.people(), 2);
        hub.collect(hub.site, "2026-03-01T10:10:00.000Z", purchase(kHashedUser, u"IwAR2F4-dbP0l7"_s));
        QCOMPARE(hub.people(), 1);
        for (const QString& id : {kRawUser, kHashedUser, kBrowserId}) {
            const QJsonObject person = hub.person(id);
            QVERIFY(texts(person.value(u"user_ids"_s)) == (std::set<QString>{kRawUser, kHashedUser}));
            QVERIFY(texts(person.value(u"anonymous_ids"_s)) == std::set<QString>{kBrowserId});
        }
        hub.open();
        QCOMPARE(hub.people(), 1);
    }

    /// T63; the fourth takes back what the others made of it, and nobody is joined afterwards.
    void aSharedClickId()
    {
        TwoResources hub;
        hub.collect(hub.site, "2026-03-01T10:00:00.000Z", landing(kBrowserId, u"shared"_s));
        for (const QString& user : {u"ann"_s, u"ben"_s, u"cleo"_s})
            hub.collect(hub.site, "2026-03-01T11:00:00.000Z", purchase(user, u"shared"_s));
        QCOMPARE(hub.people(), 1);
        hub.collect(hub.site, "2026-03-01T12:00:00.000Z", purchase(u"dora"_s, u"shared"_s));
        QCOMPARE(hub.people(), 5);
        hub.open();
        hub.collect(hub.site, "2026-03-01T13:00:00.000Z", landing(kBrowserId, u"shared"_s));
        hub.collect(hub.site, "2026-03-01T13:00:00.000Z", purchase(u"ann"_s, u"shared"_s));
        std::set<QString> ids;
        for (const QString& id : {u"ann"_s, u"ben"_s, u"cleo"_s, u"dora"_s, kBrowserId})
            ids.insert(hub.personId(id));
        QCOMPARE(ids.size(), std::size_t(5));
    }

    /// T64
    void rowsOfNobodyLinkNobody()
    {
        TwoResources hub;
        for (const QString& nobody : {u"unknown"_s, u"ss_1234"_s})
            hub.collect(hub.site, "2026-03-01T10:00:00.000Z", purchase(nobody, u"IwAR2F4"_s));
        hub.collect(hub.site, "2026-03-01T10:00:00.000Z", landing(u"unknown"_s, u"IwAR2F4"_s));
        hub.collect(hub.site, "2026-03-01T11:00:00.000Z", purchase(u"ann"_s, u"IwAR2F4"_s));
        QVERIFY(texts(hub.person(u"ann"_s).value(u"anonymous_ids"_s)).empty());
        QCOMPARE(hub.person(u"ann"_s).value(u"events"_s).toInt(), 1);
    }

    void timeAndNetworkDecide()
    {
        TwoResources hub;
        hub.collect(hub.site, "2026-03-01T10:00:00.000Z", landing(u"ot-a-1"_s, u"one"_s));
        hub.collect(hub.site, "2026-03-01T10:00:00.000Z", landing(u"ot-b-1"_s, u"two"_s));
        QJsonObject other = purchase(u"ann"_s, {});
        other.insert(u"ttclid"_s, u"one"_s); // the same text of another network
        hub.collect(hub.site, "2026-03-02T10:00:00.000Z", other);
        QCOMPARE(hub.people(), 3);
        hub.collect(hub.site, "2026-04-15T10:00:00.000Z", purchase(u"ann"_s, u"one"_s)); // too late
        QVERIFY(hub.personId(u"ann"_s) != hub.personId(u"ot-a-1"_s));
        // Its own time counts, not when it was sent.
        QJsonObject late = purchase(u"ben"_s, u"two"_s);
        late.insert(u"timestamp"_s, u"2026-03-10T10:00:00Z"_s);
        hub.collect(hub.bot, "2026-03-20T10:00:00.000Z", late);
        QCOMPARE(hub.personId(u"ben"_s), hub.personId(u"ot-b-1"_s));
    }

    /// By hand, like a merge that is undone.
    void aLinkIsCut()
    {
        TwoResources hub;
        hub.collect(hub.site, "2026-03-01T10:00:00.000Z", landing(kBrowserId, u"IwAR2F4"_s));
        hub.collect(hub.site, "2026-03-01T10:10:00.000Z", purchase(u"ann"_s, u"IwAR2F4"_s));
        hub.collect(hub.site, "2026-03-01T11:00:00.000Z", landing(u"ot-b-1"_s, u"other"_s));
        hub.collect(hub.site, "2026-03-01T12:00:00.000Z", purchase(u"ben"_s, u"other"_s));
        QCOMPARE(hub.people(), 2);
        const QString list = u"/projects/1/click-links"_s;
        const QJsonArray links = hub.ask("GET", list).value(u"items"_s).toArray();
        QCOMPARE(links.size(), 2);
        QCOMPARE(links.at(0)[u"user_ids"_s].toArray(), QJsonArray{u"ben"_s});
        QCOMPARE(links.at(1)[u"user_ids"_s].toArray(), QJsonArray{u"ann"_s});
        QCOMPARE(links.at(1)[u"anonymous_ids"_s].toArray(), QJsonArray{kBrowserId});
        QCOMPARE(links.at(1)[u"at"_s].toString(), u"2026-03-01T10:10:00.000Z"_s);
        const QJsonObject page = hub.ask("GET", list + u"?limit=1"_s);
        QCOMPARE(page.value(u"items"_s).toArray(), QJsonArray{links.at(0)});
        QCOMPARE(
            hub.ask("GET", list + u"?limit=1&cursor="_s + page.value(u"next"_s).toString()).value(u"items"_s).toArray(),
            QJsonArray{links.at(1)});

        const QString path = list + u'/' + links.at(1)[u"id"_s].toString();
        QCOMPARE(hub.status("DELETE", path), 204);
        QCOMPARE(hub.people(), 3);
        QVERIFY(hub.personId(u"ann"_s) != hub.personId(kBrowserId));
        QCOMPARE(hub.personId(u"ben"_s), hub.personId(u"ot-b-1"_s));
        hub.open();
        hub.collect(hub.site, "2026-03-02T10:00:00.000Z", landing(kBrowserId, u"IwAR2F4"_s));
        hub.collect(hub.site, "2026-03-02T10:10:00.000Z", purchase(u"ann"_s, u"IwAR2F4"_s));
        QCOMPARE(hub.people(), 3);
        QCOMPARE(hub.ask("GET", list).value(u"items"_s).toArray(), QJsonArray{links.at(0)});
        for (const QString& wrong : {path, QString(list + u"/1"_s), QString(list + u"/nothing"_s),
                                     QString(u"/projects/9/click-links/"_s + links.at(0)[u"id"_s].toString())})
            QCOMPARE(hub.status("DELETE", wrong), 404);
    }

    void aStrictProjectLinksNobody()
    {
        TwoResources hub(u"strict"_s);
        hub.collect(hub.site, "2026-03-01T10:00:00.000Z", landing(kBrowserId, u"IwAR2F4"_s));
        hub.collect(hub.site, "2026-03-01T10:10:00.000Z", purchase(kHashedUser, u"IwAR2F4"_s));
        QVERIFY(hub.person(kHashedUser).value(u"user_ids"_s).isUndefined());
        QVERIFY(hub.person(kBrowserId).value(u"anonymous_ids"_s).isUndefined());
    }
};

QTEST_GUILESS_MAIN(TestOpenTracePeople)
#include "tst_opentracepeople.moc"
