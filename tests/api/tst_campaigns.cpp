// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/apifixture.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

using namespace sightglass;
using namespace Qt::Literals::StringLiterals;
using domain::Method;
using test::ApiAnswer;
using test::ApiFixture;

namespace {

QString newCampaignProject(ApiFixture& hub)
{
    return u"projects/"_s + hub.post(u"projects"_s, "{\"name\":\"Shop\"}").body.value(u"id"_s).toString();
}

/// The members that every campaign needs, and more; quotes are single ones.
QByteArray campaignBody(const char* more)
{
    return QByteArray("{'name':'Summer','utmSource':'telegram','utmMedium':'bot','utmCampaign':'summer_promo'")
        .append(more)
        .append('}')
        .replace('\'', '"');
}

bool matches(const QJsonValue& value, const char* pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(QLatin1String(pattern)))
        .match(value.toString())
        .hasMatch();
}

} // namespace

/// Campaigns over API v2 (opentrace §5.1–§5.3).
class TestCampaigns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCampaignLives()
    {
        ApiFixture hub;
        const QString campaigns = newCampaignProject(hub) + u"/campaigns"_s;
        const ApiAnswer added =
            hub.post(campaigns, campaignBody(",'target':'https://shop.example/p?a=1','utmTerm':'t'"));
        QCOMPARE(added.status, 201);
        const QString path = campaigns + u'/' + added.body.value(u"id"_s).toString();
        QVERIFY(matches(added.body.value(u"slug"_s), "[A-Za-z0-9]{8}"));
        QCOMPARE(added.body.value(u"botStartParam"_s).toString(), QString());
        const QJsonObject links = added.body.value(u"links"_s).toObject();
        QCOMPARE(links.keys(), (QStringList{u"short"_s, u"web"_s}));
        QCOMPARE(
            links.value(u"web"_s).toString(),
            u"https://shop.example/p?a=1&utm_source=telegram&utm_medium=bot&utm_campaign=summer_promo&utm_term=t"_s);
        QVERIFY(
            links.value(u"short"_s).toString().endsWith(QString(u"/r/"_s + added.body.value(u"slug"_s).toString())));
        QCOMPARE(hub.get(path).body, added.body);

        const ApiAnswer changed = hub.ask(Method::Patch, path, hub.writer, "{\"utmTerm\":\"\",\"slug\":\"spring\"}");
        QCOMPARE(changed.status, 200);
        QCOMPARE(changed.body.value(u"slug"_s).toString(), u"spring"_s);
        QCOMPARE(changed.body.value(u"name"_s), added.body.value(u"name"_s));
        QCOMPARE(hub.store->control().campaigns().bySlug("spring")->utmTerm, std::string());
        QVERIFY(!hub.store->control().campaigns().bySlug(added.body.value(u"slug"_s).toString().toStdString()));
        QCOMPARE(hub.get(campaigns).body.value(u"items"_s).toArray(), QJsonArray{changed.body});
        QCOMPARE(hub.ask(Method::Delete, path, hub.writer).status, 204);
        QCOMPARE(hub.get(path).status, 404);
        QVERIFY(!hub.store->control().campaigns().bySlug("spring"));
    }

    void aBotGetsACode()
    {
        ApiFixture hub;
        const QString campaigns = newCampaignProject(hub) + u"/campaigns"_s;
        const QJsonObject made = hub.post(campaigns, campaignBody(",'botUsername':'shop_bot'")).body;
        const QString code = made.value(u"botStartParam"_s).toString();
        QVERIFY(matches(code, "[A-Za-z0-9]{12}"));
        QVERIFY(matches(made.value(u"slug"_s), "bot_[A-Za-z0-9]{12}_[0-9]{13}"));
        const QJsonObject links = made.value(u"links"_s).toObject();
        QCOMPARE(links.value(u"bot"_s).toString(), QString(u"https://t.me/shop_bot?start=utm_"_s + code));
        QCOMPARE(links.value(u"app"_s).toString(), QString(u"tg://resolve?domain=shop_bot&start=utm_"_s + code));
        QCOMPARE(hub.store->control().campaigns().byCode(code.toStdString())->botUsername, std::string("shop_bot"));
    }

    /// T30
    void codesAndSlugsAreUniqueInTheHub()
    {
        ApiFixture hub;
        const QString one = newCampaignProject(hub) + u"/campaigns"_s;
        const QString other = newCampaignProject(hub) + u"/campaigns"_s;
        const ApiAnswer first =
            hub.post(one, campaignBody(",'botUsername':'shop_bot','botStartParam':'Ab3','slug':'s'"));
        QCOMPARE(first.status, 201);
        const ApiAnswer code = hub.post(other, campaignBody(",'botUsername':'shop_bot','botStartParam':'Ab3'"));
        QCOMPARE(code.status, 409);
        QCOMPARE(code.body.value(u"detail"_s).toString(), u"bot_start_param already in use"_s);
        QCOMPARE(hub.post(other, campaignBody(",'target':'https://a.example','slug':'s'")).status, 409);
        const QString path = one + u'/' + first.body.value(u"id"_s).toString();
        QCOMPARE(hub.ask(Method::Patch, path, hub.writer, "{\"slug\":\"s\",\"name\":\"Same\"}").status, 200);
        const ApiAnswer second = hub.post(other, campaignBody(",'target':'https://a.example'"));
        QCOMPARE(
            hub.ask(Method::Patch, other + u'/' + second.body.value(u"id"_s).toString(), hub.writer, "{\"slug\":\"s\"}")
                .status,
            409);
    }

    void whatIsWrongIsSaid_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("pointer");
        const auto row = [](const char* name, const QByteArray& body, const char* pointer) {
            QTest::newRow(name) << body << QString::fromLatin1(pointer);
        };
        row("no name", campaignBody(",'target':'https://a.example'").replace("\"name\":\"Summer\",", ""), "/name");
        row("no medium", campaignBody(",'target':'https://a.example'").replace("\"utmMedium\":\"bot\",", ""),
            "/utmMedium");
        row("neither target nor bot", campaignBody(""), "/target");
        row("a target that is no page", campaignBody(",'target':'javascript:alert(1)'"), "/target");
        row("a slug with a slash", campaignBody(",'target':'https://a.example','slug':'a/b'"), "/slug");
        row("a code with the prefix", campaignBody(",'botUsername':'shop_bot','botStartParam':'xutm_y'"),
            "/botStartParam");
        row("a code with a dot", campaignBody(",'botUsername':'shop_bot','botStartParam':'x.y'"), "/botStartParam");
        row("a bot that is none", campaignBody(",'botUsername':'@shop bot'"), "/botUsername");
        row("a source of nobody", campaignBody(",'target':'https://a.example','sourceId':'999'"), "/sourceId");
        row("a source that is no id", campaignBody(",'target':'https://a.example','sourceId':7"), "/sourceId");
        row("an unknown member", campaignBody(",'target':'https://a.example','colour':'red'"), "/colour");
    }
    void whatIsWrongIsSaid()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, pointer);
        ApiFixture hub;
        const QString campaigns = newCampaignProject(hub) + u"/campaigns"_s;
        const ApiAnswer answer = hub.post(campaigns, body);
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.body.value(u"pointer"_s).toString(), pointer);
        QVERIFY(hub.get(campaigns).body.value(u"items"_s).toArray().isEmpty());
    }

    void projectsDoNotMixAndTakeTheirsAlong()
    {
        ApiFixture hub;
        const QString one = newCampaignProject(hub);
        const QString other = newCampaignProject(hub);
        const QByteArray body = campaignBody(",'target':'https://a.example','slug':'mine'");
        const QString id = hub.post(one + u"/campaigns"_s, body).body.value(u"id"_s).toString();
        QCOMPARE(hub.get(other + u"/campaigns/"_s + id).status, 404);
        QCOMPARE(hub.ask(Method::Delete, other + u"/campaigns/"_s + id, hub.admin).status, 404);
        QCOMPARE(hub.ask(Method::Post, one + u"/campaigns"_s, hub.reader, body).status, 403);
        QCOMPARE(hub.ask(Method::Delete, one, hub.admin).status, 204);
        QVERIFY(!hub.store->control().campaigns().bySlug("mine"));
        QCOMPARE(hub.post(other + u"/campaigns"_s, body).status, 201); // the slug is free again
    }

    void aCampaignMayNameItsSource()
    {
        ApiFixture hub;
        const QString project = newCampaignProject(hub);
        const QString source = hub.get(project + u"/sources"_s)
                                   .body.value(u"items"_s)
                                   .toArray()
                                   .at(0)
                                   .toObject()
                                   .value(u"id"_s)
                                   .toString();
        const QByteArray body =
            campaignBody(",'target':'https://a.example','sourceId':'SOURCE'").replace("SOURCE", source.toLatin1());
        const ApiAnswer added = hub.post(project + u"/campaigns"_s, body);
        QCOMPARE(added.body.value(u"sourceId"_s).toString(), source);
        const QString path = project + u"/campaigns/"_s + added.body.value(u"id"_s).toString();
        QVERIFY(!hub.ask(Method::Patch, path, hub.writer, "{\"sourceId\":null}").body.contains(u"sourceId"_s));
    }
};

QTEST_GUILESS_MAIN(TestCampaigns)
#include "tst_campaigns.moc"
