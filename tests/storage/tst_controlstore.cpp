// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/storefixture.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

using namespace sightglass;
using domain::Project;
using domain::Source;
using storage::ControlStore;

class ControlStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_fixture.reset(); }
    void aProjectComesBackAsItWasStored();
    void badProjectsAreRefused_data();
    void badProjectsAreRefused();
    void whatIsMissingIsNotFound();
    void aSourceThatNamedItselfIsUnassigned();
    void aSourceComesBackAsItWasStored();
    void publicIdsAreMadeInTheirForm();
    void publicIdsAreUnique_data();
    void publicIdsAreUnique();
    void idsAreNotGivenTwice();
    void theDirectoryFollowsEveryChange();
    void openModeFollowsProjectsAndSetting();
    void tokensAreFoundByTheirHash();
    void settingsKeepTheirTypes();
    void theAuditLogIsNewestFirst();
    void aClosedStoreIsUnavailable();

private:
    ControlStore& control() { return m_fixture->store().control(); }
    domain::SourceDirectory& directory() { return m_fixture->store().sources(); }
    void reopen()
    {
        m_fixture->close();
        QVERIFY(m_fixture->open());
    }

    std::unique_ptr<test::StoreFixture> m_fixture;
};

namespace {

Project fullProject()
{
    Project project;
    project.name = "Zürich \"Shop\"";
    project.timezone = "Europe/Zurich";
    project.weekStartsOnSunday = true;
    project.currency = "CHF";
    project.privacy = domain::Privacy::Strict;
    project.honourOptOut = domain::OptOut::On;
    project.storeFlagged = false;
    project.keepTrailingSlash = true;
    project.visitTimeoutMinutes = 45;
    project.cutVisitsAtMidnight = project.cutVisitsAtCampaign = true;
    project.exclusions.addresses = {*AddressBlock::parse("10.0.0.0/8")};
    project.exclusions.pages = {"/admin/**"};
    project.automaticEvents = domain::AutomaticEvents::Drop;
    project.demo = true;
    return project;
}

} // namespace

void ControlStoreTest::init()
{
    m_fixture = std::make_unique<test::StoreFixture>();
    QVERIFY(m_fixture->open());
}

void ControlStoreTest::aProjectComesBackAsItWasStored()
{
    Project project = fullProject();
    const Expected<Project> added = control().addProject(project);
    QVERIFY(added);
    project.id = added->id;
    project.createdAt = m_fixture->clock.now();
    QVERIFY(*added == project);
    reopen();
    QVERIFY(*control().project(project.id) == project);
    project.name = "Renamed";
    project.privacy = domain::Privacy::Standard;
    QVERIFY(*control().updateProject(project) == project);
    QVERIFY(*control().projects() == std::vector{project});
    QVERIFY(control().removeProject(project.id));
    QVERIFY(control().projects()->empty());
}

void ControlStoreTest::badProjectsAreRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("timeout");
    QTest::newRow("a project without a name") << QString() << 30;
    QTest::newRow("a visit that ends at once") << QStringLiteral("x") << 0;
    QTest::newRow("a visit that never ends") << QStringLiteral("x") << 721;
}

void ControlStoreTest::badProjectsAreRefused()
{
    QFETCH(QString, name);
    QFETCH(int, timeout);
    Project project;
    project.name = name.toStdString();
    project.visitTimeoutMinutes = timeout;
    const Expected<Project> added = control().addProject(project);
    QVERIFY(!added);
    QCOMPARE(added.error().code, ErrorCode::InvalidInput);
    QVERIFY(!added.error().where.isEmpty());
}

void ControlStoreTest::whatIsMissingIsNotFound()
{
    Project project = fullProject();
    project.id = ProjectId(99);
    Source source;
    source.id = SourceId(99);
    source.project = m_fixture->addSource().project;
    QCOMPARE(control().project(ProjectId(99)).error().code, ErrorCode::NotFound);
    QCOMPARE(control().updateProject(project).error().code, ErrorCode::NotFound);
    QCOMPARE(control().removeProject(ProjectId(99)).error().code, ErrorCode::NotFound);
    QCOMPARE(control().sources(ProjectId(99)).error().code, ErrorCode::NotFound);
    QCOMPARE(control().updateSource(source).error().code, ErrorCode::NotFound);
    QCOMPARE(control().removeSource(SourceId(99)).error().code, ErrorCode::NotFound);
    QCOMPARE(control().removeToken(TokenId(99)).error().code, ErrorCode::NotFound);
    source.project = ProjectId(99);
    QCOMPARE(control().addSource(source).error().code, ErrorCode::NotFound);
}

void ControlStoreTest::aSourceComesBackAsItWasStored()
{
    Source source = m_fixture->addSource();
    source.name = "App";
    source.kind = domain::SourceKind::App;
    source.hosts = {"example.com", "xn--zrich-kva.example"};
    source.writeKey = "in-use-elsewhere";
    source.ipMode = domain::IpMode::Truncate;
    source.storeFullUrl = source.storeClickIds = true;
    source.linkOnAllEvents = false;
    source.rateLimitPerSecond = 250;
    source.enabled = false;
    source.exclusions.hosts = {"*.test.example"};
    QVERIFY(*control().updateSource(source) == source);
    reopen();
    QVERIFY(*control().sources(source.project) == std::vector{source});
}

void ControlStoreTest::publicIdsAreMadeInTheirForm()
{
    const Source source = m_fixture->addSource();
    const auto matches = [](const std::string& id, const char* pattern) {
        return QRegularExpression(QString::fromLatin1(pattern)).match(QString::fromStdString(id)).hasMatch();
    };
    QVERIFY(matches(source.writeKey, "^[A-Za-z0-9_-]{32}$"));
    QVERIFY(matches(source.sentryKey, "^[0-9a-f]{32}$"));
    QVERIFY(matches(source.umamiId, "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"));
    QVERIFY(matches(source.posthogToken, "^phc_[A-Za-z0-9]{43}$"));
    QVERIFY(!source.openTraceUid.empty());
    QVERIFY(!source.goatcounterSite.empty());
}

void ControlStoreTest::publicIdsAreUnique_data()
{
    QTest::addColumn<int>("index");
    QTest::newRow("two sources with one Segment key") << 0;
    QTest::newRow("two sources with one Sentry key") << 1;
    QTest::newRow("two sources with one OpenTrace uid") << 2;
    QTest::newRow("two sources with one Umami id") << 3;
    QTest::newRow("two sources with one PostHog token") << 4;
    QTest::newRow("two sources with one GoatCounter site") << 5;
}

void ControlStoreTest::publicIdsAreUnique()
{
    QFETCH(int, index);
    constexpr std::string Source::*kIds[] = {&Source::writeKey, &Source::sentryKey,    &Source::openTraceUid,
                                             &Source::umamiId,  &Source::posthogToken, &Source::goatcounterSite};
    const Source first = m_fixture->addSource();
    Source second;
    second.project = first.project;
    second.*kIds[index] = first.*kIds[index];
    const Expected<Source> added = control().addSource(second);
    QVERIFY(!added);
    QCOMPARE(added.error().code, ErrorCode::Conflict);
    QVERIFY(!added.error().where.isEmpty());
    QCOMPARE(control().sources(first.project)->size(), 1u);
}

void ControlStoreTest::idsAreNotGivenTwice()
{
    const Source source = m_fixture->addSource();
    QVERIFY(control().removeProject(source.project));
    reopen();
    const Source next = m_fixture->addSource();
    QVERIFY(next.id > source.id);
    QVERIFY(next.project > source.project);
}

void ControlStoreTest::theDirectoryFollowsEveryChange()
{
    Source source = m_fixture->addSource();
    const domain::SourceDirectory::Entry held = directory().byWriteKey(source.writeKey);
    QVERIFY(held && held->source == source);
    QCOMPARE(held->project.id, source.project);
    const std::string oldKey = source.writeKey;
    source.writeKey = "new-key";
    QVERIFY(control().updateSource(source));
    QVERIFY(directory().byWriteKey(oldKey) == nullptr);
    QVERIFY(directory().byWriteKey("new-key")->source == source);
    QCOMPARE(held->source.writeKey, oldKey); // what is held stays as it was
    Project project = *control().project(source.project);
    project.timezone = "Asia/Tokyo";
    QVERIFY(control().updateProject(project));
    QCOMPARE(directory().byId(source.id)->project.timezone, std::string("Asia/Tokyo"));
    QVERIFY(directory().byId(domain::kUnassignedSource) != nullptr);
    QVERIFY(directory().byWriteKey("") == nullptr);
    QVERIFY(directory().firstOfProject(source.project)->source == source);
    QVERIFY(control().removeProject(source.project));
    QVERIFY(directory().byId(source.id) == nullptr);
    QVERIFY(directory().firstOfProject(source.project) == nullptr);
}

void ControlStoreTest::aSourceThatNamedItselfIsUnassigned()
{
    Source source;
    source.project = domain::kUnassignedProject;
    source.name = source.sierraUri = "https://a.example";
    const Expected<Source> added = control().addSource(source);
    QVERIFY(added);
    const auto held = directory().byPublicId(domain::Protocol::Sierra, "https://a.example");
    QVERIFY(held && held->source == *added);
    QCOMPARE(held->project.id, domain::kUnassignedProject);
    QVERIFY(directory().onlySource() == nullptr);
    QCOMPARE(directory().firstOfProject(domain::kUnassignedProject)->source.id, domain::kUnassignedSource);
    QCOMPARE(control().addSource(source).error().code, ErrorCode::Conflict);
    QCOMPARE(control().sources(domain::kUnassignedProject)->size(), 1u);
    QVERIFY(control().projects()->empty());
    QCOMPARE(m_fixture->addSource("first").project, ProjectId(1)); // the home of the unassigned takes no number
}

void ControlStoreTest::openModeFollowsProjectsAndSetting()
{
    QCOMPARE(directory().openModeSource()->source.id, domain::kUnassignedSource);
    const Source first = m_fixture->addSource("first");
    const Source second = m_fixture->addSource("second");
    QVERIFY(directory().openModeSource() == nullptr);
    const auto key = QStringLiteral("segment_open_mode");
    QVERIFY(control().setSettings({{key, QString::number(second.project.value)}}));
    QCOMPARE(directory().openModeSource()->source.id, second.id);
    QVERIFY(control().setSettings({{key, qint64(first.project.value)}}));
    QCOMPARE(directory().openModeSource()->source.id, first.id);
    reopen();
    QCOMPARE(directory().openModeSource()->source.id, first.id);
    QVERIFY(control().setSettings({{key, QJsonValue()}}));
    QVERIFY(directory().openModeSource() == nullptr);
}

void ControlStoreTest::tokensAreFoundByTheirHash()
{
    const QByteArray hash = QCryptographicHash::hash("secret", QCryptographicHash::Sha256);
    domain::Token token;
    token.name = "ci";
    token.scope = domain::Scope::Write;
    const Expected<domain::Token> added = control().addToken(token, hash);
    QVERIFY(added);
    QCOMPARE(control().addToken(token, hash).error().code, ErrorCode::Conflict);
    QCOMPARE(control().addToken(token, "short").error().code, ErrorCode::InvalidInput);
    reopen();
    QVERIFY(*control().tokenByHash(hash) == *added);
    QVERIFY(*control().tokens() == std::vector{*added});
    QVERIFY(control().removeToken(added->id));
    QCOMPARE(control().tokenByHash(hash).error().code, ErrorCode::NotFound);
}

void ControlStoreTest::settingsKeepTheirTypes()
{
    const QJsonObject settings = {{QStringLiteral("a"), 1},
                                  {QStringLiteral("b"), QStringLiteral("text")},
                                  {QStringLiteral("c"), true},
                                  {QStringLiteral("d"), QJsonArray{1, QStringLiteral("x")}}};
    QVERIFY(control().setSettings(settings));
    QVERIFY(control().setSettings({{QStringLiteral("a"), 2}, {QStringLiteral("c"), QJsonValue()}}));
    reopen();
    QJsonObject expected = settings;
    expected.insert(QStringLiteral("a"), 2);
    expected.remove(QStringLiteral("c"));
    QCOMPARE(*control().settings(), expected);
}

void ControlStoreTest::theAuditLogIsNewestFirst()
{
    for (int i = 0; i < 5; ++i)
        QVERIFY(control().audit(
            {m_fixture->clock.now(), QStringLiteral("ci"), QStringLiteral("project.add"), QString::number(i)}));
    const auto entries = control().auditLog(2);
    QVERIFY(entries);
    QCOMPARE(entries->size(), 2u);
    QCOMPARE(entries->front().subject, QStringLiteral("4"));
    QCOMPARE(entries->back().actor, QStringLiteral("ci"));
    QVERIFY(entries->back().at == m_fixture->clock.now());
}

void ControlStoreTest::aClosedStoreIsUnavailable()
{
    m_fixture->store().drain();
    QCOMPARE(control().projects().error().code, ErrorCode::Unavailable);
    QCOMPARE(control().addProject(fullProject()).error().code, ErrorCode::Unavailable);
}

QTEST_GUILESS_MAIN(ControlStoreTest)
#include "tst_controlstore.moc"
