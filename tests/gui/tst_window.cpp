// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/firstrun/firstrun.h"
#include "gui/pages/connectpage.h"
#include "gui/pages/livepage.h"
#include "gui/pages/overviewpage.h"
#include "gui/window/tray.h"
#include "secrets/memorystore.h"
#include "windowfixture.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSignalSpy>
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
    test::WindowFixture m_app;
    secrets::MemoryStore m_secrets;
    QString m_key;

    int send(const QString& path, const QJsonObject& body, const QString& key) { return m_app.send(path, body, key); }
    template <typename T> T* find(const char* name) { return m_app.find<T>(name); }

private Q_SLOTS:
    void initTestCase()
    {
        m_app.start();
        m_app.addProject(u("Kestrel Maps"));
        m_app.addSource(u("Website"), u("web"), u("kestrelmaps.example"));
        m_key = m_app.key();
        QVERIFY(!m_key.isEmpty());
    }

    void cleanupTestCase() { m_app.stop(); }

    void anEventIsInLiveAndInOverview()
    {
        m_app.window->openPage(u("live"));
        QTRY_VERIFY(m_app.session->flow().seconds().size() > 0);
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
        m_app.window->openPage(u("overview"));
        auto* overview = qobject_cast<OverviewPage*>(m_app.window->currentPage());
        QTRY_VERIFY(!overview->data().figures().figures.isEmpty());
        QTRY_COMPARE(overview->data().figures().find(u("events"))->now.number, 1.0);
    }

    void anEventIsInspectedAsATree()
    {
        m_app.window->openPage(u("live"));
        auto* list = find<QAbstractItemView>("live-list");
        list->setCurrentIndex(list->model()->index(0, 0));
        auto* tree = find<QAbstractItemView>("event-tree");
        QTRY_VERIFY(tree->isVisible());
        QVERIFY(tree->model()->rowCount() > 2);
    }

    void anUnknownKeyIsOfferedASource()
    {
        QCOMPARE(send(u("/v1/track"), {{u("userId"), u("u")}, {u("event"), u("e")}}, u("wk_9f31a0b55c2c2")), 401);
        QTRY_COMPARE(m_app.session->sources().unknownSenders().size(), 1);
        QCOMPARE(m_app.session->sources().unknownSenders().first().id, u("wk_9f31a0b55c2c2"));
        m_app.window->openPage(u("sources"), u("segment:wk_9f31a0b55c2c2"));
        auto* dialog = m_app.window->findChild<QDialog*>(u("source-dialog"));
        QTRY_VERIFY(dialog && dialog->isVisible());
        dialog->reject();
    }

    void theTrayTellsWhatNeedsALook()
    {
        Tray tray(*m_app.session, m_app.host.get());
        const auto dot = [&] { return tray.icon().pixmap(QSize(22, 22), 2).toImage().pixelColor(34, 10); };
        const auto words = [&](int action) { return tray.menu().actions().at(action)->text(); };
        QCOMPARE(dot(), m_app.theme->tokens().mark.line);
        QVERIFY(words(0).contains(u("page views in 30 minutes")));
        QCOMPARE(words(1), u("Needs a look (1)"));
        QVERIFY(tray.menu().actions().at(1)->isVisible());
        QCOMPARE(tray.menu().findChild<QAction*>(u("tray-hub"))->text(), u("Stop the hub"));
        QSignalSpy opened(&tray, &Tray::openRequested);
        tray.menu().actions().at(1)->trigger();
        QCOMPARE(opened.first().first().toString(), u("overview"));
    }

    void connectTurnsGreenByItself()
    {
        m_app.addSource(u("Sync API"), u("server"), u("api.kestrelmaps.example"));
        const client::SourceInfo source = m_app.session->sources().sources().last();
        m_app.window->openPage(u("connect"), source.id);
        auto* wait = find<QLabel>("connect-wait");
        QVERIFY(wait->text().contains(u("Waiting")));
        QTest::qWait(50);
        m_app.takePicture(m_app.window.get(), u("connect-waiting-light"));
        QCOMPARE(
            send(u("/v1/track"), {{u("userId"), u("ola.nygaard")}, {u("event"), u("sync_finished")}}, source.writeKey),
            200);
        QTRY_VERIFY(find<QLabel>("connect-wait")->text().contains(u("First event received")));
    }

    void aHubThatStopsShowsTheStripAndComesBack()
    {
        m_app.window->openPage(u("overview"));
        m_app.host->stop();
        m_app.session->refreshRealtime();
        QTRY_COMPARE(m_app.session->hub().contact(), client::Contact::Lost);
        m_app.takePicture(m_app.window.get(), u("offline-light"));
        Tray tray(*m_app.session, m_app.host.get());
        QCOMPARE(tray.icon().pixmap(QSize(22, 22), 2).toImage().pixelColor(22, 5).alpha(), 0); // The gap in the ring.
        QCOMPARE(tray.menu().actions().first()->text(), u("No contact with the hub"));
        m_app.host->start();
        QTRY_COMPARE(m_app.host->state(), HubHost::State::Running);
        m_app.session->open(m_app.host->connection(), u("this computer"), true);
        QTRY_COMPARE(m_app.session->project().name, u("Kestrel Maps"));
        QTRY_VERIFY(m_app.session->sources().rowCount() >= 2);
    }

    void everyPageHasItsPicture()
    {
        m_app.sendBatches(someDays(28), m_key);
        m_app.session->live().clear();
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
        auto* overview = qobject_cast<OverviewPage*>(m_app.window->page(u("overview")));
        const QStringList pages{u("overview"), u("live"), u("sources"), u("connect"), u("settings")};
        for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
            m_app.theme->setMode(mode);
            const QString theme = mode == ThemeMode::Light ? u("light") : u("dark");
            for (const QString& page : pages) {
                m_app.window->openPage(page);
                if (page == u("overview")) {
                    QTRY_VERIFY(overview->data().answered() >= 8);
                    QTRY_VERIFY(!overview->data().isLoading());
                    QVERIFY(overview->data().figures().find(u("visitors"))->now.number.value_or(0) > 100);
                }
                if (page == u("live")) {
                    m_app.session->refreshRealtime();
                    QSignalSpy realtime(m_app.session.get(), &Session::realtimeChanged);
                    realtime.wait();
                    QTRY_VERIFY(m_app.session->live().rowCount() > 5);
                    find<QAbstractItemView>("live-list")->setCurrentIndex({});
                }
                QTest::qWait(50);
                m_app.takePicture(m_app.window.get(), page + u("-") + theme);
                m_app.takePicture(m_app.window.get(), page + u("-") + theme + u("@2x"), 2);
            }
        }
        m_app.theme->setMode(ThemeMode::Light);
        m_app.theme->setTextZoom(200);
        for (const QString& page : pages) {
            m_app.window->openPage(page);
            if (page == u("overview"))
                QTRY_VERIFY(!overview->data().isLoading());
            QTest::qWait(50);
            m_app.takePicture(m_app.window.get(), page + u("-zoom"));
        }
        m_app.theme->setTextZoom(100);
        m_app.theme->setMode(ThemeMode::Dark);
        QTest::qWait(50);
        m_app.window->openPage(u("live"));
        find<QAbstractItemView>("live-list")
            ->setCurrentIndex(find<QAbstractItemView>("live-list")->model()->index(1, 0));
        m_app.takePicture(m_app.window.get(), u("live-inspector-dark"));
        m_app.window->openPage(u("overview"));
        find<QAction>("command-jump")->trigger();
        auto* field = find<QLineEdit>("palette-field");
        QTRY_VERIFY(field);
        QTest::keyClicks(field, u("so"));
        QTest::qWait(50);
        m_app.takePicture(m_app.window.get(), u("palette-dark"));
        QTest::keyClick(field, Qt::Key_Escape);
    }

    void theAssistantLeadsToTheFirstEvent()
    {
        m_app.theme->setMode(ThemeMode::Light);
        ConnectionKeeper keeper(*m_app.preferences, m_secrets, m_secrets);
        FirstRun assistant(*m_app.session, m_app.host.get(), keeper, *m_app.preferences);
        QWidget& shown = assistant;
        shown.show();
        auto* next = assistant.findChild<QPushButton*>(u("first-continue"));
        QTest::qWait(300);
        m_app.takePicture(&assistant, u("first-run-1-light"));
        next->click();
        QCOMPARE(assistant.step(), 1);
        assistant.findChild<QAbstractButton*>(u("hub-elsewhere"))->click();
        assistant.findChild<QLineEdit*>(u("hub-address"))->setText(m_app.host->connection().base.toString());
        QTest::keyClicks(assistant.findChild<QLineEdit*>(u("hub-token")), u("wrong"));
        QTRY_VERIFY(assistant.findChild<QLabel*>(u("hub-state"))->text().contains(u("does not know")));
        QVERIFY(!next->isEnabled());
        assistant.findChild<QLineEdit*>(u("hub-token"))->clear();
        QTest::keyClicks(assistant.findChild<QLineEdit*>(u("hub-token")), m_app.host->connection().token);
        QTRY_VERIFY(next->isEnabled());
        QTest::qWait(300);
        m_app.takePicture(&assistant, u("first-run-2-light"));
        assistant.findChild<QAbstractButton*>(u("hub-here"))->click();
        next->click();
        QCOMPARE(assistant.step(), 2);
        assistant.findChild<QLineEdit*>(u("first-name"))->setText(u("Merlin"));
        assistant.findChild<QLineEdit*>(u("first-site"))->setText(u("https://merlin.example/"));
        QTRY_VERIFY(next->isEnabled());
        QTest::qWait(300);
        m_app.takePicture(&assistant, u("first-run-3-light"));
        next->click();
        QTRY_COMPARE(assistant.step(), 3);
        QCOMPARE(m_app.session->project().name, u("Merlin"));
        QTest::qWait(300);
        m_app.takePicture(&assistant, u("first-run-4-light"));
        QTRY_VERIFY(m_app.session->sources().rowCount() > 0);
        QCOMPARE(send(u("/v1/track"), {{u("userId"), u("u")}, {u("event"), u("hello")}},
                      m_app.session->sources().sources().first().writeKey),
                 200);
        QTRY_VERIFY(assistant.findChild<QLabel*>(u("connect-wait"))->text().contains(u("First event received")));
        QSignalSpy closed(&assistant, &FirstRun::closed);
        next->click();
        QCOMPARE(closed.first().first().toString(), u("live"));
        QTest::qWait(300);
        m_app.takePicture(&assistant, u("first-run-5-light"));
    }
};

int main(int argc, char* argv[])
{
    QApplication app(argc, argv);
    TestWindow test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_window.moc"
