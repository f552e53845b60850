// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/firstrun/projectstep.h"

#include "gui/pages/pageframe.h"
#include "gui/pages/projectsettings.h"
#include "gui/style/controlkinds.h"
#include "gui/widgets/label.h"

#include <QComboBox>
#include <QJsonArray>
#include <QLineEdit>
#include <QTimeZone>
#include <QUrl>

namespace sightglass::gui {

namespace {

constexpr int kNameWidth = 420;

QString hostOf(const QString& typed)
{
    const QString text = typed.trimmed();
    return text.contains(QStringLiteral("://")) ? QUrl(text).host() : text.section(QLatin1Char('/'), 0, 0);
}

} // namespace

ProjectStep::ProjectStep(Session& session, HubHost* host, Preferences& preferences, QWidget* parent)
    : Step(tr("What is it called?"), tr("A project is a site, an app, or a few of them whose numbers belong together."),
           parent)
    , m_session(session)
    , m_host(host)
    , m_preferences(preferences)
    , m_name(new QLineEdit)
    , m_site(new QLineEdit)
    , m_zone(new QComboBox)
    , m_listen(new QComboBox)
    , m_problem(new Label({}, theme::Role::Small, Ink::Negative))
{
    m_name->setObjectName(QStringLiteral("first-name"));
    m_name->setPlaceholderText(tr("Kestrel Maps"));
    m_site->setObjectName(QStringLiteral("first-site"));
    m_site->setPlaceholderText(tr("kestrelmaps.example"));
    fillZones(m_zone, QString::fromLatin1(QTimeZone::systemTimeZoneId()));
    m_listen->setEditable(true);
    m_listen->addItem(tr("127.0.0.1:8484"));
    m_listen->addItem(tr("0.0.0.0:8484"));
    m_listen->setCurrentText(preferences.listenAddress());
    addField(tr("Name"), {}, m_name);
    addField(tr("Site"), tr("Its host. Leave it empty when it is not a website."), m_site);
    addField(tr("Time zone"), tr("Days are cut at midnight of this place."), m_zone);
    addField(tr("Address to listen on"), tr("127.0.0.1 is this computer only, 0.0.0.0 everybody on your network."),
             m_listen);
    m_listen->setObjectName(QStringLiteral("first-listen"));
    m_problem->setWordWrap(true);
    m_problem->hide();
    content()->addWidget(m_problem);
    content()->addStretch();
    connect(m_name, &QLineEdit::textChanged, this, &Step::completeChanged);
    connect(&session, &Session::contactChanged, this, &Step::completeChanged);
}

void ProjectStep::addField(const QString& label, const QString& hint, QWidget* field)
{
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    setControlSize(field, ControlSize::Large);
    field->setFixedWidth(kNameWidth);
    field->setAccessibleName(label);
    column->addWidget(new Label(label, theme::Role::Label));
    column->addWidget(field);
    if (!hint.isEmpty())
        column->addWidget(new Label(hint, theme::Role::Small, Ink::Text3));
    content()->addWidget(box);
    m_listenBox = box; // The last one added.
}

bool ProjectStep::isComplete() const
{
    return !m_isBusy && !m_name->text().trimmed().isEmpty() && m_session.hub().contact() == client::Contact::Connected;
}

void ProjectStep::entered()
{
    m_listenBox->setVisible(m_host && m_host->state() != HubHost::State::Stopped);
    const client::ProjectInfo& project = m_session.project();
    if (!project.demo && m_name->text().isEmpty())
        m_name->setText(project.name);
    m_name->setFocus();
}

void ProjectStep::proceed()
{
    m_isBusy = true;
    m_problem->hide();
    Q_EMIT completeChanged();
    for (const client::ProjectInfo& project : m_session.projects().projects()) {
        if (project.name == m_name->text().trimmed())
            return useProject(project);
    }
    m_session.hub().addProject(m_name->text().trimmed(), m_zone->currentText(), this,
                               [this](const Expected<client::ProjectInfo>& answer) {
                                   if (!answer)
                                       return problem(answer.error());
                                   m_session.projects().put(*answer);
                                   useProject(*answer);
                               });
}

void ProjectStep::useProject(const client::ProjectInfo& project)
{
    m_session.selectProject(project.id);
    m_session.hub().sources(project.id, this, [this, project](const Expected<QList<client::SourceInfo>>& answer) {
        if (!answer)
            return problem(answer.error());
        m_source = answer->isEmpty() ? client::SourceInfo() : answer->first();
        useSource(project);
    });
}

void ProjectStep::useSource(const client::ProjectInfo& project)
{
    QJsonObject body;
    if (const QString host = hostOf(m_site->text()); !host.isEmpty() && !m_source.hosts.contains(host))
        body.insert(QStringLiteral("hosts"), QJsonArray{host});
    if (m_source.name.isEmpty())
        body.insert(QStringLiteral("name"), m_site->text().trimmed().isEmpty() ? tr("First source") : tr("Website"));
    const auto done = [this](const Expected<client::SourceInfo>& answer) {
        if (!answer)
            return problem(answer.error());
        m_source = *answer;
        m_isBusy = false;
        m_session.refreshSources();
        const QString listen = m_listen->currentText().trimmed();
        if (m_host && m_listenBox->isVisible() && listen != m_preferences.listenAddress()) {
            m_preferences.setListenAddress(listen);
            m_host->setListenAddress(listen);
        }
        Q_EMIT finished();
    };
    if (m_source.id.isEmpty())
        m_session.hub().addSource(project.id, body, this, done);
    else if (body.isEmpty())
        done(m_source);
    else
        m_session.hub().changeSource(project.id, m_source.id, body, this, done);
}

void ProjectStep::problem(const Error& error)
{
    m_isBusy = false;
    m_problem->setText(errorText(error));
    m_problem->show();
    Q_EMIT completeChanged();
}

} // namespace sightglass::gui
