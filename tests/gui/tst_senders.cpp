// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/fakehub.h"
#include "gui/pages/sourcespage.h"
#include "gui/style/themecontroller.h"
#include "gui/widgets/label.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace sightglass;
using namespace sightglass::gui;
using test::FakeHub;
using test::json;

namespace {

QString u(const char* text)
{
    return QString::fromUtf8(text);
}

const char* const kSenders =
    "{'items':[{'protocol':'plausible','id':'trails.example','count':12,'first':'2026-03-02T09:00:00Z','last':"
    "'2026-03-02T10:00:05Z'},{'protocol':'umami','id':'99999999-2222-4333-8444-555555555555','count':3,'first':"
    "'2026-03-02T09:00:00Z','last':'2026-03-02T10:00:04Z'},{'protocol':'opentrace','id':'shop-7','count':1,'first':"
    "'2026-03-02T09:00:00Z','last':'2026-03-02T10:00:03Z'},{'protocol':'plausible','id':'www.kestrelmaps.example',"
    "'count':7,'first':'2026-03-02T09:00:00Z','last':'2026-03-02T10:00:02Z'},{'protocol':'goatcounter','id':'maps',"
    "'count':%1,'first':'2026-03-02T09:00:00Z','last':'2026-03-02T10:00:01Z'}]}";

const char* const kShared =
    "{'items':[{'address':'192.168.1.2','forwarded':40,'senders':1,'sources':1,'last':'2026-03-02T10:00:05Z'},"
    "{'address':'203.0.113.9','forwarded':0,'senders':50,'sources':2,'last':'2026-03-02T10:00:04Z'}]}";

} // namespace

/// Keys, ids and hosts that no source has, as API v2 lists them: on the page, and into the dialog.
class TestSenders : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ThemeController> m_theme;
    std::unique_ptr<FakeHub> m_hub;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<SourcesPage> m_page;

    template <typename T> T* find(const char* name) { return m_page->findChild<T*>(u(name)); }
    QPushButton* create(const char* place) { return m_page->findChild<QPushButton*>(u("create-for-") + u(place)); }
    void knows(int count)
    {
        m_hub->on("GET /api/v2/senders", {200, json(kSenders).replace("%1", QByteArray::number(count))});
        m_hub->on("GET /api/v2/shared-addresses", {200, json(kShared)});
    }
    void takePicture(const QString& name, qreal ratio)
    {
        QTest::qWait(100);
        QPixmap picture(m_page->size() * ratio);
        picture.setDevicePixelRatio(ratio);
        picture.fill(m_page->palette().window().color());
        m_page->render(&picture);
        const QDir folder(QStringLiteral(SIGHTGLASS_SCREENSHOTS));
        QVERIFY(folder.mkpath(u(".")) && picture.save(folder.filePath(name + u(".png"))));
    }

private Q_SLOTS:
    void init()
    {
        m_theme = std::make_unique<ThemeController>(*qApp);
        m_theme->setMode(ThemeMode::Light);
        m_hub = std::make_unique<FakeHub>();
        m_hub->on("GET /api/v2/projects", {200, json("{'items':[{'id':'1','name':'Maps','timezone':'UTC'}]}")});
        m_hub->on("GET /api/v2/projects/1/sources",
                  {200, json("{'items':[{'id':'3','project':'1','name':'Website','kind':'web','hosts':"
                             "['kestrelmaps.example'],'writeKey':'wk3'}]}")});
        m_hub->on("GET /api/v2/projects/1/events", {200, json("{'items':[]}")});
        m_hub->on("POST /api/v2/projects/1/query", {200, json("{'rows':[],'minutes':[],'current_visitors':0}")});
        knows(1);
        m_session = std::make_unique<Session>();
        m_page = std::make_unique<SourcesPage>(*m_session);
        m_page->resize(1072, 728);
        m_page->show();
        m_session->open({m_hub->url(), u("t")}, u("attic"));
        QTRY_VERIFY(m_session->areProjectsLoaded());
        m_session->selectProject(u("1"));
        QTRY_COMPARE(m_session->sources().rowCount(), 1);
    }
    void cleanup()
    {
        m_page.reset();
        m_session.reset();
        const QStringList unexpected = m_hub->unexpected();
        m_hub.reset();
        m_theme.reset();
        QVERIFY2(unexpected.isEmpty(), qPrintable(unexpected.join(u' ')));
    }

    void addressesThatManyShareAreWarnedOf()
    {
        auto* list = find<QWidget>("shared-addresses");
        QTRY_VERIFY(find<QPushButton>("trust-192.168.1.2"));
        QVERIFY(find<QPushButton>("trust-203.0.113.9"));
        QVERIFY(list->isVisibleTo(m_page.get()));
        QStringList words;
        for (const auto* label : list->findChildren<Label*>())
            words.append(label->text());
        const QString all = words.join(u' ');
        QVERIFY2(all.contains(u("192.168.1.2 passes on what others send")), qPrintable(all));
        QVERIFY2(all.contains(u("Many senders share 203.0.113.9")) && all.contains(u("50")), qPrintable(all));
        QSignalSpy asked(m_session.get(), &Session::placeRequested);
        find<QPushButton>("trust-192.168.1.2")->click();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.at(0).at(0).toString(), u("settings"));
    }

    void theNewestAreListedAndTheRestOnDemand()
    {
        QTRY_VERIFY(create("plausible:trails.example"));
        QVERIFY(create("umami:99999999-2222-4333-8444-555555555555"));
        QVERIFY(create("opentrace:shop-7"));
        QVERIFY2(!create("plausible:www.kestrelmaps.example"), "a source lists that host");
        QVERIFY(!create("goatcounter:maps"));
        QVERIFY(m_page->cost().contains(u("4")));
        find<QPushButton>("more-senders")->click();
        QVERIFY(create("goatcounter:maps"));
        QTRY_VERIFY(create("goatcounter:maps")->isVisible());
        QVERIFY(create("goatcounter:maps")->accessibleDescription().contains(u("maps")));
        for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
            m_theme->setMode(mode);
            const QString name = u("sources-senders-") + (mode == ThemeMode::Light ? u("light") : u("dark"));
            takePicture(name, 1);
            takePicture(name + u("@2x"), 2);
        }
        m_theme->setMode(ThemeMode::Light);
        m_theme->setTextZoom(200);
        takePicture(u("sources-senders-zoom"), 1);
        m_theme->setTextZoom(100);
    }

    void aSenderOpensTheDialogFilledIn_data()
    {
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("text");
        QTest::newRow("a host") << u("plausible:trails.example") << u("source-hosts") << u("trails.example");
        QTest::newRow("a website id") << u("umami:99999999-2222-4333-8444-555555555555") << u("source-umamiId")
                                      << u("99999999-2222-4333-8444-555555555555");
        QTest::newRow("a UID") << u("opentrace:shop-7") << u("source-openTraceUid") << u("shop-7");
    }
    void aSenderOpensTheDialogFilledIn()
    {
        QFETCH(QString, place);
        QFETCH(QString, field);
        QFETCH(QString, text);
        QTRY_VERIFY(create(qPrintable(place)));
        create(qPrintable(place))->click();
        auto* dialog = find<QDialog>("source-dialog");
        QVERIFY(dialog);
        for (const QLineEdit* edit : dialog->findChildren<QLineEdit*>()) {
            if (edit->objectName().startsWith(u("source-")))
                QCOMPARE(edit->text(), edit->objectName() == field ? text : QString());
        }
        m_hub->on("POST /api/v2/projects/1/sources", [](const QJsonObject& body) {
            QJsonObject made = body;
            made.insert(u("id"), u("9"));
            return FakeHub::Answer{201, QJsonDocument(made).toJson()};
        });
        QSignalSpy places(m_session.get(), &Session::placeRequested);
        dialog->findChild<QPushButton*>(u("source-save"))->click();
        QTRY_COMPARE(places.size(), 1);
        QCOMPARE(places.first().at(0).toString(), u("connect"));
        QCOMPARE(places.first().at(1).toString(), u("9/") + place.section(u':', 0, 0));
    }

    void aRowKeepsTheKeyboardWhileItCounts()
    {
        QTRY_VERIFY(create("plausible:trails.example"));
        m_page->activateWindow();
        QTRY_COMPARE(QApplication::activeWindow(), m_page.get());
        QPushButton* button = create("umami:99999999-2222-4333-8444-555555555555");
        button->setFocus();
        QVERIFY(button->hasFocus());
        QSignalSpy changed(&m_session->sources(), &models::SourcesModel::unknownSendersChanged);
        knows(5);
        m_session->refreshSenders();
        QTRY_COMPARE(changed.size(), 1);
        QCOMPARE(create("umami:99999999-2222-4333-8444-555555555555"), button);
        QVERIFY(button->hasFocus());
    }

    void aHubThatDoesNotTellIsNotAskedAgain()
    {
        QTRY_VERIFY(create("plausible:trails.example"));
        m_hub->on("GET /api/v2/senders", {403, json("{'code':'forbidden','detail':'no'}")});
        const auto asked = [this] {
            return std::count_if(m_hub->seen().cbegin(), m_hub->seen().cend(),
                                 [](const auto& seen) { return seen.target.startsWith("/api/v2/senders"); });
        };
        const auto before = asked();
        m_session->refreshSenders();
        QTRY_COMPARE(asked(), before + 1);
        QSignalSpy loaded(m_session.get(), &Session::projectsLoaded);
        for (int turn = 0; turn < 3; ++turn) {
            m_session->refreshProjects();
            QVERIFY(loaded.wait());
            m_session->refreshSenders();
        }
        m_session->refreshProjects();
        QVERIFY(loaded.wait());
        QCOMPARE(asked(), before + 1);
    }
};

QTEST_MAIN(TestSenders)
#include "tst_senders.moc"
