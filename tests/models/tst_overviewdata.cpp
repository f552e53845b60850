// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/fakehub.h"
#include "models/metrictext.h"
#include "models/overviewdata.h"
#include "models/overviewtable.h"
#include "models/projectsmodel.h"
#include "models/sourcesmodel.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace sightglass;
using namespace sightglass::models;
using test::FakeHub;
using test::json;

class TestOverviewData : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<FakeHub> m_hub;

    /// Answers each of the questions that came together.
    static FakeHub::Make each(const FakeHub::Make& answer)
    {
        return [answer](const QJsonObject& body) {
            QJsonArray answers;
            const QJsonArray queries = body.value(QStringLiteral("queries")).toArray();
            for (const QJsonValue& query : queries)
                answers.append(QJsonDocument::fromJson(answer(query.toObject()).body).object());
            return FakeHub::Answer{200, QJsonDocument(QJsonObject{{QStringLiteral("answers"), answers}}).toJson()};
        };
    }
    static FakeHub::Answer answerTo(const QJsonObject& body)
    {
        const QString kind = body.value(QStringLiteral("kind")).toString();
        if (kind == QStringLiteral("summary"))
            return {200, json("{'metrics':{'visitors':4},'compare':{'visitors':2},'change':{'visitors':1},'stats':{'"
                              "rows_scanned':8}}")};
        if (kind == QStringLiteral("timeseries"))
            return {200, json("{'buckets':[{'start':'2026-03-02T00:00:00Z','complete':true,'visitors':4}]}")};
        return {200, json("{'rows':[{'value':'/','visitors':4}],'total':{'visitors':4}}")};
    }

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void init()
    {
        m_hub = std::make_unique<FakeHub>();
        m_hub->on("GET /api/v2/projects", FakeHub::Answer{200, json("{'items':[]}")});
        m_hub->on("POST /api/v2/projects/1/query", each(&TestOverviewData::answerTo));
    }
    void cleanup() { QCOMPARE(m_hub->unexpected(), QStringList()); }

    void daysAreCutInTheProjectsZone()
    {
        const client::Period period = periodOf(QDate(2026, 3, 28), QDate(2026, 3, 29), QTimeZone("Europe/Berlin"));
        QCOMPARE(client::toText(*period.from), QStringLiteral("2026-03-27T23:00:00.000Z"));
        QCOMPARE(client::toText(*period.to), QStringLiteral("2026-03-29T22:00:00.000Z")); // the 29th has 23 hours
    }

    void anUnfinishedPeriodIsComparedWithTheSamePart()
    {
        Scope scope;
        scope.from = scope.to = QDate(2026, 3, 17);
        scope.comparedFrom = scope.comparedTo = QDate(2026, 3, 16);
        const TimePoint noon = fromMs(QDateTime(QDate(2026, 3, 17), QTime(12, 0), Qt::UTC).toMSecsSinceEpoch());
        QCOMPARE(client::toText(*comparedPeriod(scope, noon).to), QStringLiteral("2026-03-16T12:00:00.000Z"));
        const TimePoint later = noon + std::chrono::hours(24);
        QCOMPARE(client::toText(*comparedPeriod(scope, later).to), QStringLiteral("2026-03-17T00:00:00.000Z"));
    }

    void everyPartIsAskedAndSignalled()
    {
        client::HubClient client;
        client.setConnection({m_hub->url(), QStringLiteral("t")});
        OverviewData data(client);
        data.setPanel(QStringLiteral("pages"), QStringLiteral("page"), QStringLiteral("visitors"));
        QSignalSpy panels(&data, &OverviewData::breakdownChanged);
        QSignalSpy loading(&data, &OverviewData::loadingChanged);
        Scope scope;
        scope.project = QStringLiteral("1");
        scope.from = QDate(2026, 3, 2);
        scope.to = QDate(2026, 3, 3);
        scope.comparedFrom = QDate(2026, 2, 28);
        scope.comparedTo = QDate(2026, 3, 1);
        data.ask(scope);
        QVERIFY(data.isLoading());
        QTRY_VERIFY(!data.isLoading());
        QCOMPARE(data.figures().figures.first().change, 1.0);
        QCOMPARE(data.series().buckets.size(), 1);
        QCOMPARE(data.compared().buckets.size(), 1);
        QCOMPARE(data.breakdown(QStringLiteral("pages")).rows.size(), 1);
        QCOMPARE(panels.size(), 1);
        QCOMPARE(loading.size(), 2);
        QCOMPARE(data.cost().rowsScanned, 8);
        QCOMPARE(data.answered(), 4);
        const QString csv = csvOf(overviewTable(data, {QStringLiteral("pages")}));
        QVERIFY(csv.startsWith(QStringLiteral("part,item,metric,currency,value,before\nfigures,,visitors,,4,2\n")));
        QVERIFY(csv.contains(QStringLiteral("\nby day,2026-03-02,visitors,,4,4\nby day,2026-03-02,visits,,,\n")));
        QCOMPARE(overviewTable(data, {QStringLiteral("pages")}).rows.last(),
                 QStringList({QStringLiteral("page"), QStringLiteral("/"), QStringLiteral("visitors"), QString(),
                              QStringLiteral("4"), QString()}));
    }

    void amountsAreExportedPerCurrency()
    {
        m_hub->on("POST /api/v2/projects/1/query", each([](const QJsonObject& body) {
                      if (body.value(QStringLiteral("kind")).toString() == QStringLiteral("summary"))
                          return FakeHub::Answer{200, json("{'metrics':{'revenue':{'EUR':'42.50','JPY':'900'}},"
                                                           "'compare':{'revenue':{'EUR':'40.00'}}}")};
                      return FakeHub::Answer{200, json("{'buckets':[],'rows':[]}")};
                  }));
        client::HubClient client;
        client.setConnection({m_hub->url(), QStringLiteral("t")});
        OverviewData data(client);
        Scope scope;
        scope.project = QStringLiteral("1");
        scope.from = scope.to = QDate(2026, 3, 2);
        scope.comparedFrom = scope.comparedTo = QDate(2026, 3, 1);
        data.ask(scope);
        QTRY_VERIFY(!data.isLoading());
        QVERIFY(csvOf(overviewTable(data, {}))
                    .endsWith(QStringLiteral("\nfigures,,events,,,\n"
                                             "figures,,revenue,EUR,42.50,40.00\n"
                                             "figures,,revenue,JPY,900,\n")));
    }

    void bucketsBelowADaySayTheirOffset()
    {
        client::Bucket bucket;
        bucket.start = fromMs(QDateTime(QDate(2026, 3, 8), QTime(13, 0), Qt::UTC).toMSecsSinceEpoch());
        bucket.offsetSeconds = 3'600;
        Scope scope;
        scope.zone = QTimeZone("Europe/Oslo");
        scope.interval = QStringLiteral("hour");
        QCOMPARE(bucketText(bucket, scope), QStringLiteral("2026-03-08T14:00:00+01:00"));
        scope.interval = QStringLiteral("week");
        QCOMPARE(bucketText(bucket, scope), QStringLiteral("2026-03-08"));
    }

    void everyMetricThatIsShownIsDefined()
    {
        QStringList shown = OverviewData::metrics();
        shown << QStringLiteral("current_visitors") << QStringLiteral("realtime") << QStringLiteral("intake");
        for (const QString& metric : shown) {
            QVERIFY2(MetricText::label(metric) != metric, qPrintable(metric));
            QVERIFY2(MetricText::definition(metric).endsWith(QLatin1Char('.')), qPrintable(metric));
        }
    }

    void eachPartHasAnErrorOfItsOwn()
    {
        m_hub->on(
            "POST /api/v2/projects/1/query", each([](const QJsonObject& body) {
                if (body.value(QStringLiteral("kind")).toString() == QStringLiteral("breakdown"))
                    return FakeHub::Answer{
                        200,
                        json("{'error':{'code':'too_large','detail':'too much','status':413,'pointer':'/queries/2'}}")};
                return answerTo(body);
            }));
        client::HubClient client;
        client.setConnection({m_hub->url(), QStringLiteral("t")});
        OverviewData data(client);
        data.setPanel(QStringLiteral("pages"), QStringLiteral("page"), QStringLiteral("visitors"));
        std::optional<ErrorCode> panel;
        connect(&data, &OverviewData::breakdownFailed, this,
                [&](const QString&, const Error& error) { panel = error.code; });
        QSignalSpy failed(&data, &OverviewData::failed);
        Scope scope;
        scope.project = QStringLiteral("1");
        scope.from = scope.to = QDate(2026, 3, 2);
        data.ask(scope);
        QTRY_VERIFY(!data.isLoading());
        QCOMPARE(panel, ErrorCode::TooLarge);
        QCOMPARE(failed.size(), 0);
        QCOMPARE(data.figures().figures.first().now.number, 4.0);
    }

    void onlyTheLatestChoiceOfAPanelIsShown()
    {
        m_hub->on("POST /api/v2/projects/1/query", each([](const QJsonObject& body) {
                      if (body.value(QStringLiteral("property")).toString() == QStringLiteral("exit_page"))
                          return FakeHub::Answer{
                              200, json("{'rows':[{'value':'/last','visitors':1}],'total':{'visitors':1}}")};
                      return answerTo(body);
                  }));
        client::HubClient client;
        client.setConnection({m_hub->url(), QStringLiteral("t")});
        OverviewData data(client);
        const QString pages = QStringLiteral("pages");
        data.setPanel(pages, QStringLiteral("page"), QStringLiteral("visitors"));
        QSignalSpy changed(&data, &OverviewData::breakdownChanged);
        Scope scope;
        scope.project = QStringLiteral("1");
        scope.from = scope.to = QDate(2026, 3, 2);
        data.ask(scope);
        data.setPanel(pages, QStringLiteral("exit_page"), QStringLiteral("visitors"));
        QTRY_VERIFY(!data.isLoading());
        QCOMPARE(changed.size(), 1);
        QCOMPARE(data.breakdown(pages).rows.first().value, QStringLiteral("/last"));
        QCOMPARE(m_hub->seen().size(), 3); // contact, everything together, the panel alone
    }

    void aNewScopeCancelsTheOldQuestions()
    {
        client::HubClient client;
        client.setConnection({m_hub->url(), QStringLiteral("t")});
        OverviewData data(client);
        QSignalSpy figures(&data, &OverviewData::figuresChanged);
        Scope scope;
        scope.project = QStringLiteral("1");
        scope.from = scope.to = QDate(2026, 3, 2);
        data.ask(scope);
        data.ask(scope);
        QTRY_VERIFY(!data.isLoading());
        QCOMPARE(figures.size(), 1);
    }

    void numbersReadByTheirUnit_data()
    {
        QTest::addColumn<QString>("metric");
        QTest::addColumn<double>("number");
        QTest::addColumn<QString>("text");
        QTest::newRow("counts have separators") << QStringLiteral("visitors") << 112'386.0 << QStringLiteral("112,386");
        QTest::newRow("rates are percent with one decimal")
            << QStringLiteral("bounce_rate") << 0.4126 << QStringLiteral("41.3%");
        QTest::newRow("times have minutes and seconds")
            << QStringLiteral("visit_duration") << 192.4 << QStringLiteral("3m\u200912s");
        QTest::newRow("short times have seconds") << QStringLiteral("visit_duration") << 4.0 << QStringLiteral("4s");
        QTest::newRow("views per visit have two decimals")
            << QStringLiteral("views_per_visit") << 1.4 << QStringLiteral("1.40");
    }

    void numbersReadByTheirUnit()
    {
        QFETCH(QString, metric);
        QFETCH(double, number);
        QTEST(MetricText::number(metric, number), "text");
    }

    void valuesReadAsPeopleKnowThem()
    {
        QCOMPARE(MetricText::value(QStringLiteral("visitors"), {}), QStringLiteral("–"));
        client::MetricValue money;
        money.money = {{QStringLiteral("EUR"), QStringLiteral("40948.20")}};
        QCOMPARE(MetricText::value(QStringLiteral("revenue"), money), QStringLiteral("€40,948"));
        QCOMPARE(MetricText::propertyValue(QStringLiteral("country"), QStringLiteral("NO")), QStringLiteral("Norway"));
        QCOMPARE(MetricText::propertyValue(QStringLiteral("source"), {}), QStringLiteral("Direct / None"));
        QCOMPARE(MetricText::propertyValue(QStringLiteral("page"), QStringLiteral("/a")), QStringLiteral("/a"));
    }

    void projectsArePutAndRemoved()
    {
        ProjectsModel model;
        QAbstractItemModelTester tester(&model);
        client::ProjectInfo project;
        project.id = QStringLiteral("1");
        project.name = QStringLiteral("Kestrel");
        model.put(project);
        project.name = QStringLiteral("Merlin");
        model.put(project);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0).data().toString(), QStringLiteral("Merlin"));
        model.remove(QStringLiteral("1"));
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(!model.find(QStringLiteral("1")));
    }

    void sourcesRememberWhatTheySaw()
    {
        SourcesModel model;
        QAbstractItemModelTester tester(&model);
        QSignalSpy first(&model, &SourcesModel::firstEventSeen);
        client::SourceInfo source;
        source.id = QStringLiteral("2");
        source.hosts = QStringList{QStringLiteral("a.example")};
        model.setSources({source});
        QCOMPARE(model.index(0).data().toString(), QStringLiteral("a.example"));
        client::LiveBatch batch;
        client::LiveRow event;
        event.sourceId = QStringLiteral("2");
        event.protocol = QStringLiteral("segment");
        event.at = fromMs(5);
        batch.events = {event, event};
        client::Refusal refusal;
        refusal.key = QStringLiteral("unknown");
        refusal.protocol = QStringLiteral("segment");
        refusal.reason = QStringLiteral("invalid_write_key");
        batch.rejected = {refusal, refusal};
        model.note(batch);
        QCOMPARE(first.size(), 1);
        QCOMPARE(model.index(0).data(SourcesModel::LastEventRole).toLongLong(), 5);
        QCOMPARE(model.index(0).data(SourcesModel::ProtocolsRole).toStringList(),
                 QStringList{QStringLiteral("Segment")});
        QVERIFY(model.hasSeen(QStringLiteral("2"), QStringLiteral("segment")));
        QVERIFY(!model.hasSeen(QStringLiteral("2"), QStringLiteral("umami")));
        QCOMPARE(model.unknownSenders().first().count, 2);
        source.writeKey = QStringLiteral("unknown"); // a source was made for it
        model.setSources({source});
        QVERIFY(model.unknownSenders().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestOverviewData)
#include "tst_overviewdata.moc"
