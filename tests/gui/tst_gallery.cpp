// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gallerypages.h"

#include "charts/mainchart.h"
#include "gui/style/sightglassstyle.h"
#include "gui/style/themecontroller.h"
#include "gui/widgets/breakdownlist.h"
#include "gui/widgets/daterange.h"
#include "gui/widgets/figurerow.h"
#include "gui/widgets/glasswidget.h"
#include "gui/widgets/loadingplaceholder.h"
#include "gui/widgets/secretfield.h"
#include "gui/widgets/sentence.h"
#include "gui/widgets/sidebar.h"
#include "gui/widgets/snippetbox.h"
#include "gui/widgets/toast.h"
#include "support/sourcefolder.h"
#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/tokenreader.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QDirIterator>
#include <QFontInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sightglass;
using namespace sightglass::gui;

/// Renders every page of the gallery in both themes at two scales into the build tree, to be looked at beside the
/// design, and checks what a machine can: contrast, sizes, names, keys.
class TestGallery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_theme = std::make_unique<ThemeController>(*qApp);
        QVERIFY(QDir().mkpath(QStringLiteral(SIGHTGLASS_SCREENSHOTS)));
    }

    void cleanupTestCase() { m_theme.reset(); }

    void init()
    {
        m_theme->setTextZoom(100);
        m_theme->setMode(ThemeMode::Light);
    }

    void pagesRender_data()
    {
        QTest::addColumn<QString>("page");
        QTest::addColumn<bool>("dark");
        QTest::addColumn<int>("scale");
        for (const QString& page : galleryPages())
            for (const bool dark : {false, true})
                for (const int scale : {1, 2})
                    QTest::addRow("%s in %s at %d00 percent", qPrintable(page), dark ? "dark" : "light", scale)
                        << page << dark << scale;
    }

    void pagesRender()
    {
        QFETCH(QString, page);
        QFETCH(bool, dark);
        QFETCH(int, scale);
        m_theme->setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
        const std::unique_ptr<QWidget> widget = shown(page);
        QCOMPARE(widget->size(), QSize(1280, 800)); // a page that grows would be cut on the smallest screen
        QImage picture(widget->size() * scale, QImage::Format_ARGB32_Premultiplied);
        picture.setDevicePixelRatio(scale);
        picture.fill(m_theme->tokens().surface.window);
        widget->render(&picture);
        const QString name = u"%1/%2-%3%4.png"_s.arg(QStringLiteral(SIGHTGLASS_SCREENSHOTS), page,
                                                     dark ? u"dark"_s : u"light"_s, scale == 2 ? u"@2"_s : QString());
        QVERIFY(picture.save(name));
        QSet<QRgb> colors;
        for (int y = 0; y < picture.height(); y += 7)
            for (int x = 0; x < picture.width(); x += 7)
                colors.insert(picture.pixel(x, y));
        QVERIFY2(colors.size() > 20, "the page is empty");
    }

    void everyControlHasAName_data()
    {
        QTest::addColumn<QString>("page");
        for (const QString& page : galleryPages())
            QTest::newRow(qPrintable(page)) << page;
    }

    void everyControlHasAName()
    {
        QFETCH(QString, page);
        const std::unique_ptr<QWidget> widget = shown(page);
        QStringList nameless;
        for (const QWidget* child : widget->findChildren<QWidget*>()) {
            if (!child->isVisible() || child->focusPolicy() == Qt::NoFocus || child->objectName().startsWith(u"qt_"))
                continue;
            const auto* button = qobject_cast<const QAbstractButton*>(child);
            const auto* label = qobject_cast<const QLabel*>(child);
            if (label != nullptr && !label->text().isEmpty())
                continue;
            if (child->accessibleName().isEmpty() && (button == nullptr || button->text().isEmpty()) &&
                qobject_cast<const QMenu*>(child) == nullptr)
                nameless << QString::fromLatin1(child->metaObject()->className());
        }
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(u", "_s)));
    }

    void textKeepsItsContrast_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light text on every surface") << false;
        QTest::newRow("dark text on every surface") << true;
    }

    void textKeepsItsContrast()
    {
        QFETCH(bool, dark);
        const theme::Tokens t = theme::readTokens(dark);
        const QColor grounds[]{t.surface.panel, t.surface.window,   t.surface.sidebar, t.surface.raised,
                               t.surface.hover, t.surface.selected, t.chart.bar};
        const QColor inks[]{t.text.text, t.text.text2,     t.text.text3,     t.accent.accent,
                            t.mark.text, t.state.positive, t.state.negative, t.state.info};
        for (const QColor& ground : grounds)
            for (const QColor& ink : inks)
                QVERIFY2(theme::contrastRatio(ink, ground) >= 4.5,
                         qPrintable(u"%1 on %2"_s.arg(ink.name(), ground.name())));
        QVERIFY(theme::contrastRatio(t.text.onAccent, t.accent.accent) >= 4.5);
        QVERIFY(theme::contrastRatio(t.text.onToast, t.surface.toast) >= 4.5);
        for (const QColor& line : {t.line.field, t.mark.line, t.chart.compare})
            QVERIFY(theme::contrastRatio(line, t.surface.panel) >= 3.0);
        for (const QColor& series : t.series)
            QVERIFY(theme::contrastRatio(series, t.surface.panel) >= 3.0);
        for (std::size_t i = 0; i < t.heat.size(); ++i)
            QVERIFY(theme::contrastRatio(t.heatText[i], t.heat[i]) >= 4.5);
    }

    void highContrastAndLessMotionChangeTheTokens()
    {
        m_theme->setHighContrast(true);
        m_theme->setReducedMotion(true);
        QCOMPARE(m_theme->tokens().line.line, m_theme->tokens().line.field);
        QCOMPARE(m_theme->tokens().text.text3, m_theme->tokens().text.text);
        QCOMPARE(m_theme->tokens().motion.slow, 0);
        m_theme->setHighContrast(false);
        m_theme->setReducedMotion(false);
        QVERIFY(m_theme->tokens().line.line != m_theme->tokens().line.field);
    }

    void fontsAreInterAndHack()
    {
        const theme::Tokens& t = m_theme->tokens();
        QCOMPARE(QFontInfo(t.font(theme::Role::Body)).family(), u"Inter"_s);
        QCOMPARE(QFontInfo(t.font(theme::Role::Figure)).family(), u"Inter Display"_s);
        QCOMPARE(QFontInfo(t.font(theme::Role::Mono)).family(), u"Hack"_s);
        QCOMPARE(QFontInfo(t.font(theme::Role::Body)).pixelSize(), 13);
    }

    void figuresAreEven()
    {
        const QFont font = m_theme->tokens().font(theme::Role::Body);
        QCOMPARE(theme::figuresWidth(font, u"1,111"), theme::figuresWidth(font, u"8,888"));
        QVERIFY(QFontMetricsF(font).horizontalAdvance(u"1111"_s) < QFontMetricsF(font).horizontalAdvance(u"8888"_s));
    }

    void textZoomMakesControlsTaller()
    {
        const QLineEdit field;
        const int before = field.sizeHint().height();
        QCOMPARE(before, 28);
        m_theme->setTextZoom(200);
        QCOMPARE(field.sizeHint().height(), 56);
        m_theme->setTextZoom(500);
        QCOMPARE(m_theme->textZoom(), 200);
        m_theme->setTextZoom(10);
        QCOMPARE(m_theme->textZoom(), 80);
    }

    void iconsTakeTheColourAskedFor()
    {
        const QPixmap picture = theme::iconPixmap(u"overview"_s, 20, 2, QColor(Qt::red));
        QCOMPARE(picture.size(), QSize(40, 40));
        int red = 0;
        const QImage image = picture.toImage();
        for (int y = 0; y < 40; ++y)
            for (int x = 0; x < 40; ++x)
                red += image.pixelColor(x, y) == QColor(Qt::red) ? 1 : 0;
        QVERIFY(red > 50);
    }

    void onlyTheThemeSpellsColours()
    {
        // Colours come from the tokens; the porthole is a picture with colours of its own.
        static const QRegularExpression literal(
            u"#[0-9A-Fa-f]{6}\\b|QColor\\(\\s*\\d|Qt::(red|green|blue|gray|darkGray|white|black)\\b"_s);
        QStringList faults;
        for (const QString& folder : {u"app/gui"_s, u"app/charts"_s, u"app/theme"_s}) {
            QDirIterator files(test::sourcePath(folder), {u"*.cpp"_s, u"*.h"_s}, QDir::Files,
                               QDirIterator::Subdirectories);
            while (files.hasNext()) {
                QFile file(files.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                const auto match = literal.match(QString::fromUtf8(file.readAll()));
                if (match.hasMatch())
                    faults << files.fileName() + u": "_s + match.captured();
            }
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    }

    void sidebarFoldsAndReports()
    {
        const std::unique_ptr<QWidget> page = shown(u"overview"_s);
        auto* sidebar = page->findChild<Sidebar*>();
        QCOMPARE(sidebar->width(), 208);
        const QSignalSpy spy(sidebar, &Sidebar::activated);
        auto* funnels = item(*sidebar, u"funnels"_s);
        QTest::mouseClick(funnels, Qt::LeftButton);
        QCOMPARE(spy.size(), 1);
        QCOMPARE(spy.first().first().toString(), u"funnels"_s);
        QVERIFY(funnels->isChecked());
        QCOMPARE(item(*sidebar, u"exceptions"_s)->accessibleName(), u"Exceptions, 7"_s);
        sidebar->setFolded(true);
        QCOMPARE(sidebar->width(), 52);
    }

    void figuresAreTabs()
    {
        const std::unique_ptr<QWidget> page = shown(u"overview"_s);
        auto* row = page->findChild<FigureRow*>();
        const QSignalSpy chosen(row, &FigureRow::chosen);
        const QSignalSpy added(row, &FigureRow::added);
        const QList<FigureCard*> cards = row->findChildren<FigureCard*>();
        QCOMPARE(cards.first()->height(), 92);
        QTest::mouseClick(cards.at(3), Qt::LeftButton);
        QCOMPARE(row->current(), u"bounce"_s);
        QTest::mouseClick(cards.at(1), Qt::LeftButton, Qt::ShiftModifier);
        QCOMPARE(added.size(), 1);
        cards.at(3)->setFocus();
        QTest::keyClick(cards.at(3), Qt::Key_Right);
        QCOMPARE(row->current(), u"time"_s);
        QCOMPARE(chosen.size(), 2);
        QVERIFY(row->heightForWidth(500) > 92);
    }

    void breakdownRowsAnswer()
    {
        const std::unique_ptr<QWidget> page = shown(u"overview"_s);
        auto* list = page->findChild<BreakdownList*>();
        const QSignalSpy filtered(list, &BreakdownList::filterRequested);
        const QSignalSpy excluded(list, &BreakdownList::excludeRequested);
        const QPoint second = list->rowRect(1).center().toPoint();
        QTest::mouseClick(list, Qt::LeftButton, {}, second);
        QTest::mouseClick(list, Qt::RightButton, {}, second);
        QCOMPARE(filtered.size(), 1);
        QCOMPARE(excluded.size(), 1);
        QCOMPARE(filtered.first().first().toInt(), 1);
        QTest::keyClick(list, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), u"/trails\t35,164\t31.3%"_s);
        QTest::keyClick(list, Qt::Key_J);
        QTest::keyClick(list, Qt::Key_Return, Qt::AltModifier);
        QCOMPARE(excluded.last().first().toInt(), 2);
    }

    void chartFollowsKeysAndDrag()
    {
        charts::MainChart chart;
        chart.resize(1030, 222);
        chart.setModel(visitorsModel(), u"28 days"_s);
        chart.show();
        QVERIFY(chart.accessibleName().startsWith(u"Visitors, 28 days, "_s));
        QTest::keyClick(&chart, Qt::Key_Left);
        QCOMPARE(chart.crosshair(), 27);
        QTest::keyClick(&chart, Qt::Key_Home);
        QTest::keyClick(&chart, Qt::Key_Right);
        QCOMPARE(chart.crosshair(), 1);
        const QSignalSpy dragged(&chart, &charts::MainChart::rangeDragged);
        auto* port = chart.findChild<QWidget*>(u"chartViewport"_s);
        QTest::mousePress(port, Qt::LeftButton, {}, chart.pointOf(20, 0).toPoint());
        QTest::mouseRelease(port, Qt::LeftButton, {}, chart.pointOf(10, 0).toPoint());
        QCOMPARE(dragged.size(), 1);
        QCOMPARE(dragged.first().at(0).toInt(), 10);
        QCOMPARE(dragged.first().at(1).toInt(), 20);
        chart.setTableShown(true);
        QVERIFY(chart.isTableShown());
        QCOMPARE(charts::tableOf(chart.model()).rows.size(), 28U);
    }

    void sentencesFlowAndLead()
    {
        Sentence sentence;
        sentence.resize(300, 100);
        sentence.setSentence(u"Since yesterday %2 came, of %1."_s,
                             {{u"31 purchases"_s, u"one"_s}, {u"2,604 visitors"_s, u"two"_s}});
        QCOMPARE(sentence.accessibleName(), u"Since yesterday 2,604 visitors came, of 31 purchases."_s);
        QVERIFY(sentence.heightForWidth(200) > sentence.heightForWidth(900));
        sentence.show();
        const QSignalSpy spy(&sentence, &Sentence::activated);
        QFocusEvent focus(QEvent::FocusIn, Qt::TabFocusReason);
        QApplication::sendEvent(&sentence, &focus);
        QTest::keyClick(&sentence, Qt::Key_Return);
        QCOMPARE(spy.first().first().toString(), u"one"_s);
    }

    void snippetsCopyWhatIsToStay()
    {
        SnippetBox box;
        box.setSnippets({{{}, u"- old\n+ new\nsame"_s, SnippetLanguage::Html, true}});
        QCOMPARE(box.copyText(), u"new\nsame"_s);
    }

    void secretsStayMasked()
    {
        SecretField field;
        QCOMPARE(field.echoMode(), QLineEdit::Password);
        field.setShown(true);
        QCOMPARE(field.echoMode(), QLineEdit::Normal);
    }

    void periodsMeanDays_data()
    {
        QTest::addColumn<QString>("period");
        QTest::addColumn<QDate>("from");
        QTest::addColumn<QDate>("to");
        const QDate today(2026, 3, 17);
        QTest::newRow("28 days end today") << u"28d"_s << QDate(2026, 2, 18) << today;
        QTest::newRow("yesterday is one day") << u"yesterday"_s << QDate(2026, 3, 16) << QDate(2026, 3, 16);
        QTest::newRow("last month is whole") << u"lastMonth"_s << QDate(2026, 2, 1) << QDate(2026, 2, 28);
        QTest::newRow("12 months start on a first") << u"12mo"_s << QDate(2025, 4, 1) << today;
        QTest::newRow("all starts on the first day") << u"all"_s << QDate(2024, 1, 5) << today;
    }

    void periodsMeanDays()
    {
        QFETCH(QString, period);
        QFETCH(QDate, from);
        QFETCH(QDate, to);
        const DateRange range = rangeOf(period, QDate(2026, 3, 17), QDate(2024, 1, 5));
        QCOMPARE(range.from, from);
        QCOMPARE(range.to, to);
        QVERIFY(!range.name.isEmpty());
    }

    void toastUndoes()
    {
        QWidget window;
        window.resize(900, 600);
        window.show();
        Toast toast(&window);
        bool undone = false;
        toast.showText(u"archive"_s, u"Archived until it grows"_s, [&undone] { undone = true; });
        QVERIFY(toast.isVisible());
        QTest::keyClick(&window, Qt::Key_Z);
        QVERIFY(undone);
        QVERIFY(!toast.isVisible());
    }

    void aHiddenGlassDoesNotPaint()
    {
        GlassWidget glass;
        glass.push({3, 1});
        QVERIFY(glass.accessibleName().contains(u"3 taken in, 1 refused"_s));
        glass.setContact(false);
        QCOMPARE(glass.accessibleName(), u"Flow: no contact"_s);
    }

private:
    static SidebarItem* item(const Sidebar& sidebar, const QString& id)
    {
        for (SidebarItem* found : sidebar.findChildren<SidebarItem*>())
            if (found->id() == id)
                return found;
        return nullptr;
    }

    static std::unique_ptr<QWidget> shown(const QString& name)
    {
        std::unique_ptr<QWidget> page = galleryPage(name);
        page->resize(1280, 800);
        page->show();
        if (auto* loading = page->findChild<LoadingPlaceholder*>(u"loading"_s))
            loading->skipWaiting();
        if (auto* toast = page->findChild<Toast*>(u"toast"_s))
            toast->showText(u"archive"_s, u"Archived until it grows"_s, [] {});
        QCoreApplication::processEvents();
        return page;
    }

    std::unique_ptr<ThemeController> m_theme;
};

QTEST_MAIN(TestGallery)
#include "tst_gallery.moc"
