// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sourcesnapshot.h"

#include <QTest>

using namespace sightglass;

namespace {

domain::Source source(std::int64_t id, std::int64_t project, std::vector<std::string> hosts)
{
    domain::Source out;
    out.id = SourceId(id);
    out.project = ProjectId(project);
    out.hosts = std::move(hosts);
    return out;
}

domain::Project project(std::int64_t id, bool isDemo = false)
{
    domain::Project out;
    out.id = ProjectId(id);
    out.demo = isDemo;
    return out;
}

} // namespace

/// How a source is found that a request does not name (spec routes C39).
class TestSourceSnapshot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheSourceOfAHost_data()
    {
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<int>("found");
        const auto row = [](const char* host, int found) { QTest::newRow(host) << QByteArray(host) << found; };
        row("example.org", 1);
        row("WWW.Example.ORG.", 1);
        row("example.org:8484", 1);
        row("127.0.0.1:40123", 1);
        row("example.org:9000", 2);
        row("[::1]:9000", 2);
        row("[::1]", 2);
        row("other.example", 0);
        row("", 0);
    }
    void findsTheSourceOfAHost()
    {
        QFETCH(QByteArray, host);
        QFETCH(int, found);
        const storage::SourceSnapshot snapshot(
            {project(1)}, {source(1, 1, {"Example.org", "127.0.0.1"}), source(2, 1, {"example.org:9000", "[::1]"})},
            {});
        const auto entry = snapshot.byHost(host.toStdString());
        QCOMPARE(entry ? int(entry->source.id.value) : 0, found);
    }

    void findsIdsPerProtocol()
    {
        domain::Source umami = source(1, 1, {});
        umami.umamiId = "0A1B2C3D-0000-4000-8000-00000000ABCD";
        umami.posthogToken = "same";
        domain::Source other = source(2, 1, {});
        other.openTraceUid = "same";
        const storage::SourceSnapshot snapshot({project(1)}, {umami, other}, {});
        const auto found = [&](domain::Protocol protocol, const char* id) {
            const auto entry = snapshot.byPublicId(protocol, id);
            return entry ? int(entry->source.id.value) : 0;
        };
        QCOMPARE(found(domain::Protocol::Umami, "0a1b2c3d-0000-4000-8000-00000000abcd"), 1);
        QCOMPARE(found(domain::Protocol::Posthog, "same"), 1);
        QCOMPARE(found(domain::Protocol::Posthog, "Same"), 0);
        QCOMPARE(found(domain::Protocol::OpenTrace, "same"), 2);
        QCOMPARE(found(domain::Protocol::Segment, "same"), 0);
        QCOMPARE(found(domain::Protocol::Posthog, ""), 0);
    }

    void findsTheOnlySource()
    {
        using storage::SourceSnapshot;
        QVERIFY(!SourceSnapshot().onlySource());
        const SourceSnapshot one({project(1), project(2, true)}, {source(1, 1, {}), source(2, 2, {})}, {});
        QVERIFY(one.onlySource() && one.onlySource()->source.id == SourceId(1)); // a demo does not count
        QVERIFY(!SourceSnapshot({project(1)}, {source(1, 1, {}), source(2, 1, {})}, {}).onlySource());
    }
};

QTEST_GUILESS_MAIN(TestSourceSnapshot)
#include "tst_sourcesnapshot.moc"
