// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ingest/tracker/cookie.h"
#include "ingest/tracker/hashes.h"
#include "ingest/tracker/lz4.h"
#include "ingest/tracker/urltext.h"
#include "intake/trackeridentities.h"

#include <QRegularExpression>
#include <QTest>

#include <lz4frame.h>

using namespace sightglass;
using namespace Qt::Literals::StringLiterals;

namespace {

namespace trk = ingest::tracker;

/// What liblz4 makes of a text.
QByteArray lz4Frame(const QByteArray& text, LZ4F_preferences_t preferences)
{
    QByteArray out(static_cast<qsizetype>(LZ4F_compressFrameBound(static_cast<std::size_t>(text.size()), &preferences)),
                   '\0');
    out.resize(
        static_cast<qsizetype>(LZ4F_compressFrame(out.data(), static_cast<std::size_t>(out.size()), text.constData(),
                                                  static_cast<std::size_t>(text.size()), &preferences)));
    return out;
}

} // namespace

/// The tracker's smaller parts: hashes, addresses, cookies, compressed messages, sessions and ids.
class TestTrackerParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
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
        const QByteArray text =
            "0123456789012345678901234567890123456789"; // ten letters, a match that overlaps itself, five at the end
        const QByteArray block = "af30313233343536373839"
                                 "0a00"
                                 "06"
                                 "503536373839";
        const auto row = [&text](const char* name, const QByteArray& hex, bool isGood, int limit = 100) {
            QTest::newRow(name) << hex << (isGood ? text : QByteArray()) << limit;
        };
        row("a block behind its size", "28000000" + block, true);
        row("a size that is not that of the text", "27000000" + block, false);
        row("a size past the limit", "28000000" + block, false, 39);
        row("a block cut short", "28000000" + block.chopped(2), false);
        row("a match before the beginning",
            "28000000"
            "1f30"
            "0200"
            "06"
            "00",
            false);
        row("a match at no distance",
            "28000000"
            "1f30"
            "0000"
            "06"
            "00",
            false);
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
        row("a frame with a dictionary",
            "04224d18"
            "6140"
            "00000000"
            "00"
            "14000000" +
                block + "00000000",
            false);
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
};

QTEST_GUILESS_MAIN(TestTrackerParts)
#include "tst_trackerparts.moc"
