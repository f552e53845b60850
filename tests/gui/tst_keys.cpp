// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/barschart.h"
#include "charts/mainchart.h"
#include "gui/firstrun/connectionkeeper.h"
#include "gui/pages/overviewpage.h"
#include "gui/pages/reportbar.h"
#include "gui/widgets/daterangepopup.h"
#include "gui/widgets/emptystate.h"
#include "gui/widgets/figurerow.h"
#include "gui/widgets/headerbar.h"
#include "gui/widgets/numberhelp.h"
#include "gui/widgets/toast.h"
#include "gui/window/program.h"
#include "models/metrictext.h"
#include "secrets/memorystore.h"
#include "windowfixture.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QCursor>
#include <QDateTime>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace sightglass;
using namespace sightglass::gui;
using models::MetricText;

namespace {

QString u(const char* text)
{
    return QString::fromUtf8(text);
}

} // namespace

/// What keys do in the whole window: another window, what a number means, export, a second line; and the window of a
/// hub without projects.
class TestKeys : public QObject
{
    Q_OBJECT

private:
    test::WindowFixture m_app;

    [[nodiscard]] OverviewPage* overview() { return qobject_cast<OverviewPage*>(m_app.window->page(u("overview"))); }
    [[nodiscard]] FigureRow* figures() { return m_app.find<FigureRow>("figures"); }
    [[nodiscard]] charts::MainChart* chart() { return m_app.find<charts::MainChart>("main-chart"); }

    /// The pointer over a widget, far from every other.
    static void pointAt(QWidget* widget)
    {
        QCursor::setPos(widget->mapToGlobal(widget->rect().center()));
        QTRY_COMPARE(QCursor::pos(), widget->mapToGlobal(widget->rect().center()));
    }
    void pointAway() { QCursor::setPos(m_app.window->mapToGlobal(QPoint(m_app.window->width() + 40, 10))); }

    /// The words of the help that F1 opens; closes it.
    QString helpText()
    {
        m_app.find<QAction>("command-define")->trigger();
        auto* help = m_app.find<NumberHelp>("number-help");
        if (help == nullptr)
            return u("(no help)");
        const QString text = help->accessibleDescription();
        help->close();
        delete help;
        return text;
    }

private Q_SLOTS:
    void initTestCase() { m_app.start(); }
    void cleanupTestCase() { m_app.stop(); }

    void aHubWithoutProjectsOffersToMakeOne()
    {
        m_app.window->openPage(u("overview"));
        auto* empty = m_app.find<EmptyState>("no-project");
        QTRY_VERIFY(empty->isVisible());
        QVERIFY(!chart()->isVisible());
        QCOMPARE(empty->findChildren<QPushButton*>().size(), 1);
        m_app.takePicture(m_app.window.get(), u("no-project-light"));
        for (const char* page : {"live", "sources", "connect"}) {
            m_app.window->openPage(u(page));
            QVERIFY2(empty->isVisible(), page);
        }
        m_app.window->openPage(u("settings"));
        QVERIFY(!empty->isVisible());
        m_app.window->openPage(u("overview"));
        QTest::mouseClick(m_app.find<QPushButton>("add-first-project"), Qt::LeftButton);
        auto* dialog = m_app.find<QDialog>("project-dialog");
        QVERIFY(dialog != nullptr && dialog->isVisible());
        m_app.find<QLineEdit>("new-project-name")->setText(u("Kestrel Maps"));
        QTest::mouseClick(m_app.find<QPushButton>("project-save"), Qt::LeftButton);
        QTRY_COMPARE(m_app.session->project().name, u("Kestrel Maps"));
        m_app.window->openPage(u("overview"));
        QTRY_VERIFY(chart()->isVisible());
        QVERIFY(!empty->isVisible());
    }

    void theHeaderFitsItsTextAfterEveryZoom()
    {
        const auto labels = m_app.window->findChild<HeaderBar*>()->findChildren<QLabel*>();
        for (const int percent : {200, 100, 80, 100}) {
            m_app.theme->setTextZoom(percent);
            m_app.window->openPage(percent > 100 ? u("settings") : u("overview"));
            for (const QLabel* label : labels) {
                if (label->isVisible())
                    QTRY_VERIFY2(label->width() >= label->fontMetrics().horizontalAdvance(label->text()),
                                 qPrintable(label->text()));
            }
        }
    }

    void theLastProjectGoesAndComesBackFromElsewhere()
    {
        m_app.session->projectRemoved(m_app.session->projectId());
        QTRY_VERIFY(m_app.find<EmptyState>("no-project")->isVisible());
        m_app.session->refreshProjects(); // What the session does every ten seconds without a project.
        QTRY_COMPARE(m_app.session->project().name, u("Kestrel Maps"));
        QTRY_VERIFY(chart()->isVisible());
    }

    void numbersHaveArrived()
    {
        m_app.addSource(u("Website"), u("web"), u("kestrelmaps.example"));
        QJsonArray events;
        for (int i = 0; i < 6; ++i)
            events.append(
                QJsonObject{{u("type"), u("page")},
                            {u("anonymousId"), QStringLiteral("anon-%1").arg(i % 4)},
                            {u("timestamp"), QDateTime::currentDateTimeUtc().addDays(-i).toString(Qt::ISODateWithMs)},
                            {u("properties"), QJsonObject{{u("url"), u("https://kestrelmaps.example/pricing,all")}}}});
        m_app.sendBatches(events, m_app.key());
        m_app.find<QAction>("command-refresh")->trigger();
        QTRY_COMPARE(overview()->data().figures().find(u("pageviews"))->now.number.value_or(0), 6.0);
        QTRY_VERIFY(!overview()->data().isLoading());
    }

    void f1TellsWhatTheNumberUnderThePointerMeans_data()
    {
        QTest::addColumn<QString>("metric");
        for (const QString& metric : models::OverviewData::metrics())
            QTest::newRow(qPrintable(metric)) << metric;
    }

    void f1TellsWhatTheNumberUnderThePointerMeans()
    {
        QFETCH(QString, metric);
        QWidget* card = figures()->card(metric);
        QVERIFY(card != nullptr);
        pointAt(card);
        QCOMPARE(helpText(), MetricText::label(metric) + u(": ") + MetricText::definition(metric));
    }

    void allFiguresAreThereInANarrowWindow()
    {
        m_app.window->resize(960, 600);
        QTRY_VERIFY(figures()->height() > figures()->card(u("visitors"))->height());
        for (const QString& metric : models::OverviewData::metrics())
            QVERIFY2(figures()->rect().contains(figures()->card(metric)->geometry()), qPrintable(metric));
        m_app.window->resize(1280, 800);
        QTRY_COMPARE(figures()->height(), figures()->card(u("visitors"))->height());
    }

    void f1TellsWhatTheFocusedNumberMeans()
    {
        pointAway();
        m_app.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_app.window.get()));
        figures()->card(u("visits"))->setFocus();
        QVERIFY(helpText().startsWith(u("Visits: ")));
        chart()->setFocus();
        QVERIFY(helpText().startsWith(MetricText::label(figures()->current()) + u(": ")));
        m_app.window->page(u("overview"))->setFocus();
        const QString all = helpText();
        for (const QString& metric : models::OverviewData::metrics())
            QVERIFY(all.contains(MetricText::definition(metric)));
    }

    void f1KnowsTheNumbersOfLive()
    {
        m_app.window->openPage(u("live"));
        pointAt(m_app.find<QLabel>("live-visitors"));
        QVERIFY(helpText().contains(u("in the last 5 minutes")));
        pointAt(m_app.window->page(u("live"))->findChild<charts::BarsChart*>());
        QVERIFY(helpText().contains(u("in the last 30 minutes")));
        pointAway();
        m_app.window->openPage(u("overview"));
    }

    void aSecondFigureIsDrawnAndTakenAway()
    {
        FigureCard* views = figures()->card(u("pageviews"));
        const auto lines = [&] { return chart()->model().series.size(); };
        const std::size_t before = lines();
        QTest::mouseClick(views, Qt::LeftButton, Qt::ShiftModifier);
        QCOMPARE(lines(), before + 1);
        QVERIFY(chart()->model().series.back().onSecondAxis);
        QCOMPARE(chart()->model().series.back().name, u("Page views"));
        QVERIFY(views->accessibleName().endsWith(u("second line")));
        QVERIFY(chart()->accessibleName().endsWith(u("with Page views")));
        m_app.takePicture(m_app.window.get(), u("second-line-light"));
        QTest::mouseClick(views, Qt::LeftButton, Qt::ShiftModifier);
        QCOMPARE(lines(), before);
        // By keyboard; and what becomes the first line is no longer the second.
        QTest::keyClick(views, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(lines(), before + 1);
        QTest::mouseClick(views, Qt::LeftButton);
        QCOMPARE(lines(), before);
        QCOMPARE(figures()->current(), u("pageviews"));
        QTest::mouseClick(views, Qt::LeftButton, Qt::ShiftModifier); // Not beside itself.
        QCOMPARE(lines(), before);
        QTest::mouseClick(figures()->card(u("visitors")), Qt::LeftButton);
    }

    void exportSavesAndCopiesWhatIsShown_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<QString>("line");
        QTest::newRow("overview: figures") << u("overview") << u("figures,,pageviews,,6,");
        QTest::newRow("overview: rows") << u("overview") << u("page,\"/pricing,all\",visitors,,4,");
        QTest::newRow("live") << u("live") << u("time,what,detail,events,who,place,source,sent as\n");
        QTest::newRow("sources") << u("sources") << u("Website,");
    }

    void exportSavesAndCopiesWhatIsShown()
    {
        QFETCH(QString, page);
        QFETCH(QString, line);
        m_app.window->openPage(page);
        QTRY_VERIFY(!m_app.window->currentPage()->table().rows.isEmpty());
        QTRY_VERIFY(!overview()->data().isLoading());
        QApplication::clipboard()->clear();
        m_app.find<QAction>("command-export")->trigger();
        auto* dialog = m_app.find<QFileDialog>("export-dialog");
        QTRY_VERIFY(dialog != nullptr && dialog->isVisible());
        QVERIFY(dialog->selectedFiles().first().endsWith(u(" Kestrel Maps.csv")));
        const QString path = m_app.dir->filePath(page + u("-%1.csv").arg(qHash(line)));
        dialog->selectFile(path);
        QMetaObject::invokeMethod(dialog, "accept");
        QTRY_VERIFY(QFile::exists(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray saved = file.readAll();
        QVERIFY2(QString::fromUtf8(saved).contains(line), saved.constData());
        QCOMPARE(QApplication::clipboard()->mimeData()->data(u("text/csv")), saved);
        QVERIFY(QApplication::clipboard()->text().contains(u("\t")));
        QTRY_VERIFY(m_app.window->findChild<Toast*>()->accessibleName().startsWith(u("Saved as ")));
        m_app.window->openPage(u("overview"));
    }

    void anExportThatIsNotSavedIsStillCopied()
    {
        QApplication::clipboard()->clear();
        m_app.find<QAction>("command-export")->trigger();
        auto* dialog = m_app.find<QFileDialog>("export-dialog");
        QTRY_VERIFY(dialog != nullptr && dialog->isVisible());
        dialog->reject();
        QTRY_COMPARE(m_app.window->findChild<Toast*>()->accessibleName(), u("Copied, not saved"));
        QVERIFY(QApplication::clipboard()->text().contains(u("pageviews")));
    }

    void aPageWithoutNumbersSaysSo()
    {
        m_app.window->openPage(u("settings"));
        m_app.find<QAction>("command-export")->trigger();
        QCOMPARE(m_app.window->findChild<Toast*>()->accessibleName(), u("This page shows no numbers to export"));
        QVERIFY(m_app.find<QFileDialog>("export-dialog") == nullptr ||
                !m_app.find<QFileDialog>("export-dialog")->isVisible());
        m_app.window->openPage(u("overview"));
    }

    void cOpensTheFieldForDates()
    {
        m_app.window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_app.window.get()));
        m_app.window->page(u("overview"))->setFocus();
        QTest::keyClick(m_app.window.get(), Qt::Key_C);
        auto* popup = m_app.window->findChild<DateRangePopup*>();
        QTRY_VERIFY(popup != nullptr && popup->isVisible());
        m_app.takePicture(popup, u("date-range-light"));
        auto* field = popup->findChild<QLineEdit*>(u("typed-dates"));
        QTest::keyClicks(field, u("yesterday"));
        QTest::keyClick(field, Qt::Key_Return);
        const QDate yesterday = QDateTime::currentDateTimeUtc().toTimeZone(m_app.session->zone()).date().addDays(-1);
        QCOMPARE(overview()->bar().range().from, yesterday);
        QCOMPARE(overview()->bar().range().to, yesterday);
        overview()->bar().choosePeriod(u("28d"));
    }

    void thePaletteOpensInAnotherWindow()
    {
        const QSignalSpy asked(m_app.window.get(), &MainWindow::windowRequested);
        m_app.find<QAction>("command-jump")->trigger();
        auto* field = m_app.find<QLineEdit>("palette-field");
        QVERIFY(field != nullptr);
        QTest::keyClicks(field, u("live"));
        QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().toString(), u("live"));
        QCOMPARE(m_app.window->currentPage()->id(), u("overview"));
    }

    void anotherWindowOpensAndGoes()
    {
        secrets::MemoryStore store;
        ConnectionKeeper keeper(*m_app.preferences, store, store);
        Program program(m_app.host.get(), keeper, *m_app.preferences);
        program.begin();
        QTRY_COMPARE(program.session().project().name, u("Kestrel Maps"));
        program.window()->openPage(u("live"));
        QCOMPARE(program.furtherWindows(), 0);
        QVERIFY(QTest::qWaitForWindowActive(program.window()));
        QTest::keyClick(program.window(), Qt::Key_N, Qt::ControlModifier);
        QTRY_COMPARE(program.furtherWindows(), 1);
        QList<MainWindow*> others;
        for (QWidget* widget : QApplication::topLevelWidgets()) {
            auto* window = qobject_cast<MainWindow*>(widget);
            if (window != nullptr && window != program.window() && window != m_app.window.get())
                others.append(window);
        }
        QCOMPARE(others.size(), 1);
        MainWindow* other = others.first();
        QVERIFY(other->isVisible());
        QCOMPARE(other->currentPage()->id(), u("live"));
        QVERIFY(&other->session() != &program.session());
        QTRY_COMPARE(other->session().project().name, u("Kestrel Maps"));
        // It may look elsewhere.
        other->session().hub().addProject(u("Merlin"), u("UTC"), other, [other](const auto& answer) {
            QVERIFY(answer);
            other->session().projects().put(*answer);
            other->session().selectProject(answer->id);
        });
        QTRY_COMPARE(other->session().project().name, u("Merlin"));
        QCOMPARE(program.session().project().name, u("Kestrel Maps"));
        const QPointer<MainWindow> watched(other);
        other->close();
        QTRY_COMPARE(program.furtherWindows(), 0);
        QVERIFY(watched.isNull());
        QVERIFY(program.window()->isVisible());
        QCOMPARE(program.session().hub().contact(), client::Contact::Connected);
    }
};

QTEST_MAIN(TestKeys)
#include "tst_keys.moc"
