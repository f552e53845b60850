// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/projectsettings.h"

#include "client/parsedirectory.h"
#include "gui/pages/exclusionsettings.h"
#include "gui/pages/pageframe.h"
#include "gui/pages/retentionsettings.h"
#include "gui/widgets/button.h"
#include "gui/widgets/segmented.h"
#include "gui/widgets/switchbutton.h"

#include <QComboBox>
#include <QCompleter>
#include <QLineEdit>
#include <QMessageBox>
#include <QSpinBox>
#include <QTimeZone>

namespace sightglass::gui {

namespace {
constexpr int kProjectFieldWidth = 260;
constexpr int kMostTimeout = 720; // spec metrics §3: 1 minute to 12 hours
} // namespace

void fillZones(QComboBox* box, const QString& current)
{
    box->clear();
    const QList<QByteArray> zones = QTimeZone::availableTimeZoneIds();
    for (const QByteArray& zone : zones) {
        if (zone.contains('/') || zone == "UTC")
            box->addItem(QString::fromLatin1(zone));
    }
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->completer()->setFilterMode(Qt::MatchContains);
    box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    if (box->findText(current) < 0)
        box->addItem(current);
    box->setCurrentText(current);
}

ProjectSettings::ProjectSettings(Session& session, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_projectForm(new SettingsForm(tr("Project")))
    , m_privacyForm(new SettingsForm(tr("Privacy and counting")))
    , m_exclusions(new ExclusionSettings)
    , m_retention(new RetentionSettings)
{
    buildProject();
    buildPrivacy();
    connect(m_exclusions, &ExclusionSettings::chosen, this, &ProjectSettings::change);
    connect(m_retention, &RetentionSettings::keptMore, this, &ProjectSettings::change);
    connect(m_retention, &RetentionSettings::keptLess, this,
            [this](const client::ProjectInfo& after) { save(after, {}); });
    connect(&session, &Session::projectChanged, this, &ProjectSettings::show);
    show();
}

SettingsForm* ProjectSettings::exclusions() const
{
    return m_exclusions;
}

SettingsForm* ProjectSettings::retention() const
{
    return m_retention;
}

template <typename F> void ProjectSettings::changing(F set)
{
    client::ProjectInfo after = m_session.project();
    set(after);
    change(after);
}

void ProjectSettings::buildProject()
{
    m_name = new QLineEdit;
    m_name->setObjectName(QStringLiteral("project-name"));
    m_zone = new QComboBox;
    fillZones(m_zone, QStringLiteral("UTC"));
    m_currency = new QComboBox;
    m_currency->addItems(
        QStringLiteral("EUR USD GBP CHF SEK NOK DKK PLN CZK JPY AUD CAD NZD INR BRL").split(QLatin1Char(' ')));
    m_currency->setEditable(true);
    m_week = new Segmented({tr("Monday"), tr("Sunday")});
    for (QWidget* field : std::initializer_list<QWidget*>{m_name, m_zone})
        field->setFixedWidth(kProjectFieldWidth);
    m_projectForm->addSetting(tr("Name"), {}, m_name);
    m_projectForm->addSetting(tr("Time zone"), tr("Days are cut at midnight of this place."), m_zone);
    m_projectForm->addSetting(tr("Week begins on"), {}, m_week);
    m_projectForm->addSetting(tr("Currency"), tr("For amounts that name none."), m_currency);
    auto* remove = new Button(tr("Remove project…"), ButtonKind::Danger);
    m_remove = remove;
    m_projectForm->addSetting(tr("Remove this project"), tr("Its sources and events go with it."), remove);
    connect(m_name, &QLineEdit::editingFinished, this, [this] {
        if (!m_name->text().trimmed().isEmpty())
            changing([this](auto& project) { project.name = m_name->text().trimmed(); });
    });
    connect(m_zone, &QComboBox::activated, this, [this] {
        if (QTimeZone(m_zone->currentText().toLatin1()).isValid())
            changing([this](auto& project) { project.timezone = m_zone->currentText(); });
    });
    connect(m_currency, &QComboBox::activated, this,
            [this] { changing([this](auto& p) { p.currency = m_currency->currentText(); }); });
    connect(m_week, &Segmented::chosen, this,
            [this](int day) { changing([day](auto& p) { p.weekStartsOnSunday = day == 1; }); });
    connect(remove, &QPushButton::clicked, this, &ProjectSettings::removeProject);
}

void ProjectSettings::buildPrivacy()
{
    m_strict = new SwitchButton(tr("Strict"));
    m_optOut = new Segmented({tr("Automatic"), tr("Always"), tr("Never")});
    m_flagged = new SwitchButton(tr("Keep events of bots"));
    m_timeout = new QSpinBox;
    m_timeout->setRange(1, kMostTimeout);
    m_timeout->setSuffix(tr(" minutes"));
    m_privacyForm->addSetting(
        tr("Strict privacy"),
        tr("No ids, no query strings, no page address of the referrer, nothing computed from an address. Only for "
           "what comes in from now on."),
        m_strict);
    m_privacyForm->addSetting(tr("Do Not Track and Global Privacy Control"),
                              tr("Automatic follows them where a source sets no cookie of its own."), m_optOut);
    m_privacyForm->addSetting(tr("Keep events of bots"),
                              tr("They are marked and stay out of the numbers; otherwise they are only counted."),
                              m_flagged);
    m_privacyForm->addSetting(tr("A visit ends after"), tr("Without anything happening. The default is 30 minutes."),
                              m_timeout);
    m_midnight = new SwitchButton(tr("A visit ends at midnight"));
    m_campaign = new SwitchButton(tr("Another campaign begins another visit"));
    m_midnight->setObjectName(QStringLiteral("visits-midnight"));
    m_campaign->setObjectName(QStringLiteral("visits-campaign"));
    m_privacyForm->addSetting(tr("A visit ends at midnight"), tr("Otherwise it goes on into the next day."),
                              m_midnight);
    m_privacyForm->addSetting(tr("Another campaign begins another visit"),
                              tr("When an event names another campaign than the visit began with."), m_campaign);
    connect(m_midnight, &QAbstractButton::clicked, this,
            [this](bool on) { changing([on](auto& p) { p.cutVisitsAtMidnight = on; }); });
    connect(m_campaign, &QAbstractButton::clicked, this,
            [this](bool on) { changing([on](auto& p) { p.cutVisitsAtCampaign = on; }); });
    connect(m_strict, &QAbstractButton::clicked, this, [this](bool on) {
        changing([on](auto& p) { p.privacy = on ? domain::Privacy::Strict : domain::Privacy::Standard; });
    });
    connect(m_optOut, &Segmented::chosen, this,
            [this](int mode) { changing([mode](auto& p) { p.honourOptOut = domain::OptOut(mode); }); });
    connect(m_flagged, &QAbstractButton::clicked, this,
            [this](bool on) { changing([on](auto& p) { p.storeFlagged = on; }); });
    connect(m_timeout, &QSpinBox::editingFinished, this,
            [this] { changing([this](auto& p) { p.visitTimeoutMinutes = m_timeout->value(); }); });
}

void ProjectSettings::show()
{
    const client::ProjectInfo& project = m_session.project();
    m_name->setText(project.name);
    m_zone->setCurrentText(project.timezone);
    m_currency->setCurrentText(project.currency);
    m_week->setCurrent(project.weekStartsOnSunday ? 1 : 0);
    m_strict->setChecked(project.privacy == domain::Privacy::Strict);
    m_optOut->setCurrent(int(project.honourOptOut));
    m_flagged->setChecked(project.storeFlagged);
    m_timeout->setValue(project.visitTimeoutMinutes);
    m_midnight->setChecked(project.cutVisitsAtMidnight);
    m_campaign->setChecked(project.cutVisitsAtCampaign);
    m_exclusions->setProject(project);
    m_retention->setProject(project);
    for (SettingsForm* form : {m_projectForm, m_privacyForm})
        form->setEnabled(!project.id.isEmpty());
}

void ProjectSettings::change(const client::ProjectInfo& after)
{
    const client::ProjectInfo before = m_session.project();
    save(after, [this, before, after] {
        m_session.hub().changeProject(before.id, client::changes(after, before), this,
                                      [this](const Expected<client::ProjectInfo>& undone) {
                                          if (undone)
                                              m_session.projectChangedTo(*undone);
                                      });
    });
}

void ProjectSettings::save(const client::ProjectInfo& after, const std::function<void()>& undo)
{
    const client::ProjectInfo& before = m_session.project();
    const QJsonObject changed = client::changes(before, after);
    if (changed.isEmpty() || before.id.isEmpty())
        return;
    m_session.hub().changeProject(before.id, changed, this, [this, undo](const Expected<client::ProjectInfo>& answer) {
        if (!answer) {
            show();
            return Q_EMIT m_session.said(QStringLiteral("error"), errorText(answer.error()), {});
        }
        m_session.projectChangedTo(*answer);
        Q_EMIT m_session.said(QStringLiteral("check"), tr("Saved"), undo);
    });
}

void ProjectSettings::removeProject()
{
    const client::ProjectInfo project = m_session.project();
    if (project.id.isEmpty())
        return;
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("Remove a project"),
                                tr("Remove %1 with all its events?").arg(project.name), QMessageBox::Cancel,
                                m_projectForm->window());
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("This cannot be undone."));
    QAbstractButton* yes = box->addButton(tr("Remove everything"), QMessageBox::DestructiveRole);
    setButtonKind(yes, ButtonKind::Danger);
    connect(yes, &QAbstractButton::clicked, this, [this, project] {
        m_session.hub().removeProject(project.id, this, [this, project](const Expected<void>& answer) {
            if (!answer)
                return Q_EMIT m_session.said(QStringLiteral("error"), errorText(answer.error()), {});
            m_session.projectRemoved(project.id);
            Q_EMIT m_session.said(QStringLiteral("delete"), tr("%1 was removed").arg(project.name), {});
        });
    });
    box->open();
}

} // namespace sightglass::gui
