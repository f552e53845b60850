// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/connectpage.h"
#include "gui/pages/sourcedialog.h"
#include "gui/widgets/snippetbox.h"
#include "windowfixture.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTest>
#include <QTranslator>

using namespace sightglass;
using namespace sightglass::gui;

namespace {

QString u(const char* text)
{
    return QString::fromUtf8(text);
}

const char* const kUmamiId = "11111111-2222-4333-8444-555555555555";

} // namespace

/// Sources and Connect on a real hub: ids that are in use already, what to paste, how to reach the hub, what turns
/// green, and senders that nobody knows.
class TestConnect : public QObject
{
    Q_OBJECT

private:
    test::WindowFixture m_app;

    template <typename T> T* find(const QString& name) { return m_app.window->findChild<T*>(name); }
    [[nodiscard]] const client::SourceInfo& source(int at) { return m_app.session->sources().sources().at(at); }

    /// The dialog once it is there and has the keyboard; null when it does not come.
    QDialog* dialog()
    {
        const auto isThere = [this] {
            auto* found = find<QDialog>(u("source-dialog"));
            return found != nullptr && found->isVisible();
        };
        if (!QTest::qWaitFor(isThere))
            return nullptr;
        auto* found = find<QDialog>(u("source-dialog"));
        found->activateWindow();
        return QTest::qWaitFor([found] { return QApplication::activeWindow() == found; }) ? found : nullptr;
    }
    /// A dialog that a test left open is in nobody's way.
    void closeDialogs() { qDeleteAll(m_app.window->findChildren<QDialog*>(u("source-dialog"))); }
    void closeDialog(QDialog* dialog)
    {
        const QPointer<QDialog> gone(dialog);
        dialog->reject();
        QTRY_VERIFY(!gone);
    }
    static void type(QDialog* dialog, const char* member, const QString& text)
    {
        auto* field = dialog->findChild<QLineEdit*>(QStringLiteral("source-") + u(member));
        QVERIFY(field);
        field->setFocus();
        field->selectAll();
        text.isEmpty() ? QTest::keyClick(field, Qt::Key_Delete) : QTest::keyClicks(field, text);
    }
    static QString problem(QDialog* dialog, const char* member)
    {
        return dialog->findChild<QLabel*>(QStringLiteral("problem-") + u(member))->text();
    }
    /// A picture of the window once everything has its place.
    void take(const QString& name, qreal ratio = 1)
    {
        QTest::qWait(200);
        m_app.takePicture(m_app.window.get(), name, ratio);
    }
    void choose(const char* recipe) { find<QAbstractButton>(QStringLiteral("recipe-") + u(recipe))->click(); }
    QString snippet() { return find<SnippetBox>(u("connect-snippet"))->copyText(); }
    QString waits() { return find<QLabel>(u("connect-wait"))->text(); }

private Q_SLOTS:
    void initTestCase()
    {
        m_app.start();
        m_app.addProject(u("Kestrel Maps"));
        m_app.addSource(u("Shop"), u("web"), u("kestrelmaps.example"));
        QTRY_COMPARE(m_app.session->sources().rowCount(), 2); // The project came with one.
    }
    void cleanupTestCase() { m_app.stop(); }
    void cleanup() { closeDialogs(); }

    void idsInUseAreTyped()
    {
        m_app.window->openPage(u("connect"), source(1).id);
        find<QPushButton>(u("connect-ids"))->click();
        QDialog* dialog = this->dialog();
        QVERIFY(dialog);
        auto* save = dialog->findChild<QPushButton*>(u("source-save"));
        type(dialog, "umamiId", u("my-site"));
        QVERIFY(!save->isEnabled());
        dialog->findChild<QLineEdit*>(u("source-posthogToken"))->setFocus();
        QVERIFY(problem(dialog, "umamiId").contains(u("11111111-2222")));
        type(dialog, "umamiId", QString::fromLatin1(kUmamiId).toUpper());
        QVERIFY(problem(dialog, "umamiId").isEmpty());
        type(dialog, "goatcounterSite", u("kestrel"));
        QVERIFY(save->isEnabled());
        save->click();
        QTRY_COMPARE(source(1).umamiId, QString::fromLatin1(kUmamiId));
        QCOMPARE(source(1).goatcounterSite, u("kestrel"));
    }

    void aTakenIdIsSaidAtItsField_data()
    {
        QTest::addColumn<QString>("member");
        QTest::addColumn<QString>("text");
        QTest::newRow("a website id") << u("umamiId") << u(kUmamiId);
        QTest::newRow("a site code") << u("goatcounterSite") << u("kestrel");
        QTest::newRow("a host") << u("hosts") << u("new.example, www.kestrelmaps.example");
    }
    void aTakenIdIsSaidAtItsField()
    {
        QFETCH(QString, member);
        QFETCH(QString, text);
        m_app.window->openPage(u("sources"));
        find<QPushButton>(u("add-source"))->click();
        QDialog* dialog = this->dialog();
        QVERIFY(dialog);
        type(dialog, qPrintable(member), text);
        dialog->findChild<QPushButton*>(u("source-save"))->click();
        QTRY_VERIFY(problem(dialog, qPrintable(member)).contains(u("already")));
        auto* field = dialog->findChild<QLineEdit*>(QStringLiteral("source-") + member);
        QVERIFY(field->hasFocus());
        QCOMPARE(field->accessibleDescription(), problem(dialog, qPrintable(member)));
        m_app.takePicture(dialog, u("source-dialog-taken-light"));
        closeDialog(dialog);
    }

    void everyWayHasTheHubAndTheIds()
    {
        m_app.window->openPage(u("connect"), source(1).id);
        const QString hub = m_app.host->connection().base.toString(QUrl::StripTrailingSlash);
        find<QAbstractButton>(u("reach-direct"))->click();
        for (const char* recipe : {"script", "plausible", "umami", "posthog", "goatcounter", "sierra", "opentrace",
                                   "openmetrics", "tracker", "node", "curl"}) {
            choose(recipe);
            if (auto* direct = find<QAbstractButton>(u("reach-direct")))
                direct->click();
            QVERIFY2(snippet().contains(hub.section(u("://"), 1)), qPrintable(snippet()));
        }
        choose("umami");
        QVERIFY(snippet().contains(u(kUmamiId)));
        QCOMPARE(QApplication::clipboard()->text(), QString());
        auto* box = find<SnippetBox>(u("connect-snippet"));
        QSignalSpy copied(box, &SnippetBox::copied);
        QTest::mouseClick(box->findChild<QPushButton*>(), Qt::LeftButton);
        QCOMPARE(copied.size(), 1);
        QCOMPARE(QApplication::clipboard()->text(), snippet());
    }

    void aPublicSiteIsWarnedOfALoopbackHub()
    {
        choose("plausible");
        QVERIFY2(find<QAbstractButton>(u("reach-own"))->isChecked(), "what works is proposed");
        QVERIFY(snippet().contains(u("src=\"/stats/js/script.js\"")));
        auto* forwarding = find<QWidget>(u("forwarding-snippet"));
        QTRY_VERIFY(forwarding->isVisible());
        find<QAbstractButton>(u("reach-direct"))->click();
        QVERIFY(!forwarding->isVisible());
        QVERIFY(find<QWidget>(u("reach-notice"))->accessibleDescription().contains(u("visitor's own computer")));
        take(u("connect-warning-light"));
        QTest::mouseClick(find<QPushButton>(u("reach-pass-on")), Qt::LeftButton);
        QVERIFY(forwarding->isVisible());
        QVERIFY(find<QAbstractButton>(u("reach-own"))->isChecked());
        QVERIFY(find<SnippetBox>(u("forwarding-snippet"))->copyText().contains(m_app.host->connection().base.host()));
    }

    void aWayThatNeedsAHostAsksForIt()
    {
        m_app.session->hub().addSource(m_app.session->projectId(), {{u("name"), u("Nameless")}}, m_app.window.get(),
                                       [this](const auto&) { m_app.session->refreshSources(); });
        QTRY_COMPARE(m_app.session->sources().rowCount(), 3);
        m_app.window->openPage(u("connect"), source(2).id + u("/sierra"));
        auto* notice = find<QWidget>(u("connect-lacks-host"));
        QTRY_VERIFY(notice && notice->isVisible());
        QTest::mouseClick(notice->findChild<QPushButton*>(), Qt::LeftButton);
        QDialog* dialog = this->dialog();
        QVERIFY(dialog);
        type(dialog, "hosts", u("https://Nameless.example/start"));
        dialog->findChild<QPushButton*>(u("source-save"))->click();
        QTRY_COMPARE(source(2).hosts, QStringList{u("nameless.example")});
        QTRY_VERIFY(!find<QWidget>(u("connect-lacks-host")));
        QVERIFY(snippet().contains(u("https://nameless.example/stats")));
    }

    void itTurnsGreenByItsOwnProtocol()
    {
        m_app.window->openPage(u("connect"), source(1).id + u("/umami"));
        QVERIFY(waits().contains(u("Waiting")));
        QCOMPARE(m_app.send(u("/v1/track"), {{u("userId"), u("mara")}, {u("event"), u("opened")}}, source(1).writeKey),
                 200);
        auto* others = find<QLabel>(u("connect-others"));
        QTRY_VERIFY(others->isVisible());
        QVERIFY(others->text().contains(u("Segment")) && others->text().contains(u("Umami")));
        QVERIFY(waits().contains(u("Waiting")));
        QTRY_COMPARE(find<QAbstractButton>(u("recipe-script"))->accessibleName(),
                     u("Sightglass script, events arrive"));
        client::LiveBatch batch;
        client::LiveRow event;
        event.sourceId = source(1).id;
        event.protocol = u("umami");
        event.at = fromMs(1'772'614'351'400);
        batch.events = {event};
        m_app.session->sources().note(batch);
        QVERIFY(waits().contains(u("First event received")));
        QVERIFY(!others->isVisible());
        take(u("connect-arrived-light"));
        choose("script");
        QVERIFY2(waits().contains(u("First event received")), "what came before this page looked counts too");
        choose("posthog");
        QVERIFY(waits().contains(u("Waiting")));
    }

    void whatTheHubStoredBeforeIsGreenAtOnce()
    {
        m_app.session->sources().forget();
        m_app.session->refreshSources();
        QTRY_COMPARE(m_app.session->sources().rowCount(), 3);
        m_app.window->openPage(u("connect"), source(1).id + u("/segment"));
        QTRY_VERIFY(waits().contains(u("First event received")));
    }

    void anUnknownSenderBecomesASource()
    {
        QCOMPARE(m_app.send(u("/v1/track"), {{u("userId"), u("u")}, {u("event"), u("e")}}, u("wk-stranger")), 401);
        m_app.window->openPage(u("sources"));
        QTRY_VERIFY(find<QPushButton>(u("create-for-segment:wk-stranger")));
        auto* create = find<QPushButton>(u("create-for-segment:wk-stranger"));
        QVERIFY(create->accessibleDescription().contains(u("wk-stranger")));
        m_app.takePicture(m_app.window.get(), u("sources-unknown-light"));
        QTest::mouseClick(create, Qt::LeftButton);
        QDialog* dialog = this->dialog();
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QLineEdit*>(u("source-writeKey"))->text(), u("wk-stranger"));
        dialog->findChild<QLineEdit*>(u("source-name"))->setText(u("Stranger"));
        dialog->findChild<QPushButton*>(u("source-save"))->click();
        QTRY_COMPARE(m_app.session->sources().rowCount(), 4);
        QTRY_VERIFY(m_app.session->sources().unknownSenders().isEmpty());
        QTRY_VERIFY(!find<QPushButton>(u("create-for-segment:wk-stranger")));
        QTRY_VERIFY(qobject_cast<ConnectPage*>(m_app.window->currentPage()));
        QCOMPARE(m_app.send(u("/v1/track"), {{u("userId"), u("u")}, {u("event"), u("e")}}, u("wk-stranger")), 200);
    }

    void itsPagesHaveTheirPictures()
    {
        for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
            m_app.theme->setMode(mode);
            const QString theme = mode == ThemeMode::Light ? u("light") : u("dark");
            for (const char* recipe : {"plausible", "goatcounter", "tracker", "segment", "opentrace"}) {
                m_app.window->openPage(u("connect"), source(1).id + u("/") + u(recipe));
                const QString name = u("connect-") + u(recipe) + u("-") + theme;
                take(name);
                take(name + u("@2x"), 2);
            }
            find<QPushButton>(u("connect-ids"))->click();
            QDialog* dialog = this->dialog();
            QVERIFY(dialog);
            m_app.takePicture(dialog, u("source-dialog-") + theme);
            m_app.takePicture(dialog, u("source-dialog-") + theme + u("@2x"), 2);
            closeDialog(dialog);
        }
        m_app.theme->setMode(ThemeMode::Light);
    }

    void itSpeaksGerman()
    {
        QTranslator german;
        QVERIFY2(german.load(QStringLiteral(SIGHTGLASS_GERMAN)), SIGHTGLASS_GERMAN);
        QCoreApplication::installTranslator(&german);
        {
            ConnectPage page(*m_app.session);
            page.resize(1072, 728);
            page.setDetail(source(1).id + u("/plausible"));
            page.show();
            QCOMPARE(page.findChild<QPushButton*>(u("connect-ids"))->text(), u("IDs und Hosts …"));
            QTest::qWait(200);
            m_app.takePicture(&page, u("connect-plausible-german"));
            SourceDialog dialog(*m_app.session, source(1), nullptr);
            dialog.setAttribute(Qt::WA_DeleteOnClose, false);
            dialog.show();
            QTest::qWait(100);
            m_app.takePicture(&dialog, u("source-dialog-german"));
        }
        QCoreApplication::removeTranslator(&german);
    }

    void atTwiceTheSizeNothingIsCut()
    {
        m_app.theme->setTextZoom(200);
        m_app.window->openPage(u("sources"));
        take(u("sources-cards-zoom"));
        m_app.window->openPage(u("connect"), source(1).id + u("/plausible"));
        take(u("connect-plausible-zoom"));
        find<QPushButton>(u("connect-ids"))->click();
        QDialog* dialog = this->dialog();
        QVERIFY(dialog);
        m_app.takePicture(dialog, u("source-dialog-zoom"));
        QVERIFY(dialog->height() <= dialog->screen()->availableGeometry().height());
        closeDialog(dialog);
        m_app.window->openPage(u("settings"));
        take(u("settings-currency-zoom"));
        int editable = 0;
        for (QComboBox* box : m_app.window->findChildren<QComboBox*>()) {
            if (!box->isEditable() || !box->isVisible())
                continue;
            ++editable;
            const QLineEdit* field = box->lineEdit();
            QStyleOptionFrame option;
            option.initFrom(field);
            const int room = field->style()->subElementRect(QStyle::SE_LineEditContents, &option, field).width();
            const int wanted = field->fontMetrics().horizontalAdvance(box->currentText());
            QVERIFY2(room >= wanted, qPrintable(u("%1: %2 of %3").arg(box->currentText()).arg(room).arg(wanted)));
        }
        QVERIFY(editable >= 2);
        m_app.theme->setTextZoom(100);
    }
};

QTEST_MAIN(TestConnect)
#include "tst_connect.moc"
