// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/hubsettings.h"
#include "gui/pages/page.h"
#include "gui/pages/retentionsettings.h"
#include "gui/widgets/label.h"
#include "gui/widgets/limitfield.h"
#include "gui/widgets/segmented.h"
#include "gui/widgets/switchbutton.h"
#include "gui/widgets/toast.h"
#include "windowfixture.h"

#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>

#include <algorithm>

using namespace sightglass;
using namespace sightglass::gui;
using namespace Qt::StringLiterals;

/// What of a project is kept, chosen on the settings page of a window on a real hub.
class TestKeeping : public QObject
{
    Q_OBJECT

private:
    test::WindowFixture m_app;

    [[nodiscard]] const client::ProjectInfo& project() const { return m_app.session->project(); }
    [[nodiscard]] QMessageBox* question() { return m_app.find<QMessageBox>("keep-less"); }
    [[nodiscard]] QString sentence() { return m_app.find<Label>("retention-sentence")->text(); }
    /// The word at the corner of the window, and whether it can be undone.
    [[nodiscard]] QPair<QString, bool> toast()
    {
        auto* shown = m_app.window->findChild<Toast*>();
        const auto words = shown->findChildren<QAbstractButton*>();
        const bool canUndo = std::any_of(words.begin(), words.end(), [](const QAbstractButton* word) {
            return word->text() == u"Undo" && word->isVisible();
        });
        return {shown->accessibleName(), canUndo};
    }
    void chooseKind(LimitField* field, int kind)
    {
        auto* segments = field->findChild<Segmented*>();
        segments->setFocus();
        QTest::keyClick(segments, kind == 1 ? Qt::Key_Right : Qt::Key_Left);
    }
    void typeLimit(const char* name, const QString& number)
    {
        auto* field = m_app.find<LimitField>(name);
        if (field->findChild<Segmented*>()->current() == 0)
            chooseKind(field, 1);
        auto* box = field->findChild<QDoubleSpinBox*>();
        box->selectAll();
        QTest::keyClicks(box, number);
        QTest::keyClick(box, Qt::Key_Return);
    }
    void answer(bool yes)
    {
        QTRY_VERIFY(question() != nullptr && question()->isVisible());
        for (QAbstractButton* button : question()->buttons()) {
            if ((question()->buttonRole(button) == QMessageBox::DestructiveRole) == yes)
                return button->click();
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_app.start();
        m_app.addProject(u"Kestrel Maps"_s);
        m_app.window->openPage(u"settings"_s);
        QTRY_VERIFY(m_app.find<LimitField>("retention-days")->isEnabled());
    }
    void cleanupTestCase() { m_app.stop(); }

    void nothingIsDeletedAtFirst()
    {
        QCOMPARE(sentence(), u"No other events are deleted."_s);
        QVERIFY(!m_app.find<LimitField>("retention-days")->findChild<QDoubleSpinBox*>()->isVisible());
    }

    void keepingLessIsAskedAboutFirst()
    {
        typeLimit("retention-days", u"90"_s);
        QTRY_VERIFY(question() != nullptr && question()->isVisible());
        QCOMPARE(m_app.window->findChildren<QMessageBox*>(u"keep-less"_s).size(), 1);
        const QDate first = QDateTime::currentDateTimeUtc().date().addDays(-90);
        QVERIFY(question()->informativeText().contains(QLocale().toString(first, QLocale::LongFormat)));
        m_app.takePicture(question(), u"keep-less-light"_s);
        answer(false);
        QTRY_VERIFY(question() == nullptr);
        QCOMPARE(m_app.find<LimitField>("retention-days")->findChild<Segmented*>()->current(), 0);
        QCOMPARE(project().retentionDays, 0);

        typeLimit("retention-days", u"90"_s);
        answer(true);
        QTRY_COMPARE(project().retentionDays, 90);
        QTRY_COMPARE(toast(), qMakePair(u"Saved"_s, false));
        QVERIFY(sentence().contains(QLocale().toString(first, QLocale::LongFormat)));
    }

    void keepingMoreIsNot()
    {
        typeLimit("retention-days", u"120"_s);
        QTRY_COMPARE(project().retentionDays, 120);
        QTRY_COMPARE(toast(), qMakePair(u"Saved"_s, true));
        QVERIFY(question() == nullptr);
    }

    void spaceIsBounded()
    {
        typeLimit("retention-size", u"2.5"_s);
        answer(true);
        QTRY_COMPARE(project().retentionBytes, 2'500'000'000);
        QVERIFY2(sentence().contains(u"2.50\u00a0GB"), qPrintable(sentence()));
        m_app.takePicture(m_app.window->findChild<RetentionSettings*>(), u"settings-retention-light"_s);
        chooseKind(m_app.find<LimitField>("retention-size"), 0);
        QTRY_COMPARE(project().retentionBytes, 0);
        chooseKind(m_app.find<LimitField>("retention-days"), 0);
        QTRY_COMPARE(project().retentionDays, 0);
        QTRY_COMPARE(sentence(), u"No other events are deleted."_s);
    }

    void idsAreForgotten()
    {
        auto* ids = m_app.find<SwitchButton>("retention-ids");
        ids->click();
        answer(false);
        QTRY_VERIFY(question() == nullptr);
        QVERIFY(!ids->isChecked());
        QVERIFY(!project().dropMessageIds);
        ids->click();
        answer(true);
        QTRY_VERIFY(project().dropMessageIds);
        ids->click();
        QTRY_VERIFY(!project().dropMessageIds);
    }

    /// As PostHog's project setting (spec drop-in-apis §4.5): 30 days, keep, drop.
    void automaticEventsAreKeptOrDropped()
    {
        auto* choice = m_app.find<Segmented>("retention-automatic");
        QCOMPARE(choice->current(), 0);
        const auto choose = [choice](Qt::Key key) {
            choice->setFocus();
            QTest::keyClick(choice, key);
        };
        choose(Qt::Key_Right);
        QTRY_COMPARE(project().automaticEvents, domain::AutomaticEvents::Keep);
        QTRY_COMPARE(toast(), qMakePair(u"Saved"_s, true));
        QTRY_COMPARE(sentence(), u"No events are deleted."_s);
        choose(Qt::Key_Left);
        QTRY_VERIFY(question() != nullptr && question()->isVisible());
        QVERIFY(question()->informativeText().contains(u"more than 30 days ago"_s));
        answer(false);
        QTRY_VERIFY(question() == nullptr);
        QCOMPARE(choice->current(), 1);
        QCOMPARE(project().automaticEvents, domain::AutomaticEvents::Keep);
        choose(Qt::Key_Right);
        answer(true);
        QTRY_COMPARE(project().automaticEvents, domain::AutomaticEvents::Drop);
        QTRY_COMPARE(toast(), qMakePair(u"Saved"_s, false));
        choose(Qt::Key_Left);
        QTRY_COMPARE(project().automaticEvents, domain::AutomaticEvents::Keep);
        choose(Qt::Key_Left);
        answer(true);
        QTRY_COMPARE(project().automaticEvents, domain::AutomaticEvents::ThirtyDays);
        m_app.find<QLineEdit>("settings-search")->setText(u"$rageclick"_s);
        QVERIFY(choice->isVisible());
        QVERIFY(!m_app.find<LimitField>("retention-size")->isVisible());
        m_app.find<QLineEdit>("settings-search")->clear();
    }

    void visitsMayEndSooner()
    {
        m_app.find<SwitchButton>("visits-midnight")->click();
        QTRY_VERIFY(project().cutVisitsAtMidnight);
        m_app.find<SwitchButton>("visits-campaign")->click();
        QTRY_VERIFY(project().cutVisitsAtCampaign);
        m_app.find<SwitchButton>("visits-midnight")->click();
        QTRY_VERIFY(!project().cutVisitsAtMidnight);
    }

    void theStoreSaysWhatItTakes()
    {
        auto* work = m_app.find<Label>("storage-work");
        QTRY_VERIFY(!work->text().isEmpty());
        QWidget* form = m_app.window->findChild<HubSettings*>();
        m_app.takePicture(form, u"settings-storage-light"_s);
        m_app.theme->setMode(ThemeMode::Dark);
        m_app.takePicture(form, u"settings-storage-dark@2x"_s, 2);
        m_app.takePicture(m_app.window->findChild<RetentionSettings*>(), u"settings-retention-dark@2x"_s, 2);
        m_app.theme->setTextZoom(200);
        QTest::qWait(50);
        m_app.takePicture(form, u"settings-storage-zoom"_s);
        m_app.takePicture(m_app.window->findChild<RetentionSettings*>(), u"settings-retention-zoom"_s);
        m_app.theme->setTextZoom(100);
        m_app.theme->setMode(ThemeMode::Light);
    }

    void noTextIsCut()
    {
        const auto labels = m_app.window->page(u"settings"_s)->findChildren<Label*>();
        for (const int percent : {200, 80, 100}) {
            m_app.theme->setTextZoom(percent);
            for (const Label* label : labels) {
                if (label->isVisible() && label->wordWrap())
                    QTRY_VERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
            }
        }
    }

    void itIsFoundByItsWords()
    {
        m_app.find<QLineEdit>("settings-search")->setText(u"midnight UTC"_s);
        QVERIFY(m_app.find<LimitField>("retention-days")->isVisible());
        QVERIFY(!m_app.find<LimitField>("retention-size")->isVisible());
        m_app.find<QLineEdit>("settings-search")->clear();
    }
};

QTEST_MAIN(TestKeeping)
#include "tst_keeping.moc"
