// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/style/themecontroller.h"
#include "gui/widgets/daterangebutton.h"
#include "gui/widgets/daterangepopup.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace sightglass::gui;

namespace {
const QDate kToday(2026, 3, 17);
}

/// The date range popup: periods by their keys, days by words.
class TestDateRange : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ThemeController> m_theme;
    std::unique_ptr<DateRangeButton> m_button;

    [[nodiscard]] DateRangePopup* popup() const { return m_button->findChild<DateRangePopup*>(); }
    [[nodiscard]] QLineEdit* field() const { return popup()->findChild<QLineEdit*>(u"typed-dates"_s); }
    [[nodiscard]] QString hint() const { return popup()->findChild<QLabel*>(u"typed-hint"_s)->text(); }

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        m_theme = std::make_unique<ThemeController>(*qApp);
    }
    void cleanupTestCase() { m_theme.reset(); }

    void init()
    {
        m_button = std::make_unique<DateRangeButton>();
        m_button->setRange(rangeOf(u"28d"_s, kToday), kToday, QDate(2024, 1, 5));
        m_button->show();
    }
    void cleanup() { m_button.reset(); }

    void typedDatesAreMarkedAndTaken()
    {
        const QSignalSpy chosen(m_button.get(), &DateRangeButton::rangeChosen);
        m_button->openPopup(true);
        QCOMPARE(hint(), u"28 days, weekdays match the days before them."_s);
        QTest::keyClicks(field(), u"1 feb to 9 mar"_s);
        QCOMPARE(hint(), u"1 Feb – 9 Mar · 37 days"_s);
        QTest::keyClick(field(), Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        const auto range = chosen.first().first().value<DateRange>();
        QCOMPARE(range.period, u"custom"_s);
        QCOMPARE(range.from, QDate(2026, 2, 1));
        QCOMPARE(range.to, QDate(2026, 3, 9));
        QTRY_VERIFY(popup() == nullptr);
    }

    void whatIsNotUnderstoodIsSaidAndNothingIsChosen()
    {
        const QSignalSpy chosen(m_button.get(), &DateRangeButton::rangeChosen);
        m_button->openPopup(true);
        QTest::keyClicks(field(), u"some day"_s);
        QCOMPARE(hint(), QString()); // Nobody is corrected in the middle of a word.
        QTest::keyClick(field(), Qt::Key_Return);
        QVERIFY(hint().contains(u"“some” is not understood"_s));
        QCOMPARE(field()->accessibleDescription(), hint());
        QCOMPARE(chosen.size(), 0);
        field()->clear();
        QTest::keyClicks(field(), u"yesterday"_s);
        QVERIFY(hint().startsWith(u"16 Mar"_s));
    }

    void lettersAreKeysOfPeriodsOutsideOfTheField()
    {
        const QSignalSpy chosen(m_button.get(), &DateRangeButton::rangeChosen);
        m_button->openPopup();
        QVERIFY(!field()->hasFocus());
        QTest::keyClick(popup(), Qt::Key_W);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().value<DateRange>().period, u"7d"_s);
    }
};

QTEST_MAIN(TestDateRange)
#include "tst_daterange.moc"
