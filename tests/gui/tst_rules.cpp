// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/exclusionsettings.h"
#include "gui/pages/sourcecard.h"
#include "gui/widgets/label.h"
#include "windowfixture.h"

#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTest>

#include <algorithm>

using namespace sightglass;
using namespace sightglass::gui;
using namespace Qt::StringLiterals;

/// What is kept out of the numbers, and sources that are switched off or moved, in a window on a real hub.
class TestRules : public QObject
{
    Q_OBJECT

private:
    test::WindowFixture m_app;

    [[nodiscard]] const domain::Exclusions& rules() const { return m_app.session->project().exclusions; }
    [[nodiscard]] const client::SourceInfo& source() const { return m_app.session->sources().sources().first(); }
    [[nodiscard]] SourceCard* card() { return m_app.window->findChild<SourceCard*>(u"source-"_s + source().id); }
    [[nodiscard]] QDialog* dialog() { return m_app.find<QDialog>("source-dialog"); }
    void type(QWidget* among, const char* name, const QString& text)
    {
        auto* field = among->findChild<QLineEdit*>(QString::fromLatin1(name));
        QVERIFY2(field, name);
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
    }
    void typeRule(const char* name, const QString& text)
    {
        type(m_app.window.get(), name, text);
        QTest::keyClick(m_app.find<QLineEdit>(name), Qt::Key_Return);
    }
    /// In both lights.
    template <typename Widget> void takePictures(Widget widget, const QString& name)
    {
        for (const ThemeMode mode : {ThemeMode::Dark, ThemeMode::Light}) {
            m_app.theme->setMode(mode);
            QCoreApplication::processEvents();
            m_app.takePicture(widget(), name + (mode == ThemeMode::Dark ? u"-dark"_s : u"-light"_s));
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_app.start();
        m_app.addProject(u"Trails"_s);
        m_app.addProject(u"Kestrel Maps"_s);
        m_app.addSource(u"Website"_s, u"web"_s, u"kestrelmaps.example"_s);
    }
    void cleanupTestCase() { m_app.stop(); }

    void theProjectsRulesAreTypedAndSaved()
    {
        m_app.window->openPage(u"settings"_s);
        QTRY_VERIFY(m_app.find<QLineEdit>("project-pages")->isEnabled());
        typeRule("project-addresses", u"203.0.113.7, 10.0.0.0/8"_s);
        QTRY_COMPARE(rules().addresses.size(), 2U);
        typeRule("project-pages", u"/admin/** /preview"_s);
        QTRY_COMPARE(rules().pages, (std::vector<std::string>{"/admin/**", "/preview"}));
        typeRule("project-hosts", u"WWW.Staging.kestrelmaps.example"_s);
        QTRY_COMPARE(rules().hosts, std::vector<std::string>{"staging.kestrelmaps.example"});
        QTRY_COMPARE(m_app.find<QLineEdit>("project-hosts")->text(), u"staging.kestrelmaps.example"_s);
        takePictures([this] { return m_app.window->findChild<ExclusionSettings*>(); }, u"settings-exclusions"_s);
    }

    void aFaultyRuleIsSaidAndNotSaved()
    {
        typeRule("project-addresses", u"203.0.113.7, office"_s);
        auto* form = m_app.window->findChild<ExclusionSettings*>();
        auto* problem = form->findChild<Label*>(u"problem-addresses"_s);
        QCOMPARE(problem->text(), u"office is neither an IP address nor a block of them."_s);
        QCOMPARE(rules().addresses.size(), 2U);
        takePictures([form] { return form; }, u"settings-exclusions-faulty"_s);
        typeRule("project-addresses", u"203.0.113.7"_s);
        QTRY_COMPARE(rules().addresses.size(), 1U);
        QVERIFY(!problem->text().contains(u"office"_s));
    }

    void aSourceIsSwitchedOffAndOn()
    {
        m_app.window->openPage(u"sources"_s);
        QTRY_VERIFY(card());
        const auto press = [this] { card()->findChild<QPushButton*>(u"switch"_s)->click(); };
        press();
        QTRY_VERIFY(!source().enabled);
        QTRY_COMPARE(card()->findChild<QPushButton*>(u"switch"_s)->text(), u"Switch on"_s);
        QCOMPARE(m_app.send(u"/v1/track"_s, {{u"event"_s, u"a"_s}, {u"userId"_s, u"u"_s}}, source().writeKey), 401);
        takePictures([this] { return m_app.window.get(); }, u"sources-off"_s);
        press();
        QTRY_VERIFY(source().enabled);
        QTRY_COMPARE(card()->findChild<QPushButton*>(u"switch"_s)->text(), u"Switch off"_s);
        QCOMPARE(m_app.send(u"/v1/track"_s, {{u"event"_s, u"a"_s}, {u"userId"_s, u"u"_s}}, source().writeKey), 200);
    }

    void aSourceHasRulesOfItsOwnAndIsMoved()
    {
        QTRY_VERIFY(card());
        card()->findChild<QPushButton*>(u"edit"_s)->click();
        QTRY_VERIFY(dialog() && dialog()->isVisible());
        auto* save = dialog()->findChild<QPushButton*>(u"source-save"_s);
        type(dialog(), "exclude-pages", u"admin"_s);
        QVERIFY(!save->isEnabled());
        type(dialog(), "exclude-pages", u"/admin/**"_s);
        QVERIFY(save->isEnabled());
        auto* project = dialog()->findChild<QComboBox*>(u"source-project"_s);
        QCOMPARE(project->currentText(), u"Kestrel Maps"_s);
        dialog()->findChild<QScrollArea*>()->ensureWidgetVisible(project);
        takePictures([this] { return dialog(); }, u"source-dialog-rules"_s);
        save->click();
        QTRY_VERIFY(!dialog());
        QTRY_COMPARE(source().exclusions.pages, std::vector<std::string>{"/admin/**"});

        card()->findChild<QPushButton*>(u"edit"_s)->click();
        QTRY_VERIFY(dialog() && dialog()->isVisible());
        project = dialog()->findChild<QComboBox*>(u"source-project"_s);
        project->setCurrentIndex(project->findText(u"Trails"_s));
        const QString id = source().id;
        dialog()->findChild<QPushButton*>(u"source-save"_s)->click();
        QTRY_VERIFY(!m_app.session->sources().find(id));
        const auto& projects = m_app.session->projects().projects();
        const auto trails =
            std::find_if(projects.cbegin(), projects.cend(), [](const auto& p) { return p.name == u"Trails"_s; });
        m_app.session->selectProject(trails->id);
        QTRY_VERIFY(m_app.session->sources().find(id));
        QCOMPARE(m_app.session->sources().find(id)->exclusions.pages, std::vector<std::string>{"/admin/**"});
    }
};

QTEST_MAIN(TestRules)
#include "tst_rules.moc"
