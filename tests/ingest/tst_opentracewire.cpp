// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/eventjson.h"
#include "ingest/opentrace/identity.h"
#include "intake/opentraceintake.h"
#include "intake/opentracelinks.h"
#include "intakefixture.h"
#include "support/sourcefolder.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace sightglass;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject readVector(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return QJsonDocument::fromJson(file.readAll()).object();
}

QJsonValue parsedText(const QByteArray& text)
{
    return QJsonDocument::fromJson("[" + text + "]").array().at(0);
}

QByteArray shown(const QJsonValue& value)
{
    return QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
}

/// A vector's `campaigns`, all of the one project there is.
class ListedCampaigns final : public domain::CampaignDirectory
{
public:
    explicit ListedCampaigns(const QJsonArray& campaigns)
    {
        for (const QJsonValue& value : campaigns) {
            const auto text = [&](const char* member) {
                return value.toObject().value(QLatin1String(member)).toString().toStdString();
            };
            domain::Campaign campaign;
            campaign.id = CampaignId(std::int64_t(m_campaigns.size() + 1));
            campaign.project = ProjectId(1);
            campaign.utmSource = text("source");
            campaign.utmMedium = text("medium");
            campaign.utmCampaign = text("campaign");
            campaign.utmContent = text("content");
            campaign.target = text("target");
            campaign.slug = text("slug");
            campaign.botUsername = text("bot");
            campaign.botStartParam = text("code");
            m_campaigns.push_back(std::make_shared<const domain::Campaign>(std::move(campaign)));
        }
    }
    [[nodiscard]] Entry byCode(std::string_view code) const override
    {
        return find(&domain::Campaign::botStartParam, code);
    }
    [[nodiscard]] Entry bySlug(std::string_view slug) const override { return find(&domain::Campaign::slug, slug); }

private:
    [[nodiscard]] Entry find(std::string domain::Campaign::*member, std::string_view text) const
    {
        for (const Entry& entry : m_campaigns) {
            if (!text.empty() && *entry.*member == text)
                return entry;
        }
        return nullptr;
    }
    std::vector<Entry> m_campaigns;
};

/// The intake with everything around it; a vector's `options`, `rules` and `campaigns` change what it works with.
class OpenTraceHub : public test::IntakeSurroundings
{
public:
    explicit OpenTraceHub(const QJsonObject& setup)
        : IntakeSurroundings(withSource(setup))
        , campaigns(setup.value(u"campaigns"_s).toArray())
        , links(service, campaigns)
        , intake(service, optionsOf(setup.value(u"options"_s).toObject()),
                 {.version = "1.2.3",
                  .rulesOf = [rules = rulesOf(setup)](const domain::Source&) { return rules; },
                  .links = &links,
                  .sessions = &sessions})
    {
    }

    domain::Response send(const QJsonObject& in)
    {
        domain::Request request = test::requestOf(in);
        const QJsonValue json = in.value(u"json"_s);
        if (json.isArray())
            request.body = QJsonDocument(json.toArray()).toJson(QJsonDocument::Compact).toStdString();
        if (in.contains(u"client"_s))
            request.clientAddress = in.value(u"client"_s).toString().toStdString();
        if (in.value(u"method"_s).toString() == u"HEAD"_s)
            request.method = domain::Method::Head;
        request.route = routeOf(request);
        domain::Response answer;
        answer.status = 0;
        auto handlers = intake.handlers();
        for (auto& handler : links.handlers())
            handlers.push_back(std::move(handler));
        for (const auto& [id, handler] : handlers) {
            if (id == request.route)
                handler(domain::Request(request), [&answer](domain::Response r) { answer = std::move(r); });
        }
        return answer;
    }

    ListedCampaigns campaigns;
    intake::OpenTraceLinks links;
    domain::LiveSessions sessions;
    intake::OpenTraceIntake intake;

private:
    static QJsonObject withSource(QJsonObject setup)
    {
        QJsonObject source = setup.value(u"source"_s).toObject();
        source.insert(u"openTraceUid"_s, u"ot_web_x7k2p"_s);
        setup.insert(u"source"_s, source);
        return setup;
    }
    static ingest::opentrace::Options optionsOf(const QJsonObject& options)
    {
        return {.strict = options.value(u"strict"_s).toBool(),
                .rejectUnknownUid = options.value(u"rejectUnknownUid"_s).toBool()};
    }
    static std::vector<ingest::opentrace::Rule> rulesOf(const QJsonObject& setup)
    {
        std::vector<ingest::opentrace::Rule> rules;
        const auto text = [](const QJsonValue& rule, const char* member) {
            return rule.toObject().value(QLatin1String(member)).toString().toStdString();
        };
        for (const QJsonValue& rule : setup.value(u"rules"_s).toArray())
            rules.push_back({text(rule, "name"), text(rule, "trigger"), text(rule, "selector")});
        return rules;
    }
    /// The row of a request; what its pattern captures goes into the request.
    static std::string routeOf(domain::Request& request)
    {
        const std::string_view path = request.path;
        constexpr std::string_view kResolve = "/api/campaigns/resolve/";
        if (path.starts_with(kResolve)) {
            request.captures.clear();
            for (const QString& segment : QString::fromStdString(std::string(path.substr(kResolve.size()))).split(u'/'))
                request.captures.push_back(domain::percentDecode(segment.toStdString()));
            return "opentrace.resolve";
        }
        if (path.starts_with("/r/"))
            return "opentrace.redirect";
        if (path.starts_with("/api/v1/rules/"))
            return "opentrace.rules";
        if (path == "/api/settings/show-demo")
            return "opentrace.showdemo";
        return "opentrace." + std::string(path.substr(path.rfind('/') + 1));
    }
};

/// A POST to collect; quotes are single ones.
QJsonObject bodyOf(const char* json)
{
    return {{u"method"_s, u"POST"_s},
            {u"path"_s, u"/api/v1/collect"_s},
            {u"body"_s, QString::fromLatin1(json).replace(u'\'', u'"')}};
}

} // namespace

/// Walks tests/vectors/opentrace/wire: `<case>.in.json` has requests, `<case>.out.json` their answers and the events
/// that must be stored: `row` the columns of §3.1 that are not empty ("/…/" is a pattern, the payload a JSON value),
/// other members as in the NDJSON export. Cases marked `gate` run over a socket only (tests/e2e).
class TestOpenTraceWire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vector_data()
    {
        QTest::addColumn<QJsonObject>("in");
        QTest::addColumn<QJsonObject>("out");
        const QDir folder(test::sourcePath(u"tests/vectors/opentrace/wire"_s));
        int cases = 0;
        for (const QString& name : folder.entryList({u"*.in.json"_s})) {
            const QJsonObject in = readVector(folder.filePath(name));
            if (in.value(u"gate"_s).toBool())
                continue;
            QTest::newRow(qPrintable(in.value(u"origin"_s).toString()))
                << in << readVector(folder.filePath(QString(name).replace(u".in."_s, u".out."_s)));
            ++cases;
        }
        QVERIFY(cases > 30);
    }
    void vector()
    {
        QFETCH(QJsonObject, in);
        QFETCH(QJsonObject, out);
        OpenTraceHub hub(in);
        const QJsonArray requests = in.value(u"requests"_s).toArray();
        const QJsonArray answers = out.value(u"answers"_s).toArray();
        QCOMPARE(answers.size(), requests.size());
        for (qsizetype i = 0; i < requests.size(); ++i)
            checkAnswer(hub.send(requests.at(i).toObject()), answers.at(i).toObject());
        const QJsonArray events = out.value(u"events"_s).toArray();
        QCOMPARE(static_cast<qsizetype>(hub.sink.events.size()), events.size());
        for (qsizetype i = 0; i < events.size(); ++i)
            checkEvent(domain::toJson(hub.sink.events[static_cast<std::size_t>(i)]), events.at(i).toObject());
    }

    /// T01
    void hashes_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("hash");
        const auto row = [](const char* id, const char* hash) {
            QTest::newRow(id) << QString::fromUtf8(id) << QString::fromUtf8(hash);
        };
        row("user@example.com", "b4c9a289323b21a0");
        row("User@Example.com ", "aca2d9f8e9361429");
        row("42", "73475cb40a568e8d");
        row("123456789", "15e2b0d3c33891eb");
        row("192.168.1.10", "805ebf201c523f69");
        row("é", "4a99557e4033c353");
        row("", "e3b0c44298fc1c14");
        row("None", "dc937b59892604f5");
        row("True", "3cbc87c7681f34db");
    }
    void hashes()
    {
        QFETCH(QString, id);
        QFETCH(QString, hash);
        const std::string made = ingest::opentrace::userHash(id.toStdString());
        QCOMPARE(QString::fromStdString(made), hash);
        QVERIFY(!ingest::opentrace::hashOf(made)); // a hash is not hashed again
    }

    void anUnknownResourceIsRemembered()
    {
        OpenTraceHub hub({});
        QCOMPARE(hub.send(bodyOf("{'rid':'ot_bot_new'}")).status, 200);
        QCOMPARE(hub.send(bodyOf("{'rid':'ot_web_x7k2p'}")).status, 200);
        const auto known = hub.unknown.list();
        QCOMPARE(known.size(), std::size_t(1));
        QCOMPARE(known.front().id, std::string("ot_bot_new"));
        QCOMPARE(hub.sink.events.size(), std::size_t(2));
    }

    /// §9.4
    void aBrowserIsHandedToABot()
    {
        OpenTraceHub hub(
            QJsonObject{{u"campaigns"_s, QJsonArray{QJsonObject{{u"code"_s, u"Ab3"_s}, {u"bot"_s, u"shop_bot"_s}}}}});
        const QString token = handedToken(hub, u"ot-a-1"_s);
        QCOMPARE(token.size(), qsizetype(12));
        const auto start = [&hub, &token](const char* user) {
            const QJsonObject body{{u"name"_s, u"bot_start"_s},
                                   {u"project_id"_s, u"ot_web_x7k2p"_s},
                                   {u"session_id"_s, QLatin1String(user)},
                                   {u"payload"_s, QJsonObject{{u"bot_param"_s, QString(u"utm_Ab3-"_s + token)}}}};
            static_cast<void>(hub.send({{u"method"_s, u"POST"_s}, {u"path"_s, u"/api/v1/event"_s}, {u"json"_s, body}}));
            return domain::toJson(hub.sink.events.at(hub.sink.events.size() -
                                                     (hub.sink.events.back().kind == domain::Kind::Alias ? 2 : 1)));
        };
        const QJsonObject first = start("7");
        QCOMPARE(first.value(u"link_kind"_s).toString(), u"handoff"_s);
        QCOMPARE(first.value(u"linked_id"_s).toString(), u"ot-a-1"_s);
        QCOMPARE(first.value(u"id_space"_s).toString(), u"opentrace"_s);
        QCOMPARE(first.value(u"link_id"_s).toString(), u"1"_s);
        QCOMPARE(hub.sink.events.back().linkedId, ingest::opentrace::userHash("7"));
        QCOMPARE(start("8").value(u"link_kind"_s).toString(), u"alias"_s); // it is the first one's
        QCOMPARE(start("7").value(u"link_kind"_s).toString(), u"handoff"_s);
    }
    void aHandoffNeedsABrowserAndABot_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<int>("status");
        QTest::newRow("nothing named") << QString() << 422;
        QTest::newRow("no browser's id") << u"rid=ot_web_x7k2p&sid=unknown&code=Ab3"_s << 422;
        QTest::newRow("a resource nobody knows") << u"rid=x&sid=ot-a&code=Ab3"_s << 404;
        QTest::newRow("a code nobody knows") << u"rid=ot_web_x7k2p&sid=ot-a&code=x"_s << 404;
        QTest::newRow("a campaign without a bot") << u"rid=ot_web_x7k2p&sid=ot-a&code=web"_s << 404;
        QTest::newRow("a code without room for a token")
            << QString(u"rid=ot_web_x7k2p&sid=ot-a&code="_s + QString(48, u'l')) << 404;
        QTest::newRow("the longest code with room")
            << QString(u"rid=ot_web_x7k2p&sid=ot-a&code="_s + QString(47, u'l')) << 200;
    }
    void aHandoffNeedsABrowserAndABot()
    {
        QFETCH(QString, query);
        QFETCH(int, status);
        const auto campaign = [](const QString& code, const QString& bot) {
            return QJsonObject{{u"code"_s, code}, {u"bot"_s, bot}};
        };
        OpenTraceHub hub(
            QJsonObject{{u"campaigns"_s, QJsonArray{campaign(u"Ab3"_s, u"shop_bot"_s), campaign(u"web"_s, {}),
                                                    campaign(QString(48, u'l'), u"shop_bot"_s),
                                                    campaign(QString(47, u'l'), u"shop_bot"_s)}}});
        const domain::Response answer =
            hub.send({{u"method"_s, u"GET"_s}, {u"path"_s, u"/api/v1/handoff"_s}, {u"query"_s, query}});
        QCOMPARE(answer.status, status);
        if (status == 200) {
            const QString url =
                parsedText(QByteArray::fromStdString(answer.body)).toObject().value(u"url"_s).toString();
            QCOMPARE(url.section(u"start="_s, 1).size(), qsizetype(64)); // Telegram takes no more
        }
    }
    void aHandoffHoldsForADay()
    {
        intake::OpenTraceHandoffs handoffs;
        const TimePoint start = fromMs(1'772'359'200'000);
        const std::string token = handoffs.add(ProjectId(1), "ot-a", start);
        const auto later = [&](std::chrono::hours hours, ProjectId project) {
            return handoffs.redeem(project, token, "7", start + hours);
        };
        QVERIFY(!later(std::chrono::hours(1), ProjectId(2)));
        QCOMPARE(later(std::chrono::hours(23), ProjectId(1)), std::optional<std::string>("ot-a"));
        QVERIFY(!later(std::chrono::hours(24), ProjectId(1)));
    }

    /// §4
    void aSessionLives_data()
    {
        QTest::addColumn<QJsonObject>("setup");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("body");
        QTest::addColumn<bool>("lives");
        const auto row = [](const char* name, const char* path, const char* body, bool lives,
                            const QJsonObject& setup = {}) {
            QTest::newRow(name) << setup << QString::fromLatin1(path) << QString::fromLatin1(body) << lives;
        };
        const char* const page = "{'rid':'ot_web_x7k2p','sid':'s','res':'1x1'}";
        const char* const server = "{'name':'x','project_id':'ot_web_x7k2p','session_id':'s'}";
        row("a page", "/api/v1/collect", page, true);
        row("a captured event", "/api/v1/collect", "{'rid':'ot_web_x7k2p','sid':'s'}", true);
        row("an event of a server", "/api/v1/event", server, false);
        row("an event of a bot", "/api/v1/event", server, true, {{u"source"_s, QJsonObject{{u"kind"_s, u"bot"_s}}}});
        row("nobody", "/api/v1/collect", "{'rid':'ot_web_x7k2p'}", false);
        row("a resource nobody knows", "/api/v1/collect", "{'rid':'x','sid':'s'}", false);
        row("identify", "/api/v1/identify", "{'rid':'ot_web_x7k2p','sid':'s','user_id':'u'}", false);
        row("a strict project", "/api/v1/collect", page, false,
            {{u"project"_s, QJsonObject{{u"privacy"_s, u"strict"_s}}}});
    }
    void aSessionLives()
    {
        QFETCH(QJsonObject, setup);
        QFETCH(QString, path);
        QFETCH(QString, body);
        QFETCH(bool, lives);
        OpenTraceHub hub(setup);
        const domain::Response answer =
            hub.send({{u"method"_s, u"POST"_s}, {u"path"_s, path}, {u"body"_s, body.replace(u'\'', u'"')}});
        QCOMPARE(answer.status, 200);
        const TimePoint now = test::requestOf({}).receivedAt;
        QCOMPARE(hub.sessions.find("ot_web_x7k2p", "s", now).has_value(), lives);
        QCOMPARE(hub.sessions.count("ot_web_x7k2p", now).online(), std::size_t(lives ? 1 : 0));
    }
    void aSessionKnowsWhatItsRowsSaid()
    {
        OpenTraceHub hub({});
        const auto say = [&hub](const QString& more) {
            const QString body = u"{'rid':'ot_web_x7k2p','sid':'s'%1}"_s.arg(more);
            static_cast<void>(hub.send({{u"method"_s, u"POST"_s},
                                        {u"path"_s, u"/api/v1/collect"_s},
                                        {u"headers"_s, QJsonObject{{u"User-Agent"_s, u"Firefox"_s}}},
                                        {u"body"_s, QString(body).replace(u'\'', u'"')}}));
        };
        say(u",'res':'1x1','url':'https://a.example/?fbclid=I1','fbp':'p'"_s);
        // A server's own address and agent say nothing about a browser, and who is no trusted sender speaks for nobody.
        say(u",'url':'https://a.example/thanks','ttclid':'T','fbclid':'','ip':'198.51.100.1','user_agent':'Chrome'"_s);
        const auto session = hub.sessions.find("ot_web_x7k2p", "s", test::requestOf({}).receivedAt);
        QVERIFY(session.has_value());
        QCOMPARE(session->address, std::string("203.0.113.9"));
        QCOMPARE(session->userAgent, std::string("Firefox"));
        QCOMPARE(session->url, std::string("https://a.example/thanks"));
        QCOMPARE(session->fbclid + session->ttclid + session->fbp, std::string("I1Tp"));
    }

    void whatIsRefusedIsCountedWithoutWhatWasSent()
    {
        OpenTraceHub hub({});
        static_cast<void>(hub.send(bodyOf("secret")));
        QCOMPARE(hub.feed.rejections.size(), std::size_t(1));
        QCOMPARE(hub.feed.rejections.front().reason, std::string("invalid"));
        QVERIFY(hub.feed.rejections.front().excerpt.empty());
        QCOMPARE(hub.counters.at("sightglass_refused_total{protocol=\"opentrace\",reason=\"invalid\"}").load(), 1);
    }

    void whatCannotBeStoredIsSeen()
    {
        OpenTraceHub hub({{u"sink"_s, u"unavailable"_s}});
        const domain::Response answer = hub.send(bodyOf("{'rid':'ot_web_x7k2p'}"));
        QCOMPARE(answer.status, 200);
        QCOMPARE(parsedText(QByteArray::fromStdString(answer.body)).toObject().value(u"status"_s).toString(),
                 u"error"_s);
        QCOMPARE(domain::header(answer.headers, "Retry-After"), std::string_view("5"));
        QCOMPARE(hub.feed.rejections.front().reason, std::string("not_stored"));
    }

    void aStrictProjectKeepsNoIdAndNoRow()
    {
        OpenTraceHub hub({{u"project"_s, QJsonObject{{u"privacy"_s, u"strict"_s}}}});
        QCOMPARE(hub.send(bodyOf("{'rid':'ot_web_x7k2p','sid':'ot-a','res':'1x1','url':'https://a.b/?x=1'}")).status,
                 200);
        const domain::Event& event = hub.sink.events.front();
        QVERIFY(event.wire.empty() && event.anonymousId.empty() && event.url.empty());
        QCOMPARE(event.path, std::string("/"));
    }

private:
    static QString handedToken(OpenTraceHub& hub, const QString& sid)
    {
        const domain::Response answer = hub.send({{u"method"_s, u"GET"_s},
                                                  {u"path"_s, u"/api/v1/handoff"_s},
                                                  {u"query"_s, QString(u"rid=ot_web_x7k2p&code=Ab3&sid="_s + sid)}});
        const QString code = parsedText(QByteArray::fromStdString(answer.body)).toObject().value(u"code"_s).toString();
        return code.section(u'-', 1);
    }

    static void checkAnswer(const domain::Response& answer, const QJsonObject& expected)
    {
        QVERIFY2(answer.status == expected.value(u"status"_s).toInt(), answer.body.c_str());
        const QByteArray body = QByteArray::fromStdString(answer.body);
        if (expected.contains(u"body"_s))
            QVERIFY2(parsedText(body) == expected.value(u"body"_s), body.constData());
        if (expected.contains(u"pattern"_s))
            QVERIFY2(matches(expected.value(u"pattern"_s).toString(), QString::fromUtf8(body)), body.constData());
        const QJsonObject headers = expected.value(u"headers"_s).toObject();
        for (auto it = headers.begin(); it != headers.end(); ++it)
            QCOMPARE(QString::fromUtf8(domain::header(answer.headers, it.key().toStdString())), it.value().toString());
        if (!headers.contains(u"location"_s) && !expected.contains(u"text"_s))
            QCOMPARE(answer.contentType, std::string("application/json"));
    }
    static bool matches(const QString& pattern, const QString& text)
    {
        return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
    }

    static void checkRow(QJsonObject wire, const QJsonObject& expected)
    {
        for (const QString& other :
             {u"ingest"_s, u"utm_id"_s, u"fbp"_s, u"fbc"_s, u"ttp"_s, u"timestamp_raw"_s, u"campaign_id"_s})
            wire.remove(other);
        QCOMPARE(wire.keys(), expected.keys());
        for (auto it = expected.begin(); it != expected.end(); ++it) {
            const QString column = wire.value(it.key()).toString();
            const QString pattern = it.value().toString();
            if (it.key() == u"payload"_s)
                QVERIFY2(parsedText(column.toUtf8()) == it.value(), qPrintable(column));
            else if (pattern.size() > 2 && pattern.startsWith(u'/') && pattern.endsWith(u'/'))
                QVERIFY2(matches(pattern.mid(1, pattern.size() - 2), column), qPrintable(column));
            else
                QCOMPARE(column, pattern);
        }
    }
    static void checkEvent(const QJsonObject& event, QJsonObject expected)
    {
        if (expected.contains(u"row"_s))
            checkRow(event.value(u"wire"_s).toObject(), expected.take(u"row"_s).toObject());
        for (auto it = expected.begin(); it != expected.end(); ++it) {
            const QJsonValue value = it.value().isNull() ? QJsonValue(QJsonValue::Undefined) : it.value();
            QVERIFY2(event.value(it.key()) == value,
                     QByteArray(it.key().toUtf8() + ": " + shown(event.value(it.key())) + " instead of " + shown(value))
                         .constData());
        }
    }
};

QTEST_GUILESS_MAIN(TestOpenTraceWire)
#include "tst_opentracewire.moc"
