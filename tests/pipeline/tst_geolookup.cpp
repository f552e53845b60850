// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/sourcedirectory.h"
#include "pipeline/addressrange.h"
#include "pipeline/geolookup.h"
#include "pipeline/pipeline.h"
#include "pipeline/referencedata.h"
#include "support/geofile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sightglass;
using namespace sightglass::pipeline;

/// libmaxminddb 1.7 keeps a few kilobytes when the description of a file it refuses is damaged. The hub opens one file,
/// at its start, and ends when that is refused.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions()
{
    return "leak:libmaxminddb";
}

namespace {

const std::vector<test::GeoNetwork> kNetworks{{"192.0.2.0/25", "DE", "Bavaria", "Munich"},
                                              {"192.0.2.128/25", "AT", "Vienna", ""},
                                              {"203.0.113.7/32", "FR", "", ""},
                                              {"198.0.0.0/8", "US", "Oregon", "Portland"},
                                              {"2001:db8::/32", "JP", "Tokyo", "Chiyoda"},
                                              {"2001:db9:8000::/33", "BR", "", "Recife"}};

} // namespace

/// A file in MaxMind's format, from disk to place: made by the generator in tests/support, read by libmaxminddb.
class TestGeoLookup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsNetworks_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<int>("bits");
        QTest::addColumn<bool>("isTreeOfIpv6");
        QTest::addColumn<QByteArray>("range");
        QTest::newRow("IPv4 in a tree of IPv6")
            << QByteArray("192.0.2.77") << 96 + 24 << true << QByteArray("3221225984-3221226239");
        QTest::newRow("IPv4 in its own tree")
            << QByteArray("192.0.2.77") << 24 << false << QByteArray("3221225984-3221226239");
        QTest::newRow("IPv4 as IPv6") << QByteArray("::ffff:192.0.2.77") << 96 + 24 << true
                                      << QByteArray("3221225984-3221226239");
        QTest::newRow("IPv4 as IPv6, in a tree of IPv4")
            << QByteArray("::FFFF:c000:024d") << 24 << false << QByteArray("3221225984-3221226239");
        QTest::newRow("one address") << QByteArray("0.0.0.1") << 128 << true << QByteArray("1-1");
        QTest::newRow("everything") << QByteArray("0.0.0.1") << 96 << true << QByteArray("0-4294967295");
        QTest::newRow("IPv6") << QByteArray("2001:db8::7") << 32 << true
                              << QByteArray(
                                     "42540766411282592856903984951653826560-42540766490510755371168322545197776895");
        QTest::newRow("an odd prefix") << QByteArray("10.0.0.5") << 96 + 31 << true
                                       << QByteArray("167772164-167772165");
        QTest::newRow("no address") << QByteArray("here") << 24 << true << QByteArray("-");
    }
    void tellsNetworks()
    {
        QFETCH(QByteArray, address);
        QFETCH(int, bits);
        QFETCH(bool, isTreeOfIpv6);
        QFETCH(QByteArray, range);
        const AddressRange network = networkOf(address.toStdString(), bits, isTreeOfIpv6);
        QCOMPARE(QByteArray::fromStdString(network.first + '-' + network.last), range);
    }
    void findsPlaces_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<QByteArray>("place");
        const auto row = [](const char* name, const char* address, const char* place) {
            QTest::newRow(name) << QByteArray(address) << QByteArray(place);
        };
        row("the first address of a network", "192.0.2.0", "DE|Bavaria|Munich");
        row("its last", "192.0.2.127", "DE|Bavaria|Munich");
        row("its neighbour", "192.0.2.128", "AT|Vienna|");
        row("a single address", "203.0.113.7", "FR||");
        row("beside it", "203.0.113.8", "||");
        row("a wide network", "198.51.100.1", "US|Oregon|Portland");
        row("no network", "10.0.0.1", "||");
        row("IPv6", "2001:db8:1:2::3", "JP|Tokyo|Chiyoda");
        row("IPv6 at an odd prefix", "2001:db9:8000::1", "BR||Recife");
        row("IPv6 outside", "2001:db9:7fff::1", "||");
        row("IPv4 as IPv6", "::ffff:192.0.2.127", "DE|Bavaria|Munich");
        row("IPv4 as IPv6, in hexadecimal", "::ffff:c000:0280", "AT|Vienna|");
        row("IPv4 as IPv6 of no network", "::ffff:10.0.0.1", "||");
        row("no address", "nonsense", "||");
        row("an address cut short", "198.51", "||");
        row("nothing", "", "||");
        row("an address with a port", "192.0.2.1:80", "||");
    }
    void findsPlaces()
    {
        QFETCH(QByteArray, address);
        QFETCH(QByteArray, place);
        const auto geo = open(test::geoFile(kNetworks));
        QVERIFY(geo.has_value());
        QCOMPARE(QByteArray::fromStdString(found(**geo, address.constData())), place);
    }

    void thePipelineUsesIt()
    {
        const auto geo = open(test::geoFile(kNetworks));
        QVERIFY(geo.has_value());
        PipelineParts parts;
        parts.data = *ReferenceData::load();
        parts.geo = *geo;
        const Pipeline pipeline(parts);
        domain::SourceEntry entry;
        domain::DecodedEvent decoded;
        decoded.event.kind = domain::Kind::Pageview;
        decoded.event.timezone = "Asia/Kolkata";
        decoded.address = "2001:db8::1";
        pipeline.complete(decoded, entry, fromMs(1'772'461'810'000));
        QCOMPARE(decoded.event.country, std::string("JP"));
        QCOMPARE(decoded.event.region, std::string("Tokyo"));
        QCOMPARE(decoded.event.city, std::string("Chiyoda"));
        // What the file does not know, the time zone does.
        domain::DecodedEvent elsewhere;
        elsewhere.event.kind = domain::Kind::Pageview;
        elsewhere.event.timezone = "Asia/Kolkata";
        elsewhere.address = "10.0.0.1";
        pipeline.complete(elsewhere, entry, fromMs(1'772'461'810'000));
        QCOMPARE(elsewhere.event.country, std::string("IN"));
        QVERIFY(elsewhere.event.city.empty());
    }

    void saysWhatIsWrongWithAFile_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const QByteArray whole = test::geoFile(kNetworks);
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("another format") << QByteArray("country,network\nDE,192.0.2.0/24\n");
        QTest::newRow("without its end") << whole.left(whole.size() - 100);
        QTest::newRow("cut within its description") << whole.left(whole.size() - 6);
        QTest::newRow("only its end") << whole.mid(whole.indexOf("\xAB\xCD\xEFMaxMind.com"));
        QTest::newRow("a version of the format to come")
            << QByteArray(whole).replace("binary_format_major_version\xA1\x02", "binary_format_major_version\xA1\x03");
        QTest::newRow("records of a strange size")
            << QByteArray(whole).replace("record_size\xA1\x18", "record_size\xA1\x19");
    }
    void saysWhatIsWrongWithAFile()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(bytes != test::geoFile(kNetworks));
        const auto geo = open(bytes);
        QVERIFY(!geo);
        QVERIFY(geo.error().code == ErrorCode::Corrupt);
        QVERIFY(geo.error().detail.size() > 10);
        QCOMPARE(geo.error().where, m_path);
    }

    void aMissingFileAndAFolderAreErrorsToo()
    {
        const auto missing = openGeoDatabase(m_folder.filePath(QStringLiteral("none.mmdb")));
        QVERIFY(!missing && missing.error().code == ErrorCode::NotFound);
        const auto folder = openGeoDatabase(m_folder.path());
        QVERIFY(!folder && folder.error().code == ErrorCode::Corrupt);
    }

    /// Every byte wrong once: it may not open, it may find nothing or something else, and it never does worse.
    void aDamagedFileDoesNoHarm()
    {
        const QByteArray whole = test::geoFile(kNetworks);
        int opened = 0;
        int different = 0;
        for (qsizetype i = 0; i < whole.size(); ++i) {
            for (const char wrong : {'\x00', '\xFF', char(whole.at(i) ^ 0x21)}) {
                QByteArray bytes = whole;
                bytes[i] = wrong;
                const auto geo = open(bytes);
                if (!geo)
                    continue;
                ++opened;
                bool same = true;
                for (const test::GeoNetwork& network : kNetworks) {
                    const std::string address = network.network.substr(0, network.network.find('/'));
                    const std::string place = found(**geo, address.c_str());
                    same = same && place == network.country + '|' + network.region + '|' + network.city;
                }
                different += same ? 0 : 1;
            }
        }
        qInfo("%d of %lld damaged files open, %d of them answer otherwise", opened,
              static_cast<long long>(whole.size() * 3), different);
        QVERIFY(opened > 0 && different > 0);
    }

private:
    Expected<std::shared_ptr<const GeoLookup>> open(const QByteArray& bytes)
    {
        m_path = m_folder.filePath(QStringLiteral("places.mmdb"));
        QFile::remove(m_path); // not in place: an earlier lookup may still have it mapped
        QFile file(m_path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(m_path));
        file.close();
        return openGeoDatabase(m_path);
    }
    static std::string found(const GeoLookup& geo, const char* address)
    {
        const Place place = geo.find(address);
        return place.country + '|' + place.region + '|' + place.city;
    }

    QTemporaryDir m_folder;
    QString m_path;
};

QTEST_GUILESS_MAIN(TestGeoLookup)
#include "tst_geolookup.moc"
