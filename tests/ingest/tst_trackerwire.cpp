// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/eventjson.h"
#include "http/routematcher.h"
#include "http/target.h"
#include "ingest/tracker/hashes.h"
#include "domain/passwordhash.h"
#include "intake/trackerintake.h"
#include "intake/trackerlinks.h"
#include "intake/trackersocket.h"
#include "ingest/tracker/lz4.h"
#include "intakefixture.h"
#include "pipeline/referencedata.h"
#include "support/sourcefolder.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <future>
#include <lz4frame.h>
#include <map>

using namespace sightglass;
using namespace Qt::Literals::StringLiterals;

namespace {

namespace trk = ingest::tracker;

QJsonObject read(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return QJsonDocument::fromJson(file.readAll()).object();
}

QString shown(const QJsonValue& value)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
}

std::vector<std::string> textsOf(const QJsonValue& list)
{
    std::vector<std::string> out;
    for (const QJsonValue& item : list.toArray())
        out.push_back(item.toString().toStdString());
    return out;
}

intake::TrackerOptions optionsOf(const QJsonObject& tracker)
{
    const auto text = [&tracker](QLatin1StringView key) { return tracker.value(key).toString().toStdString(); };
    intake::TrackerOptions options;
    options.events.idNamespace = "00000000-0000-4000-8000-000000000001";
    options.events.ipHashSecret = "secret";
    options.events.urlFilter = text("urlFilter"_L1);
    options.events.accountMixer = text("accountMixer"_L1);
    options.events.identityPrefix = text("identityPrefix"_L1);
    options.events.legacyIpHash = tracker.value("legacyIpHash"_L1).toBool();
    options.events.visitorFollowsUser = tracker.value("visitorFollowsUser"_L1).toBool();
    options.events.batch = static_cast<std::size_t>(tracker.value("batch"_L1).toInt(500));
    options.cookie.requiredFlags = tracker.value("cookieFlags"_L1).toInt();
    options.defaultRedirect = text("defaultRedirect"_L1);
    options.serverSecret = text("serverSecret"_L1);
    options.originalPixel = tracker.value("originalPixel"_L1).toBool();
    options.redirects.hosts = textsOf(tracker.value("redirectHosts"_L1));
    options.redirects.signingKey = text("redirectKey"_L1);
    return options;
}

pipeline::PipelineParts facts()
{
    static const auto data = pipeline::ReferenceData::load();
    if (!data)
        qFatal("no reference data");
    pipeline::PipelineParts parts;
    parts.data = *data;
    return parts;
}

/// Short links in memory.
class MemoryLinks final : public domain::ShortLinks
{
public:
    std::optional<std::string> target(std::string_view link) const override
    {
        const auto found = targets.find(link);
        return found == targets.end() ? std::nullopt : std::optional(found->second);
    }
    Expected<domain::TrackerAccount> account(std::string_view id) const override
    {
        const auto found = known.find(id);
        if (found == known.end())
            return unexpected(ErrorCode::NotFound, u"none"_s);
        return found->second;
    }
    std::vector<domain::TrackerAccount> accounts() const override { return {}; }
    Expected<void> set(const domain::ShortLinkChange& change) override
    {
        targets[change.hostFrom + change.slugFrom] = change.urlTo;
        changes.push_back(change);
        return {};
    }
    Expected<std::vector<domain::ShortLinkChange>> history(const std::string& host) override
    {
        std::vector<domain::ShortLinkChange> out;
        for (const domain::ShortLinkChange& change : changes) {
            if (change.hostFrom == host)
                out.push_back(change);
        }
        return out;
    }
    Expected<void> setAccount(const domain::TrackerAccount& account) override
    {
        known[account.id] = account;
        return {};
    }
    Expected<void> removeAccount(const std::string&) override { return {}; }

    std::map<std::string, std::string, std::less<>> targets;
    std::map<std::string, domain::TrackerAccount, std::less<>> known;
    std::vector<domain::ShortLinkChange> changes;
};

intake::TrackerLinkOptions linkOptions()
{
    intake::TrackerLinkOptions options;
    options.rules.ownHosts = {"hub.example.com"};
    options.rules.isRoute = [](std::string_view path) { return path == "/health"; };
    options.opensWithHeader = [](std::string_view header) { return header == "Bearer hubtoken"; };
    options.opensWithToken = [](std::string_view token) { return token == "hubtoken"; };
    return options;
}

/// A tracker's intake over the usual surroundings.
class TrackerHub : public test::IntakeSurroundings
{
public:
    explicit TrackerHub(const QJsonObject& setup = {})
        : IntakeSurroundings(setup, facts())
        , tracker(service, optionsOf(setup.value(u"tracker"_s).toObject()))
        , shortLinks(tracker, links, linkOptions())
    {
        links.known["14fb0860-b4bf-11e9-8971-7b80435315ac"] = {"14fb0860-b4bf-11e9-8971-7b80435315ac", "W6ph5Mm5Pz8GgiULbPgzG37mj9g=", {}};
        const QJsonObject stored = setup.value(u"links"_s).toObject();
        for (auto it = stored.begin(); it != stored.end(); ++it)
            links.targets[it.key().toStdString()] = it.value().toString().toStdString();
    }

    domain::Response send(domain::Request request)
    {
        auto handlers = tracker.handlers();
        for (auto& handler : shortLinks.handlers())
            handlers.push_back(std::move(handler));
        auto promise = std::make_shared<std::promise<domain::Response>>();
        std::future<domain::Response> answer = promise->get_future();
        for (const auto& [id, handler] : handlers) {
            if (id == request.route) {
                handler(std::move(request), [promise](domain::Response response) { promise->set_value(std::move(response)); });
                return answer.get();
            }
        }
        return {};
    }

    intake::TrackerIntake tracker;
    MemoryLinks links;
    intake::TrackerLinks shortLinks;
};

domain::Method methodOf(const QString& name)
{
    using domain::Method;
    for (const Method method : {Method::Get, Method::Head, Method::Post, Method::Put, Method::Patch, Method::Delete}) {
        if (QLatin1StringView(domain::name(method)) == name)
            return method;
    }
    return Method::Other;
}

/// A request as the gate hands it on, over TLS. Its row is found in the route table.
domain::Request requestOf(const QJsonObject& in)
{
    QJsonObject plain = in;
    plain.insert(u"path"_s, u"/"_s);
    domain::Request request = test::requestOf(plain);
    request.method = methodOf(in.value(u"method"_s).toString());
    request.scheme = "https";
    request.target = in.value(u"target"_s).toString().toStdString();
    http::Target target;
    if (!http::splitTarget(request.target, {}, target))
        qFatal("no target: %s", request.target.c_str());
    request.path = target.path;
    request.query = target.query;
    static const http::RouteMatcher matcher(http::routes(), [](const http::RouteRow&) { return true; });
    request.captures.clear();
    const http::RouteMatch match = matcher.match(request.method, target.segments, false, &request.captures);
    request.route = match.isMethodKnown ? match.row->id : std::string_view();
    return request;
}

QJsonObject request(const char* method, const QString& target, const QString& body = {})
{
    return {{u"method"_s, QLatin1StringView(method)},
            {u"target"_s, target},
            {u"body"_s, body},
            {u"headers"_s, QJsonObject{{u"Host"_s, u"tr.example.com"_s}}}};
}

/// Members of a vector's event: those that are JSON texts are compared as what they say.
QJsonValue valueOf(const QJsonObject& wire, const QString& key, const QJsonValue& expected)
{
    const QJsonValue value = wire.value(key);
    return expected.isObject() ? QJsonValue(QJsonDocument::fromJson(value.toString().toUtf8()).object()) : value;
}

/// What liblz4 makes of a text.
QByteArray lz4Frame(const QByteArray& text, LZ4F_preferences_t preferences)
{
    QByteArray out(static_cast<qsizetype>(LZ4F_compressFrameBound(static_cast<std::size_t>(text.size()), &preferences)), '\0');
    out.resize(static_cast<qsizetype>(LZ4F_compressFrame(out.data(), static_cast<std::size_t>(out.size()), text.constData(),
                                                         static_cast<std::size_t>(text.size()), &preferences)));
    return out;
}

} // namespace

/// Walks tests/vectors/tracker/wire: `<case>.in.json` has requests, `<case>.out.json` their answers and the events that
/// must be stored (members not named may be anything; `properties` and `traits` are compared whole, of `wire` the named
/// members, null = absent). `{id}` and `{eid}` stand for the visitor and the event id of the event of the same place,
/// `{id2}` for those of the second event.
class TestTrackerWire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vector_data()
    {
        QTest::addColumn<QJsonObject>("in");
        QTest::addColumn<QJsonObject>("out");
        const QDir folder(test::sourcePath(u"tests/vectors/tracker/wire"_s));
        int cases = 0;
        for (const QString& name : folder.entryList({u"*.in.json"_s})) {
            const QJsonObject in = read(folder.filePath(name));
            QTest::newRow(qPrintable(in.value(u"origin"_s).toString()))
                << in << read(folder.filePath(QString(name).replace(u".in."_s, u".out."_s)));
            ++cases;
        }
        QVERIFY(cases > 40);
    }
    void vector()
    {
        QFETCH(QJsonObject, in);
        QFETCH(QJsonObject, out);
        TrackerHub hub(in);
        const QJsonArray requests = in.value(u"requests"_s).toArray();
        const QJsonArray answers = out.value(u"answers"_s).toArray();
        QCOMPARE(answers.size(), requests.size());
        std::vector<domain::Response> given;
        for (const QJsonValue& one : requests)
            given.push_back(hub.send(requestOf(one.toObject())));
        const QJsonArray events = out.value(u"events"_s).toArray();
        QCOMPARE(static_cast<qsizetype>(hub.sink.events.size()), events.size());
        for (qsizetype i = 0; i < events.size(); ++i)
            checkEvent(hub.sink.events, static_cast<std::size_t>(i), events.at(i).toObject());
        for (qsizetype i = 0; i < answers.size(); ++i)
            checkAnswer(given[static_cast<std::size_t>(i)], hub.sink.events, static_cast<std::size_t>(i), answers.at(i).toObject());
        checkRefused(hub, in.value(u"refused"_s).toObject());
    }

    void hashesAreThoseOfTheOriginal()
    {
        QCOMPARE(trk::shortHash("localhost"), std::string("d4md6"));
        QCOMPARE(trk::shortHash("example.com"), std::string("imdezq"));
        QCOMPARE(trk::shortHash("tr.example.com"), std::string("i5pkuo"));
        QCOMPARE(trk::shortHash("testua/1.0 (x)"), std::string("1kiy5lq"));
        QCOMPARE(trk::shortHash("TestUA/1.0 (X)"), std::string("1cz4zry"));
        QCOMPARE(trk::shortHash("tr.example.commix"), std::string("1gcy0ly"));
        QCOMPARE(trk::legacyIpHash("127.0.0.1"), std::string("2eauxqsti0h26dc3qe1mfglks"));
        QCOMPARE(trk::legacyIpHash("203.0.113.9"), std::string("17sbrai1gb5s4t1l55vi51inevre"));
        QCOMPARE(trk::legacyIpHash("8.8.8.8"), std::string("b4c84prdbt401t5oxss1cy8xcx"));
        QCOMPARE(trk::legacyIpHash("2001:4860:4860::8888"), std::string("1tu49v45ca6ili5ho2va6eaj4"));
        QCOMPARE(trk::identityHash("lalala@aaa.com", ""), std::string("-MbtIBwImNmusGbGdX7jHdk6fe4="));
        QCOMPARE(trk::identityHash("LALALA@aaa.com ", "salt-"), std::string("bq9ig_871hpPmYbpWTpPhMQb1Hc="));
        QCOMPARE(trk::identityHash("admin", ""), std::string("0DPiKuNIrrVmD8IUCuw1hQxNqZc="));
        QCOMPARE(trk::identityHash("+1 555", ""), std::string("7kj4q529DUIz9XkwymxkTnpJQEQ="));
        QCOMPARE(trk::identityHash("password", ""), std::string("W6ph5Mm5Pz8GgiULbPgzG37mj9g="));
        QVERIFY(trk::keyedIpHash("8.8.8.8", "a") != trk::keyedIpHash("8.8.8.8", "b"));
    }

    void addressesLoseSchemeQueryAndFragment_data()
    {
        QTest::addColumn<QString>("filter");
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("kept");
        const QString own = uR"(^https?://(?:[a-z0-9.-]*\.)?own\.example(?::\d+)?(/[^?]*))"_s;
        QTest::newRow("no filter") << QString() << u"https://www.Site.com/A/B?b=1#f"_s << u"//www.site.com/a/b"_s;
        QTest::newRow("a fragment alone") << QString() << u"http://a.example/x#f"_s << u"//a.example/x"_s;
        QTest::newRow("an own page") << own << u"https://dev.staging.own.example:8443/A/B?q=1"_s << u"/a/b"_s;
        QTest::newRow("an own root") << own << u"https://api.own.example/"_s << u"/"_s;
        QTest::newRow("a foreign page") << own << u"https://Other.example/P?q"_s << u"//other.example/p"_s;
    }
    void addressesLoseSchemeQueryAndFragment()
    {
        QFETCH(QString, filter);
        QFETCH(QString, address);
        QFETCH(QString, kept);
        const trk::UrlText text(filter.toStdString(), 0);
        QVERIFY(text.isValid());
        QCOMPARE(QString::fromStdString(text.of(address.toStdString())), kept);
        QVERIFY(!trk::UrlText("(", 0).isValid());
    }

    void aCookieBelongsToTheSiteOrToTheHostAlone_data()
    {
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("domain");
        QTest::newRow("a subdomain") << u"TR.example.com:8443"_s << u"example.com"_s;
        QTest::newRow("the site itself") << u"example.com"_s << u"example.com"_s;
        QTest::newRow("a public suffix above it") << u"x.example.co.uk"_s << QString();
        QTest::newRow("one label") << u"localhost:8484"_s << u"localhost"_s;
        QTest::newRow("an address") << u"127.0.0.1:8484"_s << QString();
        QTest::newRow("an IPv6 address") << u"[::1]:8484"_s << QString();
    }
    void aCookieBelongsToTheSiteOrToTheHostAlone()
    {
        QFETCH(QString, host);
        QFETCH(QString, domain);
        domain::Request request;
        request.host = host.toStdString();
        trk::CookieOptions options;
        options.isPublicSuffix = [](std::string_view name) { return name == "co.uk"; };
        const QString cookie = QString::fromStdString(trk::visitorCookie(request, "v", options));
        QCOMPARE(cookie.contains(u"Domain="_s), !domain.isEmpty());
        QVERIFY2(domain.isEmpty() || cookie.contains(u"; Domain=%1;"_s.arg(domain)), qPrintable(cookie));
        QVERIFY(!cookie.contains(u"Secure"_s));
    }

    void lz4Frames_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("limit");
        const QByteArray text = "0123456789012345678901234567890123456789"; // ten letters, a match that overlaps itself, five at the end
        const QByteArray block = "af30313233343536373839" "0a00" "06" "503536373839";
        const auto row = [&text](const char* name, const QByteArray& hex, bool isGood, int limit = 100) {
            QTest::newRow(name) << hex << (isGood ? text : QByteArray()) << limit;
        };
        row("a block behind its size", "28000000" + block, true);
        row("a size that is not that of the text", "27000000" + block, false);
        row("a size past the limit", "28000000" + block, false, 39);
        row("a block cut short", "28000000" + block.chopped(2), false);
        row("a match before the beginning", "28000000" "1f30" "0200" "06" "00", false);
        row("a match at no distance", "28000000" "1f30" "0000" "06" "00", false);
        const QByteArray frame = lz4Frame(text, LZ4F_INIT_PREFERENCES);
        row("a frame", frame.toHex(), true);
        LZ4F_preferences_t careful = LZ4F_INIT_PREFERENCES;
        careful.frameInfo.contentChecksumFlag = LZ4F_contentChecksumEnabled;
        careful.frameInfo.blockChecksumFlag = LZ4F_blockChecksumEnabled;
        careful.frameInfo.contentSize = static_cast<unsigned long long>(text.size());
        const QByteArray checked = lz4Frame(text, careful);
        row("a frame that says its size and has checksums", checked.toHex(), true);
        QByteArray damaged = checked;
        damaged.back() = static_cast<char>(damaged.back() ^ 1);
        row("a frame whose checksum is another's", damaged.toHex(), false);
        row("a frame past the limit", frame.toHex(), false, 39);
        row("a frame without an end", frame.chopped(4).toHex(), false);
        row("a frame with a dictionary", "04224d18" "6140" "00000000" "00" "14000000" + block + "00000000", false);
        row("nothing", "", false);
        row("three bytes", "280000", false);
    }
    void lz4Frames()
    {
        QFETCH(QByteArray, hex);
        QFETCH(QByteArray, text);
        QFETCH(int, limit);
        const auto out = trk::decompressLz4(QByteArray::fromHex(hex).toStdString(), static_cast<std::size_t>(limit));
        QCOMPARE(out.has_value(), !text.isEmpty());
        QCOMPARE(QByteArray::fromStdString(out.value_or("")), text);
    }

    /// Spec tracker §24 T33.
    void messagesOfASocketAreEventsOfItsVisitor()
    {
        TrackerHub hub;
        domain::Request upgrade = requestOf(request("GET", u"/tr/v1/ws"_s));
        upgrade.headers.emplace_back("Cookie", "vid=14fb0860-b4bf-11e9-8971-7b80435315ac; CookieConsent=3");
        const TimePoint now = fromMs(1'800'000'000'000);
        intake::TrackerSocket socket(hub.tracker, upgrade, [now] { return now; });
        socket.received(R"({"ename":"Click","sid":"24fb0860-b4bf-11e9-8971-7b80435315ac","auth":"JWT.SECRET","Custom":"X","params":{"firsttext":"Buy Now"}})");
        socket.receivedBytes(QByteArray::fromHex("6b000000ff317b22656e616d65223a22636c69636b222c22766964223a2231346662303836302d623462662d313165392d383937312d376238303433353331356163222c22732d00126031356163227d").toStdString());
        socket.received("{bad");
        socket.received("[]");
        socket.receivedBytes("no LZ4");
        QCOMPARE(hub.sink.events.size(), std::size_t(2));
        const domain::Event& text = hub.sink.events.front();
        QCOMPARE(text.name, std::string("click"));
        QCOMPARE(text.anonymousId, std::string("14fb0860-b4bf-11e9-8971-7b80435315ac"));
        QCOMPARE(text.consent, std::optional<std::int64_t>(3));
        QCOMPARE(text.receivedAt, now);
        QCOMPARE(wireText(text, "params"), std::string(R"({"firsttext":"Buy Now","custom":"x"})"));
        QVERIFY(text.raw.find("JWT") == std::string::npos);
        const domain::Event& binary = hub.sink.events.back();
        QCOMPARE(binary.name, std::string("click"));
        QCOMPARE(binary.sessionHint, std::string("14fb0860-b4bf-11e9-8971-7b80435315ac"));
        QCOMPARE(hub.counters.at("sightglass_refused_total{protocol=\"tracker\",reason=\"bad_json\"}").load(), 3);
    }

    void aLegacyPasswordIsHashedProperlyWhenItsOwnerSignsIn()
    {
        TrackerHub hub;
        const QString target = u"/rpi/v1/redirects/14fb0860-b4bf-11e9-8971-7b80435315ac/%1/tr.example.com"_s;
        QCOMPARE(hub.send(requestOf(request("GET", target.arg(u"wrong"_s)))).status, 400);
        QVERIFY(domain::isLegacyHash(hub.links.known.begin()->second.passwordHash));
        QCOMPARE(hub.send(requestOf(request("GET", target.arg(u"password"_s)))).status, 200);
        const std::string hash = hub.links.known.begin()->second.passwordHash;
        QVERIFY(hash.starts_with("$argon2id$") && domain::isPassword("password", hash) && !domain::isPassword("Password", hash));
        QCOMPARE(hub.send(requestOf(request("GET", target.arg(u"password"_s)))).status, 200);
        QVERIFY(hub.send(requestOf(request("GET", target.arg(u"wrong"_s)))).isFailedSignIn);
    }

    void aSessionLastsHalfAnHourWithoutAnEvent()
    {
        intake::TrackerSessions sessions;
        const TimePoint start = fromMs(1'700'000'000'000);
        const std::string first = sessions.sessionOf("v", start);
        QCOMPARE(sessions.sessionOf("v", start + std::chrono::minutes(29)), first);
        QCOMPARE(sessions.sessionOf("v", start + std::chrono::minutes(58)), first);
        QVERIFY(sessions.sessionOf("w", start) != first);
        QVERIFY(sessions.sessionOf("v", start + std::chrono::minutes(88)) != first);
    }

    void idsOfThisHubSayWhenTheyWereMade()
    {
        // RFC 9562 §A.1: 2022-02-22T19:22:22Z counts 0x1EC9414C232AB00 from 1582.
        const QString id = QString::fromStdString(intake::timeUuid(fromMs(1'645'557'742'000)));
        static const QRegularExpression form(u"^c23[2-9a-f][0-9a-f]{4}-9414-11ec-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"_s);
        QVERIFY2(form.match(id).hasMatch(), qPrintable(id));
        QVERIFY(intake::timeUuid(fromMs(0)) != intake::timeUuid(fromMs(0)));
    }

    void moreRequestsThanTheHubAnswersAtOnceAreToldSo()
    {
        test::IntakeSurroundings hub;
        intake::TrackerOptions options = optionsOf({});
        options.requestsAtOnce = 1;
        intake::TrackerIntake tracker(hub.service, options);
        hub.sink.mode = test::RecordingSink::Mode::Hold;
        const domain::Request one = requestOf(request("GET", u"/tr/v1/"_s));
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
        intake::TrackerOptions options = optionsOf({});
        bool isWritable = true;
        options.isWritable = [&isWritable] { return isWritable; };
        intake::TrackerIntake tracker(hub.service, options);
        tracker.track(requestOf(request("GET", u"/tr/v1/"_s)), trk::Call::Track, [](domain::Response) {});
        domain::Response answer;
        const auto ask = [&] {
            tracker.health(requestOf(request("GET", u"/health"_s)), [&answer](domain::Response r) { answer = std::move(r); });
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

    /// Spec tracker §26: no JSON object with a valid route may yield zero stored events.
    void noObjectYieldsNothing()
    {
        TrackerHub hub;
        const QJsonArray values{1, -1.5, true, QJsonValue(), u"text"_s, u""_s, QJsonArray{1, QJsonObject{}}, QJsonObject{{u"a"_s, QJsonArray{}}}, 1e308, u"\U0001F600"_s};
        QStringList keys{u"vid"_s, u"uid"_s, u"params"_s, u"ename"_s, u"url"_s, u"last"_s, u"eid"_s, u"lat"_s, u"targets"_s, u"first"_s, u"cflags"_s, u"tz"_s, u"score"_s, u"created"_s, u""_s, u"\u0130"_s};
        std::size_t sent = 0;
        for (const QString& key : keys) {
            for (const QJsonValue& value : values) {
                const QString body = QString::fromUtf8(QJsonDocument(QJsonObject{{key, value}, {u"k"_s, value}}).toJson());
                for (const QString& route : {u"/tr/v1/"_s, u"/str/v1/"_s, u"/img/v1/"_s, u"/rdr/v1/"_s})
                    QVERIFY(hub.send(requestOf(request("POST", route, body))).status < 400);
                sent += 4;
            }
        }
        QCOMPARE(hub.sink.events.size() + duplicates(hub), sent);
    }

private:
    /// Events that an id of the client makes one with an earlier one.
    static std::size_t duplicates(TrackerHub& hub)
    {
        return static_cast<std::size_t>(hub.counters.at("sightglass_events_total{protocol=\"tracker\",outcome=\"duplicate\"}").load());
    }

    static std::string wireText(const domain::Event& event, std::string_view key)
    {
        for (const domain::Property& member : event.wire) {
            if (member.key == key && std::holds_alternative<std::string>(member.value))
                return std::get<std::string>(member.value);
        }
        return {};
    }

    static QString filled(QString text, const std::vector<domain::Event>& events, std::size_t place)
    {
        static const QRegularExpression hole(u"\\{(id|eid)(\\d*)\\}"_s);
        for (auto match = hole.match(text); match.hasMatch(); match = hole.match(text)) {
            const std::size_t index = match.captured(2).isEmpty() ? place : match.captured(2).toUInt() - 1;
            if (index >= events.size())
                qFatal("no such event");
            const domain::Event& event = events[index];
            const std::string id = match.captured(1) == u"id"_s ? event.anonymousId : wireText(event, "eid");
            text.replace(match.capturedStart(), match.capturedLength(), QString::fromStdString(id));
        }
        return text;
    }

    static void checkAnswer(const domain::Response& answer, const std::vector<domain::Event>& events, std::size_t place, const QJsonObject& expected)
    {
        QVERIFY2(answer.status == expected.value(u"status"_s).toInt(), answer.body.c_str());
        if (expected.contains(u"body"_s))
            QCOMPARE(QString::fromStdString(answer.body), filled(expected.value(u"body"_s).toString(), events, place));
        if (expected.contains(u"hex"_s))
            QCOMPARE(QString::fromLatin1(QByteArray::fromStdString(answer.body).toHex()), expected.value(u"hex"_s).toString());
        if (expected.contains(u"type"_s))
            QCOMPARE(QString::fromStdString(answer.contentType), expected.value(u"type"_s).toString());
        const QJsonObject headers = expected.value(u"headers"_s).toObject();
        for (auto it = headers.begin(); it != headers.end(); ++it)
            QCOMPARE(QString::fromUtf8(domain::header(answer.headers, it.key().toStdString())), filled(it.value().toString(), events, place));
        for (const QJsonValue& name : expected.value(u"lacks"_s).toArray())
            QVERIFY(domain::header(answer.headers, name.toString().toStdString()).empty());
    }

    static void checkEvent(const std::vector<domain::Event>& events, std::size_t place, QJsonObject expected)
    {
        const QJsonObject event = domain::toJson(events[place]);
        const QJsonValue kept = event.value(u"raw"_s);
        const QString raw = kept.isString() ? kept.toString() : shown(kept);
        for (const QJsonValue& member : expected.take(u"raw_lacks"_s).toArray())
            QVERIFY2(!raw.contains(u'"' + member.toString() + u"\":"_s), qPrintable(raw));
        for (const QJsonValue& member : expected.take(u"raw_has"_s).toArray())
            QVERIFY2(raw.contains(u'"' + member.toString() + u"\":"_s), qPrintable(raw));
        for (const QJsonValue& member : expected.take(u"absent"_s).toArray())
            QVERIFY2(!event.contains(member.toString()), qPrintable(member.toString() + shown(event)));
        const QJsonObject wire = expected.take(u"wire"_s).toObject();
        const QJsonObject stored = event.value(u"wire"_s).toObject();
        for (auto it = wire.begin(); it != wire.end(); ++it)
            compare(it.key(), valueOf(stored, it.key(), it.value()), it.value(), events, place, !stored.contains(it.key()));
        for (auto it = expected.begin(); it != expected.end(); ++it)
            compare(it.key(), event.value(it.key()), it.value(), events, place, false);
    }

    static void compare(const QString& key, const QJsonValue& is, QJsonValue expected, const std::vector<domain::Event>& events, std::size_t place, bool isAbsent)
    {
        if (expected.isNull()) {
            QVERIFY2(isAbsent, qPrintable(key + u" is there: "_s + shown(is)));
            return;
        }
        if (expected.isString())
            expected = filled(expected.toString(), events, place);
        QVERIFY2(is == expected, qPrintable(key + u": "_s + shown(is) + u" instead of "_s + shown(expected)));
    }

    static void checkRefused(TrackerHub& hub, const QJsonObject& refused)
    {
        for (auto it = refused.begin(); it != refused.end(); ++it) {
            const std::string counter = "sightglass_refused_total{protocol=\"tracker\",reason=\"" + it.key().toStdString() + "\"}";
            QCOMPARE(hub.counters.at(counter).load(), it.value().toInt());
        }
        for (const domain::Rejection& rejection : hub.feed.rejections)
            QVERIFY(rejection.protocol == domain::Protocol::Tracker && rejection.excerpt.empty() && rejection.key.empty());
    }
};

QTEST_GUILESS_MAIN(TestTrackerWire)
#include "tst_trackerwire.moc"
