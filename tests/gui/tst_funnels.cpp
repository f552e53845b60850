// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/funnelchart.h"
#include "charts/lifecyclechart.h"
#include "gui/pages/activitypage.h"
#include "gui/pages/funnelspage.h"
#include "gui/pages/peoplepage.h"
#include "gui/pages/peoplepanel.h"
#include "gui/pages/personpage.h"
#include "gui/pages/reportbar.h"
#include "gui/widgets/button.h"
#include "windowfixture.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QSettings>
#include <QTableView>
#include <QTableWidget>
#include <QTest>

using namespace sightglass;
using namespace sightglass::gui;

namespace {

constexpr int kStarted = 60;
constexpr int kSignedUp = 40;
constexpr int kPaid = 5;
const QByteArray kBrowser = "Mozilla/5.0 (X11; Linux x86_64; rv:124.0) Gecko/20100101 Firefox/124.0";

QString u(const char* text)
{
    return QString::fromUtf8(text);
}

QJsonObject view(const QString& user, const QString& path, const QDateTime& at)
{
    return {
        {u("type"), u("page")},
        {u("userId"), user},
        {u("messageId"), QString(user + path + at.toString(Qt::ISODate))},
        {u("timestamp"), at.toString(Qt::ISODateWithMs)},
        {u("properties"), QJsonObject{{u("url"), QString(u("https://kestrelmaps.example") + path)}, {u("path"), path}}},
        {u("context"), QJsonObject{{u("timezone"), u("Europe/Oslo")}}}};
}

QJsonObject call(const QString& user, const QString& event, const QDateTime& at)
{
    return {{u("type"), u("track")},
            {u("userId"), user},
            {u("event"), event},
            {u("messageId"), QString(user + event)},
            {u("timestamp"), at.toString(Qt::ISODateWithMs)}};
}

/// 60 people read /start, 40 of them sign up, 5 pay; ten minutes lie between steps. The first ten came back a day
/// later.
QJsonArray history()
{
    const QDateTime noon(QDate::currentDate().addDays(-3), QTime(12, 0), Qt::UTC);
    QJsonArray out;
    for (int i = 0; i < kStarted; ++i) {
        const QString user = QStringLiteral("person-%1").arg(i, 2, 10, QLatin1Char('0'));
        const QDateTime at = noon.addSecs(i * 60);
        out.append(view(user, u("/start"), at));
        if (i < kSignedUp)
            out.append(call(user, u("signup"), at.addSecs(600)));
        if (i < kPaid)
            out.append(call(user, u("paid"), at.addSecs(1'200)));
        if (i < 10)
            out.append(view(user, u("/docs"), at.addDays(1)));
    }
    return out;
}

models::FunnelDefinition threeSteps()
{
    models::FunnelDefinition funnel;
    funnel.steps = {{true, u("/start")}, {false, u("signup")}, {false, u("paid")}};
    return funnel;
}

} // namespace

/// Funnels with the people behind a bar, people, one person, and how people come and go, on a real hub.
class TestFunnels : public QObject
{
    Q_OBJECT

private:
    test::WindowFixture m_app;

    template <typename T> T* find(const char* name) { return m_app.find<T>(name); }
    template <typename T> T* page(const char* id) { return qobject_cast<T*>(m_app.window->page(u(id))); }
    /// One that is on its way out may have the same name.
    QPushButton* begin()
    {
        for (QPushButton* button : m_app.window->findChildren<QPushButton*>(u("funnel-begin")))
            if (button->isVisible())
                return button;
        return nullptr;
    }
    FunnelsPage* funnels() { return page<FunnelsPage>("funnels"); }
    QTableView* list() { return funnels()->people().view(); }
    void openFunnel()
    {
        m_app.window->openPage(u("funnels"));
        funnels()->setFunnel(threeSteps());
        QTRY_VERIFY(funnels()->chart().isVisible());
        QTRY_COMPARE(funnels()->chart().bars().size(), std::size_t{3});
    }
    void focus(QWidget* widget)
    {
        m_app.window->activateWindow();
        QTRY_VERIFY(m_app.window->isActiveWindow());
        widget->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(widget->hasFocus());
    }
    void clickPart(const charts::FunnelPart& part)
    {
        const QRectF rect = funnels()->chart().rectOf(part);
        QVERIFY(!rect.isEmpty());
        QTest::mouseClick(&funnels()->chart(), Qt::LeftButton, {}, rect.center().toPoint());
    }
    void chooseStep(const QString& kind, const QString& text)
    {
        QWidget* popup = nullptr;
        QTRY_VERIFY((popup = m_app.window->findChild<QWidget*>(u("funnel-step-popup"))));
        QTest::qWait(100);
        m_app.takePicture(popup, u("funnel-step-light"));
        if (kind == u("event"))
            QTest::keyClick(popup->findChild<QWidget*>(u("funnel-step-kind")), Qt::Key_Right);
        auto* field = popup->findChild<QLineEdit*>(u("funnel-step-text"));
        field->clear();
        QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(!m_app.window->findChild<QWidget*>(u("funnel-step-popup")));
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_app.start();
        m_app.addProject(u("Kestrel Maps"));
        m_app.addSource(u("Website"), u("web"), u("kestrelmaps.example"));
        m_app.sendBatches(history(), m_app.key());
    }
    void cleanupTestCase() { m_app.stop(); }

    void aFunnelIsPutTogetherStepByStep()
    {
        m_app.window->openPage(u("funnels"));
        QTRY_VERIFY(begin());
        QTest::qWait(50);
        m_app.takePicture(m_app.window.get(), u("funnels-empty-light"));
        begin()->click();
        chooseStep(u("page"), u("/start"));
        QCOMPARE(funnels()->funnel().steps.size(), 1);
        QTRY_VERIFY(begin());
        QCOMPARE(begin()->text(), u("Choose the next step"));
        find<QPushButton>("funnel-add-step")->click();
        chooseStep(u("event"), u("signup"));
        QTRY_COMPARE(funnels()->chart().bars().size(), std::size_t{2});
        QCOMPARE(funnels()->chart().bars().front().count, kStarted);
        QCOMPARE(funnels()->chart().bars().back().count, kSignedUp);
        QCOMPARE(funnels()->chart().bars().back().lost, kStarted - kSignedUp);
        QVERIFY(funnels()->chart().bars().back().time.startsWith(u("10m")));
    }

    void theFunnelIsThereAgainNextTime()
    {
        m_app.window->openPage(u("overview"));
        const FunnelsPage another(*m_app.session, *m_app.preferences);
        m_app.window->openPage(u("funnels"));
        QCOMPARE(funnels()->funnel().steps.size(), 2);
        bool isKept = false;
        QSettings kept(m_app.dir->filePath(u("window.ini")), QSettings::IniFormat);
        for (const QString& key : kept.allKeys())
            isKept = isKept || (key.startsWith(u("funnel/")) && kept.value(key).toString().contains(u("signup")));
        QVERIFY(isKept);
    }

    void stepsAreMovedAndRemoved()
    {
        openFunnel();
        find<QAbstractButton>("funnel-step-3")->click();
        QWidget* popup = nullptr;
        QTRY_VERIFY((popup = m_app.window->findChild<QWidget*>(u("funnel-step-popup"))));
        popup->findChild<QPushButton*>(u("funnel-step-earlier"))->click();
        QCOMPARE(funnels()->funnel().steps.at(1).text, u("paid"));
        QTRY_VERIFY(!m_app.window->findChild<QWidget*>(u("funnel-step-popup")));
        find<QAbstractButton>("funnel-step-2")->click();
        QTRY_VERIFY((popup = m_app.window->findChild<QWidget*>(u("funnel-step-popup"))));
        popup->findChild<QPushButton*>(u("funnel-step-remove"))->click();
        QCOMPARE(funnels()->funnel().steps.size(), 2);
        QCOMPARE(funnels()->funnel().steps.at(1).text, u("signup"));
    }

    void theSentenceChangesTheQuestion()
    {
        openFunnel();
        focus(find<QWidget>("funnel-sentence"));
        QTest::keyClick(find<QWidget>("funnel-sentence"), Qt::Key_Right);
        QTest::keyClick(find<QWidget>("funnel-sentence"), Qt::Key_Return);
        auto* menu = find<QMenu>("funnel-choice");
        QVERIFY(menu);
        QCOMPARE(menu->actions().size(), 3);
        menu->actions().at(2)->trigger();
        menu->close();
        QCOMPARE(funnels()->funnel().order, u("any"));
        QTRY_COMPARE(funnels()->chart().bars().back().count, kPaid);
    }

    void aBarListsThePeopleWhoReachedIt()
    {
        openFunnel();
        clickPart({1, false});
        QTRY_COMPARE(funnels()->people().total(), kSignedUp);
        QTRY_COMPARE(list()->model()->rowCount(), kSignedUp);
        QVERIFY(list()->isVisible());
        const QString first = list()->model()->index(0, 0).data().toString();
        QVERIFY2(first.startsWith(u("person-")), qPrintable(first));
    }

    void theLossAboveItListsThoseWhoLeft()
    {
        openFunnel();
        clickPart({1, true});
        QTRY_COMPARE(funnels()->people().total(), kStarted - kSignedUp);
        QTRY_COMPARE(list()->model()->rowCount(), kStarted - kSignedUp);
        for (int row = 0; row < list()->model()->rowCount(); ++row)
            QVERIFY(list()->model()->index(row, 0).data().toString() >= u("person-40"));
        m_app.takePicture(m_app.window.get(), u("funnels-left-light"));
    }

    void peopleComePageByPage()
    {
        openFunnel();
        clickPart({0, false});
        QTRY_COMPARE(list()->model()->rowCount(), 50);
        QCOMPARE(funnels()->people().total(), kStarted);
        QPushButton* more = nullptr;
        for (QPushButton* button : funnels()->people().findChildren<QPushButton*>())
            if (button->text() == u("Show 10 more"))
                more = button;
        QVERIFY(more);
        more->click();
        QTRY_COMPARE(list()->model()->rowCount(), kStarted);
        QVERIFY(!more->isVisible());
        QSet<QString> names;
        for (int row = 0; row < kStarted; ++row)
            names.insert(list()->model()->index(row, 0).data().toString());
        QCOMPARE(names.size(), kStarted);
    }

    void theKeyboardLeadsToAPersonsTimelineAndBack()
    {
        openFunnel();
        focus(&funnels()->chart());
        QTest::keyClick(&funnels()->chart(), Qt::Key_Right);
        QTest::keyClick(&funnels()->chart(), Qt::Key_Right);
        QVERIFY(funnels()->chart().accessibleDescription().contains(u("reached step 3")));
        QTest::keyClick(&funnels()->chart(), Qt::Key_Up);
        QVERIFY(funnels()->chart().accessibleDescription().contains(u("left before step 3")));
        QTest::keyClick(&funnels()->chart(), Qt::Key_Down);
        QTest::keyClick(&funnels()->chart(), Qt::Key_Return);
        QTRY_COMPARE(list()->model()->rowCount(), kPaid);
        focus(list());
        list()->setCurrentIndex(list()->model()->index(0, 0));
        const QString name = list()->currentIndex().data().toString();
        QTest::keyClick(list(), Qt::Key_Return);
        auto* person = page<PersonPage>("person");
        QCOMPARE(m_app.window->currentPage(), person);
        QTRY_COMPARE(person->title(), name);
        QTRY_COMPARE(person->timeline().events(), 4); // start, signup, paid; and the day after
        QTRY_COMPARE(find<QLabel>("person-name")->text(), name);
        QStringList words;
        for (int row = 0; row < person->timeline().rowCount(); ++row)
            words.append(person->timeline().index(row).data().toString());
        const QString all = words.join(QLatin1Char('\n'));
        QVERIFY2(all.contains(u("Page view, /start")) && all.contains(u("signup")), qPrintable(all));
        QVERIFY2(all.indexOf(u("signup")) < all.indexOf(u("paid")), qPrintable(all));
        QVERIFY2(all.contains(u("23 hours away")), qPrintable(all));
        m_app.window->findChild<QAction*>(u("command-back"))->trigger();
        QCOMPARE(m_app.window->currentPage(), funnels());
        QTRY_COMPARE(list()->model()->rowCount(), kPaid);
    }

    void nothingInTheseDaysIsSaid()
    {
        openFunnel();
        models::FunnelDefinition funnel = threeSteps();
        funnel.steps[0].text = u("/never");
        funnels()->setFunnel(funnel);
        QTRY_VERIFY(!funnels()->chart().isVisible());
        QTRY_COMPARE(find<QWidget>("funnel-answer")->findChild<QWidget*>(u("answer-empty"))->accessibleName(),
                     u("Nobody took the first step in these days"));
        QVERIFY(!funnels()->people().isVisible());
    }

    void aRefusedQuestionShowsWhyAndAsksAgain()
    {
        openFunnel();
        models::FunnelDefinition funnel = threeSteps();
        funnel.window = u("P900D");
        funnels()->setFunnel(funnel);
        auto* error = find<QWidget>("funnel-answer")->findChild<QWidget*>(u("answer-error"));
        QTRY_VERIFY(error->isVisible());
        QVERIFY(!funnels()->people().isVisible());
        QVERIFY(find<QWidget>("funnel-answer")->findChild<QPushButton*>(u("answer-again"))->isVisible());
        m_app.takePicture(m_app.window.get(), u("funnels-error-light"));
        openFunnel();
    }

    void everybodyIsListedAndFound()
    {
        m_app.window->openPage(u("people"));
        auto* people = page<PeopleListPage>("people");
        QTRY_COMPARE(people->people().total(), kStarted);
        QTest::keyClicks(find<QLineEdit>("people-search"), u("person-07"));
        QTRY_COMPARE(people->people().total(), 1);
        QCOMPARE(people->people().model().index(0, 0).data(Qt::DisplayRole).toString(), u("person-07"));
        QCOMPARE(people->table().rows.size(), 1);
        find<QLineEdit>("people-search")->clear();
        QTRY_COMPARE(people->people().total(), kStarted);
    }

    void peopleComeAndGo()
    {
        m_app.window->openPage(u("activity"));
        auto* activity = page<ActivityPage>("activity");
        QTRY_VERIFY(!activity->activity().periods.isEmpty());
        const QDate first = QDate::currentDate().addDays(-3);
        const auto period = [&](QDate day) {
            for (const client::LifecyclePeriod& one : activity->activity().periods)
                if (one.date == day)
                    return one;
            return client::LifecyclePeriod();
        };
        QCOMPARE(period(first), (client::LifecyclePeriod{first, kStarted, 0, 0, 0}));
        QCOMPARE(period(first.addDays(1)), (client::LifecyclePeriod{first.addDays(1), 0, 10, 0, kStarted - 10}));
        QCOMPARE(period(first.addDays(2)), (client::LifecyclePeriod{first.addDays(2), 0, 0, 0, 10}));
        QCOMPARE(find<QLabel>("activity-weekly")->text(), QString::number(kStarted));
        auto* table = find<QTableWidget>("activity-table");
        QCOMPARE(table->rowCount(), int(activity->activity().periods.size()));
        QCOMPARE(table->horizontalHeaderItem(4)->text(), u("Gone quiet"));
        QCOMPARE(activity->table().rows.size(), activity->activity().periods.size());
        auto* chart = find<charts::LifecycleChart>("activity-chart");
        focus(chart);
        QTest::keyClick(chart, Qt::Key_Left);
        QVERIFY(chart->accessibleDescription().contains(u("gone quiet")));
    }

    void whoHasNoIdIsListedAsUnknown()
    {
        for (const QString& path : {u("/about"), u("/contact")})
            QCOMPARE(m_app.send(u("/api/event"),
                                {{u("n"), u("pageview")},
                                 {u("d"), u("kestrelmaps.example")},
                                 {u("u"), QString(u("https://kestrelmaps.example") + path)}},
                                {}, kBrowser),
                     202);
        openFunnel();
        models::FunnelDefinition funnel;
        funnel.steps = {{true, u("/about")}, {true, u("/contact")}};
        funnels()->setFunnel(funnel);
        QTRY_COMPARE(funnels()->chart().bars().size(), std::size_t{2});
        QCOMPARE(funnels()->chart().bars().back().count, 1);
        clickPart({1, false});
        QTRY_COMPARE(list()->model()->rowCount(), 1);
        QVERIFY(list()->model()->index(0, 0).data().toString().startsWith(u("Unknown visitor")));
        Q_EMIT list()->clicked(list()->model()->index(0, 0));
        QTRY_COMPARE(page<PersonPage>("person")->timeline().events(), 2);
    }

    void everythingThatTakesTheFocusHasAName()
    {
        openFunnel();
        clickPart({1, false});
        QTRY_COMPARE(list()->model()->rowCount(), kSignedUp);
        for (const QString& id : {u("funnels"), u("activity"), u("people"), u("person")}) {
            m_app.window->openPage(id);
            for (QWidget* widget : m_app.window->page(id)->findChildren<QWidget*>()) {
                if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus) || qobject_cast<QLabel*>(widget) ||
                    widget->inherits("QScrollArea"))
                    continue;
                QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(widget);
                QVERIFY2(!interface->text(QAccessible::Name).isEmpty(),
                         qPrintable(id + u(": ") + u(widget->metaObject()->className()) + widget->objectName()));
            }
        }
    }

    void modelsKeepTheirPromises()
    {
        QAbstractItemModelTester funnel(list()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto* timeline = find<QListView>("person-timeline");
        QAbstractItemModelTester person(timeline->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        openFunnel();
        clickPart({0, false});
        QTRY_COMPARE(list()->model()->rowCount(), 50);
        Q_EMIT list()->clicked(list()->model()->index(3, 0));
        QTRY_VERIFY(timeline->model()->rowCount() > 0);
    }

    void itSpeaksGerman()
    {
        QTranslator german;
        QVERIFY2(german.load(QStringLiteral(SIGHTGLASS_GERMAN)), SIGHTGLASS_GERMAN);
        QCoreApplication::installTranslator(&german);
        {
            MainWindow window(*m_app.session, nullptr, *m_app.preferences);
            window.resize(1280, 800);
            window.show();
            window.openPage(u("funnels"));
            auto* page = qobject_cast<FunnelsPage*>(window.currentPage());
            page->setFunnel(threeSteps());
            QTRY_COMPARE(page->chart().bars().size(), std::size_t{3});
            QTRY_VERIFY(page->people().isVisible());
            QCOMPARE(window.findChild<QWidget*>(u("funnel-sentence"))->accessibleName(),
                     u("Wie viele Personen gingen nach dem ersten Schritt alle weiteren, in dieser Reihenfolge und "
                       "binnen 7 Tagen?"));
            Q_EMIT page->chart().partChosen({1, true});
            QTRY_COMPARE(page->people().model().rowCount(), kStarted - kSignedUp);
            m_app.takePicture(&window, u("funnels-german"));
            window.openPage(u("activity"));
            QTest::qWait(250);
            m_app.takePicture(&window, u("activity-german"));
            window.openPage(u("person"), page->people().model().people().first().id);
            QTest::qWait(250);
            m_app.takePicture(&window, u("person-german"));
        }
        QCoreApplication::removeTranslator(&german);
    }

    void everyPageHasItsPicture()
    {
        openFunnel();
        clickPart({1, false});
        QTRY_COMPARE(list()->model()->rowCount(), kSignedUp);
        page<PersonPage>("person")->setDetail(funnels()->people().model().people().last().id);
        QTRY_VERIFY(page<PersonPage>("person")->timeline().events() > 0);
        for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
            m_app.theme->setMode(mode);
            const QString theme = mode == ThemeMode::Light ? u("light") : u("dark");
            for (const QString& id : {u("funnels"), u("activity"), u("people"), u("person")}) {
                m_app.window->openPage(id);
                QTest::qWait(250);
                m_app.takePicture(m_app.window.get(), id + u("-") + theme);
                m_app.takePicture(m_app.window.get(), id + u("-") + theme + u("@2x"), 2);
            }
        }
        m_app.theme->setMode(ThemeMode::Light);
        m_app.theme->setTextZoom(200);
        for (const QString& id : {u("funnels"), u("activity"), u("people"), u("person")}) {
            m_app.window->openPage(id);
            QTest::qWait(250);
            m_app.takePicture(m_app.window.get(), id + u("-zoom"));
        }
        m_app.theme->setTextZoom(100);
    }
};

int main(int argc, char* argv[])
{
    QApplication app(argc, argv);
    TestFunnels test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_funnels.moc"
