// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/firstrun/firstrun.h"
#include "gui/pages/connectpage.h"
#include "gui/pages/livepage.h"
#include "gui/pages/overviewpage.h"
#include "gui/style/themecontroller.h"
#include "gui/widgets/livelistview.h"
#include "gui/window/embeddedhub.h"
#include "gui/window/mainwindow.h"
#include "secrets/memorystore.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QPainter>
#include <QPushButton>
#include <QRandomGenerator>
#include <QScrollArea>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>

using namespace sightglass;
using namespace sightglass::gui;

namespace {

QString u(const char* text)
{
    return QString::fromUtf8(text);
}

/// Believable traffic of some days, as Segment calls.
QJsonArray someDays(int days)
{
    const QStringList pages{u("/"),
                            u("/trails"),
                            u("/trails/lofoten-crossing"),
                            u("/pricing"),
                            u("/download"),
                            u("/blog/winter-layers"),
                            u("/trails/tour-du-mont-blanc"),
                            u("/docs/offline-maps"),
                            u("/about"),
                            u("/contact")};
    const QStringList referrers{{},
                                {},
                                u("https://www.google.com/"),
                                u("https://duckduckgo.com/"),
                                u("https://chatgpt.com/"),
                                u("https://www.reddit.com/r/hiking"),
                                u("https://wandern-forum.example/t/1")};
    const QStringList zones{u("Europe/Oslo"), u("Europe/Berlin"), u("America/New_York"), u("Europe/London"),
                            u("Australia/Sydney")};
    QRandomGenerator random(7);
    QJsonArray out;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const auto pick = [&](const QStringList& from) {
        return from.at(int(std::min(random.generateDouble(), random.generateDouble()) * double(from.size())));
    };
    for (int day = days - 1; day >= 0; --day) {
        const int visits = 12 + int(random.bounded(10)) + (day % 7 < 2 ? 8 : 0);
        for (int visit = 0; visit < visits; ++visit) {
            QDateTime at = now.addDays(-day).addSecs(-int(random.bounded(3'600 * 8)));
            const QString who = QStringLiteral("anon-%1").arg(random.bounded(200));
            const QString referrer = pick(referrers);
            const QString zone = pick(zones);
            const int views = 1 + int(random.bounded(4));
            for (int view = 0; view < views; ++view) {
                const QString page = pick(pages);
                out.append(QJsonObject{
                    {u("type"), u("page")},
                    {u("anonymousId"), who},
                    {u("messageId"), QStringLiteral("m-%1-%2-%3").arg(day).arg(visit).arg(view)},
                    {u("timestamp"), at.toString(Qt::ISODateWithMs)},
                    {u("properties"), QJsonObject{{u("url"), QString(u("https://kestrelmaps.example") + page)},
                                                  {u("path"), page},
                                                  {u("referrer"), view == 0 ? referrer : QString()}}},
                    {u("context"),
                     QJsonObject{{u("timezone"), zone},
                                 {u("locale"), u("en-GB")},
                                 {u("userAgent"),
                                  u("Mozilla/5.0 (X11; Linux x86_64; rv:124.0) Gecko/20100101 Firefox/124.0")}}}});
                at = at.addSecs(20 + int(random.bounded(100)));
            }
            if (visit % 6 == 0)
                out.append(QJsonObject{{u("type"), u("track")},
                                       {u("event"), u("Order Completed")},
                                       {u("anonymousId"), who},
                                       {u("userId"), QStringLiteral("u%1").arg(visit)},
                                       {u("timestamp"), at.toString(Qt::ISODateWithMs)},
                                       {u("properties"), QJsonObject{{u("plan"), u("Kestrel Pro, yearly")},
                                                                     {u("revenue"), 29},
                                                                     {u("currency"), u("EUR")}}}});
        }
    }
    return out;
}

} // namespace

/// The whole window on a real hub in this process. Also writes a picture of every page in both themes.
class TestWindow : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<ThemeController> m_theme;
    std::unique_ptr<EmbeddedHub> m_host;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<MainWindow> m_window;
    secrets::MemoryStore m_secrets;
    QNetworkAccessManager m_network;
    QString m_key;

    int send(const QString& path, const QJsonObject& body, const QString& key)
    {
        QUrl url = m_host->connection().base;
        url.setPath(path);
        QNetworkRequest request(url);
        request.setHeader(QNetworkRequest::ContentTypeHeader, u("application/json"));
        request.setRawHeader("Authorization", "Basic " + (key + QLatin1Char(':')).toUtf8().toBase64());
        std::unique_ptr<QNetworkReply> reply(
            m_network.post(request, QJsonDocument(body).toJson(QJsonDocument::Compact)));
        QSignalSpy finished(reply.get(), &QNetworkReply::finished);
        if (!reply->isFinished())
            finished.wait();
        return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    }

    void sendBatches(const QJsonArray& events)
    {
        constexpr int kBatch = 100;
        for (int from = 0; from < events.size(); from += kBatch) {
            QJsonArray batch;
            for (int i = from; i < std::min<int>(from + kBatch, int(events.size())); ++i)
                batch.append(events.at(i));
            QCOMPARE(
                send(u("/v1/batch"),
                     {{u("batch"), batch}, {u("sentAt"), QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)}},
                     m_key),
                200);
        }
    }

    template <typename T> T* find(const char* name) { return m_window->findChild<T*>(QString::fromLatin1(name)); }

    void takePicture(QWidget* widget, const QString& name, qreal ratio = 1)
    {
        const QDir folder(QStringLiteral(SIGHTGLASS_SCREENSHOTS));
        QVERIFY(folder.mkpath(u(".")));
        QPixmap picture(widget->size() * ratio);
        picture.setDevicePixelRatio(ratio);
        picture.fill(widget->palette().window().color());
        widget->render(&picture);
        QVERIFY(picture.save(folder.filePath(name + u(".png"))));
    }

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        m_dir = std::make_unique<QTemporaryDir>();
        m_preferences = std::make_unique<Preferences>(m_dir->filePath(u("window.ini")));
        m_preferences->setFirstRunDone(true);
        m_theme = std::make_unique<ThemeController>(*qApp);
        m_theme->setMode(ThemeMode::Light);
        m_host = std::make_unique<EmbeddedHub>(m_dir->filePath(u("data")), u("127.0.0.1:0"));
        m_host->start();
        QTRY_COMPARE(m_host->state(), HubHost::State::Running);
        m_session = std::make_unique<Session>();
        m_window = std::make_unique<MainWindow>(*m_session, m_host.get(), *m_preferences);
        m_window->resize(1280, 800);
        m_window->show();
        m_session->open(m_host->connection(), u("this computer"), true);
        QTRY_COMPARE(m_session->hub().contact(), client::Contact::Connected);
        client::ProjectInfo project;
        m_session->hub().addProject(u("Kestrel Maps"), u("Europe/Oslo"), this,
                                    [&](const Expected<client::ProjectInfo>& answer) {
                                        QVERIFY(answer);
                                        project = *answer;
                                        m_session->projects().put(project);
                                        m_session->selectProject(project.id);
                                    });
        QTRY_COMPARE(m_session->project().name, u("Kestrel Maps"));
        makeSource(u("Website"), u("web"), u("kestrelmaps.example"));
        QTRY_VERIFY(m_session->sources().rowCount() > 0);
        m_key = m_session->sources().sources().last().writeKey;
        QVERIFY(!m_key.isEmpty());
    }

public:
    void makeSource(const QString& name, const QString& kind, const QString& host)
    {
        const int before = m_session->sources().rowCount();
        m_session->hub().addSource(m_session->projectId(),
                                   {{u("name"), name}, {u("kind"), kind}, {u("hosts"), QJsonArray{host}}}, this,
                                   [this](const Expected<client::SourceInfo>& answer) {
                                       QVERIFY(answer);
                                       m_session->refreshSources();
                                   });
        QTRY_VERIFY(m_session->sources().rowCount() > before);
    }

private Q_SLOTS:
    void cleanupTestCase()
    {
        m_window.reset();
        m_session.reset();
        m_host.reset();
    }

    void anEventIsInLiveAndInOverview()
    {
        m_window->openPage(u("live"));
        QTRY_VERIFY(m_session->flow().seconds().size() > 0);
        QCOMPARE(send(u("/v1/track"),
                      {{u("userId"), u("mara.lindqvist")},
                       {u("event"), u("map_downloaded")},
                       {u("properties"), QJsonObject{{u("map"), u("Lofoten Crossing")}}}},
                      m_key),
                 200);
        auto* list = find<QAbstractItemView>("live-list");
        QVERIFY(list);
        QTRY_VERIFY_WITH_TIMEOUT(list->model()->rowCount() > 0, 1'000);
        QVERIFY(list->model()->index(0, 0).data().toString().contains(u("map_downloaded")));
        m_window->openPage(u("overview"));
        auto* overview = qobject_cast<OverviewPage*>(m_window->currentPage());
        QTRY_VERIFY(!overview->data().figures().figures.isEmpty());
        QTRY_COMPARE(overview->data().figures().find(u("events"))->now.number, 1.0);
    }

    void anEventIsInspectedAsATree()
    {
        m_window->openPage(u("live"));
        auto* list = find<QAbstractItemView>("live-list");
        list->setCurrentIndex(list->model()->index(0, 0));
        auto* tree = find<QAbstractItemView>("event-tree");
        QTRY_VERIFY(tree->isVisible());
        QVERIFY(tree->model()->rowCount() > 2);
    }

    void anUnknownKeyIsOfferedASource()
    {
        QCOMPARE(send(u("/v1/track"), {{u("userId"), u("u")}, {u("event"), u("e")}}, u("wk_9f31a0b55c2c2")), 401);
        QTRY_COMPARE(m_session->sources().unknownKeys().size(), 1);
        QCOMPARE(m_session->sources().unknownKeys().first().key, u("wk_9f31a0b55c2c2"));
        m_window->openPage(u("sources"), u("wk_9f31a0b55c2c2"));
        auto* dialog = m_window->findChild<QDialog*>(u("source-dialog"));
        QTRY_VERIFY(dialog && dialog->isVisible());
        dialog->reject();
    }

    void connectTurnsGreenByItself()
    {
        makeSource(u("Sync API"), u("server"), u("api.kestrelmaps.example"));
        const client::SourceInfo source = m_session->sources().sources().last();
        m_window->openPage(u("connect"), source.id);
        auto* wait = find<QLabel>("connect-wait");
        QVERIFY(wait->text().contains(u("Waiting")));
        QTest::qWait(50);
        takePicture(m_window.get(), u("connect-waiting-light"));
        QCOMPARE(
            send(u("/v1/track"), {{u("userId"), u("ola.nygaard")}, {u("event"), u("sync_finished")}}, source.writeKey),
            200);
        QTRY_VERIFY(find<QLabel>("connect-wait")->text().contains(u("First event received")));
    }

    void aHubThatStopsShowsTheStripAndComesBack()
    {
        m_window->openPage(u("overview"));
        m_host->stop();
        m_session->refreshRealtime();
        QTRY_COMPARE(m_session->hub().contact(), client::Contact::Lost);
        takePicture(m_window.get(), u("offline-light"));
        m_host->start();
        QTRY_COMPARE(m_host->state(), HubHost::State::Running);
        m_session->open(m_host->connection(), u("this computer"), true);
        QTRY_COMPARE(m_session->project().name, u("Kestrel Maps"));
        QTRY_VERIFY(m_session->sources().rowCount() >= 2);
    }

    void theWindowAnswersWhileFiveThousandEventsASecondArrive()
    {
        m_window->openPage(u("live"));
        // Four seconds of the stream at its limit: 10 messages a second of 200 events, the rest only counted.
        QElapsedTimer clock;
        qint64 longest = 0;
        qint64 stored = 0;
        for (int message = 0; message < 40; ++message) {
            client::LiveBatch batch;
            for (int i = 0; i < 200; ++i) {
                client::LiveRow row;
                row.name = QStringLiteral("event_%1").arg(i % 150);
                row.at = fromMs(QDateTime::currentMSecsSinceEpoch());
                row.anonymousId = QString::number(i);
                batch.events.append(row);
            }
            batch.skipped = 300;
            stored += 500;
            batch.counters = {stored, 0};
            clock.start();
            m_session->live().add(batch);
            m_session->flow().note(batch, false);
            QCoreApplication::processEvents();
            longest = std::max(longest, clock.elapsed());
        }
        qInfo("longest turn of the event loop with 500 events more: %lld ms", longest);
        QCOMPARE(m_session->live().rowCount() > 0, true);
        QVERIFY(m_session->live().rowCount() <= models::LiveModel::kMostRows);
    }

    void everyPageHasItsPicture()
    {
        sendBatches(someDays(28));
        m_session->live().clear();
        for (const QString& who : {u("n.achterberg"), u("p.marchetti"), u("k.lindholm")}) {
            send(u("/v1/page"),
                 {{u("anonymousId"), who},
                  {u("properties"), QJsonObject{{u("url"), u("https://kestrelmaps.example/pricing")}}},
                  {u("context"), QJsonObject{{u("timezone"), u("Europe/Oslo")}}}},
                 m_key);
            send(u("/v1/track"),
                 {{u("userId"), who},
                  {u("event"), u("trail_saved")},
                  {u("properties"), QJsonObject{{u("trail"), u("Tour du Mont Blanc")}}}},
                 m_key);
        }
        send(u("/v1/identify"), {{u("userId"), u("n.achterberg")}, {u("anonymousId"), u("8f41cafe")}}, m_key);
        send(u("/v1/track"),
             {{u("userId"), u("jonas.weber")},
              {u("event"), u("Order Completed")},
              {u("properties"), QJsonObject{{u("plan"), u("Kestrel Pro, yearly")}, {u("revenue"), 29}}}},
             m_key);
        send(u("/v1/track"), {{u("userId"), u("u")}, {u("event"), u("e")}}, u("wk_9f31a0b55c2c2"));
        auto* overview = qobject_cast<OverviewPage*>(m_window->page(u("overview")));
        const QStringList pages{u("overview"), u("live"), u("sources"), u("connect"), u("settings")};
        for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
            m_theme->setMode(mode);
            const QString theme = mode == ThemeMode::Light ? u("light") : u("dark");
            for (const QString& page : pages) {
                m_window->openPage(page);
                if (page == u("overview")) {
                    QTRY_VERIFY(overview->data().answered() >= 8);
                    QTRY_VERIFY(!overview->data().isLoading());
                    QVERIFY(overview->data().figures().find(u("visitors"))->now.number.value_or(0) > 100);
                }
                if (page == u("live")) {
                    m_session->refreshRealtime();
                    QSignalSpy realtime(m_session.get(), &Session::realtimeChanged);
                    realtime.wait();
                    QTRY_VERIFY(m_session->live().rowCount() > 5);
                    find<QAbstractItemView>("live-list")->setCurrentIndex({});
                }
                QTest::qWait(50);
                takePicture(m_window.get(), page + u("-") + theme);
                takePicture(m_window.get(), page + u("-") + theme + u("@2x"), 2);
            }
        }
        m_window->openPage(u("live"));
        find<QAbstractItemView>("live-list")
            ->setCurrentIndex(find<QAbstractItemView>("live-list")->model()->index(1, 0));
        takePicture(m_window.get(), u("live-inspector-dark"));
        m_window->openPage(u("overview"));
        find<QAction>("command-jump")->trigger();
        auto* field = find<QLineEdit>("palette-field");
        QTRY_VERIFY(field);
        QTest::keyClicks(field, u("so"));
        takePicture(m_window.get(), u("palette-dark"));
        QTest::keyClick(field, Qt::Key_Escape);
    }

    void theAssistantLeadsToTheFirstEvent()
    {
        m_theme->setMode(ThemeMode::Light);
        ConnectionKeeper keeper(*m_preferences, m_secrets, m_secrets);
        FirstRun assistant(*m_session, m_host.get(), keeper, *m_preferences);
        QWidget& shown = assistant;
        shown.show();
        auto* next = assistant.findChild<QPushButton*>(u("first-continue"));
        QTest::qWait(300);
        takePicture(&assistant, u("first-run-1-light"));
        next->click();
        QCOMPARE(assistant.step(), 1);
        assistant.findChild<QAbstractButton*>(u("hub-elsewhere"))->click();
        assistant.findChild<QLineEdit*>(u("hub-address"))->setText(m_host->connection().base.toString());
        QTest::keyClicks(assistant.findChild<QLineEdit*>(u("hub-token")), u("wrong"));
        QTRY_VERIFY(assistant.findChild<QLabel*>(u("hub-state"))->text().contains(u("does not know")));
        QVERIFY(!next->isEnabled());
        assistant.findChild<QLineEdit*>(u("hub-token"))->clear();
        QTest::keyClicks(assistant.findChild<QLineEdit*>(u("hub-token")), m_host->connection().token);
        QTRY_VERIFY(next->isEnabled());
        QTest::qWait(300);
        takePicture(&assistant, u("first-run-2-light"));
        assistant.findChild<QAbstractButton*>(u("hub-here"))->click();
        next->click();
        QCOMPARE(assistant.step(), 2);
        assistant.findChild<QLineEdit*>(u("first-name"))->setText(u("Merlin"));
        assistant.findChild<QLineEdit*>(u("first-site"))->setText(u("https://merlin.example/"));
        QTRY_VERIFY(next->isEnabled());
        QTest::qWait(300);
        takePicture(&assistant, u("first-run-3-light"));
        next->click();
        QTRY_COMPARE(assistant.step(), 3);
        QCOMPARE(m_session->project().name, u("Merlin"));
        QTest::qWait(300);
        takePicture(&assistant, u("first-run-4-light"));
        QTRY_VERIFY(m_session->sources().rowCount() > 0);
        QCOMPARE(send(u("/v1/track"), {{u("userId"), u("u")}, {u("event"), u("hello")}},
                      m_session->sources().sources().first().writeKey),
                 200);
        QTRY_VERIFY(assistant.findChild<QLabel*>(u("connect-wait"))->text().contains(u("First event received")));
        QSignalSpy closed(&assistant, &FirstRun::closed);
        next->click();
        QCOMPARE(closed.first().first().toString(), u("live"));
        QTest::qWait(300);
        takePicture(&assistant, u("first-run-5-light"));
    }
};

int main(int argc, char* argv[])
{
    QApplication app(argc, argv);
    TestWindow test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_window.moc"
