// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/pages/hubsettings.h"

#include "gui/pages/pageframe.h"
#include "gui/pages/storagestatus.h"
#include "gui/widgets/button.h"
#include "gui/widgets/label.h"
#include "gui/widgets/segmented.h"

#include <QDesktopServices>
#include <QJsonArray>
#include <QLineEdit>
#include <QUrl>

namespace sightglass::gui {

namespace {

constexpr int kFieldWidth = 260;

QString joinedList(const QJsonValue& value)
{
    QStringList out;
    const QJsonArray array = value.toArray();
    for (const QJsonValue& item : array)
        out.append(item.toString());
    return array.isEmpty() ? value.toString() : out.join(QStringLiteral(", "));
}

bool isPinned(const QJsonObject& row)
{
    const QString origin = row.value(QStringLiteral("origin")).toString();
    return origin != QStringLiteral("default") && origin != QStringLiteral("stored");
}

} // namespace

HubSettings::HubSettings(Session& session, HubHost* host, Preferences& preferences, QWidget* parent)
    : SettingsForm(tr("Hub and storage"), parent)
    , m_session(session)
    , m_host(host)
    , m_preferences(preferences)
    , m_where(new Label({}, theme::Role::Body, Ink::Text2))
    , m_durability(new Segmented({tr("Every commit"), tr("Relaxed")}))
    , m_durabilityFrom(new Label({}, theme::Role::Small, Ink::Text3))
    , m_proxies(new QLineEdit)
    , m_demo(new QWidget)
{
    auto* move = new Button(tr("Use another hub…"));
    connect(move, &QPushButton::clicked, this, &HubSettings::moveRequested);
    addSetting(tr("This window looks at"), tr("A hub in this program, or one on a machine that stays on."), m_where);
    addSetting(tr("Another hub"), tr("Its address and a token are enough."), move);
    if (host)
        buildHere();
    addSetting(tr("Storage"),
               tr("What all events take, how long the disk lasts if things go on like this, and what the hub "
                  "does in the background."),
               new StorageStatus(session));
    addSetting(tr("Sync to the disk"),
               tr("Every commit survives a power cut; relaxed is quicker and survives a crash of the program. "
                  "Takes effect when the hub starts again."),
               m_durability);
    m_proxies->setFixedWidth(kFieldWidth);
    addSetting(tr("Trusted proxies"),
               tr("Web servers that pass visitors on, as addresses or networks. Their word on visitors' addresses is "
                  "believed."),
               m_proxies);
    addWide(m_durabilityFrom);
    auto* remove = new Button(tr("Remove demo data"));
    connect(remove, &QPushButton::clicked, this, [this] {
        for (const client::ProjectInfo& project : m_session.projects().projects()) {
            if (project.demo)
                m_session.hub().removeProject(project.id, this, [this, id = project.id](const Expected<void>& answer) {
                    if (!answer)
                        return Q_EMIT m_session.said(QStringLiteral("error"), errorText(answer.error()), {});
                    m_session.projectRemoved(id);
                    showDemo();
                });
        }
    });
    m_demo = remove;
    addSetting(tr("Demo project"), tr("Made-up traffic to look around in. Removing it touches nothing else."), m_demo);
    connect(m_durability, &Segmented::chosen, this, [this](int mode) {
        changeSetting(QStringLiteral("durability"), mode == 0 ? QStringLiteral("full") : QStringLiteral("normal"));
    });
    connect(m_proxies, &QLineEdit::editingFinished, this, [this] {
        if (m_proxies->isModified())
            changeSetting(QStringLiteral("trusted_proxies"),
                          QJsonArray::fromStringList(
                              m_proxies->text().remove(QLatin1Char(' ')).split(QLatin1Char(','), Qt::SkipEmptyParts)));
        m_proxies->setModified(false);
    });
    connect(&session, &Session::projectsLoaded, this, &HubSettings::showDemo);
    showDemo();
}

void HubSettings::buildHere()
{
    m_listen = new QLineEdit(m_preferences.listenAddress());
    m_listen->setObjectName(QStringLiteral("listen-address"));
    m_listen->setFixedWidth(kFieldWidth);
    addSetting(
        tr("Listens on"),
        tr("127.0.0.1:8484 is this computer only; 0.0.0.0:8484 is everybody on your network. The hub starts again."),
        m_listen);
    connect(m_listen, &QLineEdit::editingFinished, this, [this] {
        if (m_listen->text().trimmed() != m_preferences.listenAddress())
            listenOn(m_listen->text().trimmed());
    });
    auto* open = new Button(tr("Open folder"));
    open->setIconName(QStringLiteral("external"));
    connect(open, &QPushButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_host->dataDirectory())); });
    addSetting(tr("Data"), m_host->dataDirectory(), open);
}

void HubSettings::listenOn(const QString& typed)
{
    const QUrl url(QStringLiteral("http://") + typed);
    const bool isFine = url.isValid() && !url.host().isEmpty() && url.port() >= 0;
    setFaulty(m_listen, !isFine);
    if (!isFine)
        return Q_EMIT m_session.said(QStringLiteral("error"),
                                     tr("An address and a port are needed, as in 0.0.0.0:8484."), {});
    m_preferences.setListenAddress(typed);
    m_host->setListenAddress(typed);
}

void HubSettings::refresh()
{
    const bool isHere = m_host && m_host->state() == HubHost::State::Running;
    m_where->setText(isHere ? tr("the hub in this program, %1").arg(m_session.hub().connection().display())
                            : m_session.hub().connection().display());
    m_session.hub().settings(this, [this](const Expected<QJsonObject>& answer) {
        if (answer)
            show(*answer);
    });
}

void HubSettings::show(const QJsonObject& answer)
{
    QStringList pinned;
    const QJsonArray items = answer.value(QStringLiteral("items")).toArray();
    for (const QJsonValue& item : items) {
        const QJsonObject row = item.toObject();
        const QString key = row.value(QStringLiteral("key")).toString();
        const bool isOurs = key == QStringLiteral("durability") || key == QStringLiteral("trusted_proxies");
        if (key == QStringLiteral("durability")) {
            m_durability->setCurrent(row.value(QStringLiteral("value")).toString() == QStringLiteral("normal") ? 1 : 0);
            m_durability->setEnabled(!isPinned(row));
        } else if (key == QStringLiteral("trusted_proxies")) {
            m_proxies->setText(joinedList(row.value(QStringLiteral("value"))));
            m_proxies->setEnabled(!isPinned(row));
        }
        if (isOurs && isPinned(row))
            pinned.append(tr("%1 is set by %2.").arg(key, row.value(QStringLiteral("from")).toString()));
    }
    m_durabilityFrom->setText(pinned.join(QLatin1Char(' ')));
    m_durabilityFrom->setVisible(!pinned.isEmpty());
}

void HubSettings::changeSetting(const QString& key, const QJsonValue& value)
{
    m_session.hub().changeSettings({{key, value}}, this, [this](const Expected<QJsonObject>& answer) {
        Q_EMIT m_session.said(answer ? QStringLiteral("check") : QStringLiteral("error"),
                              answer ? tr("Saved. It counts when the hub starts again.") : errorText(answer.error()),
                              {});
        refresh();
    });
}

void HubSettings::showDemo()
{
    const auto& projects = m_session.projects().projects();
    const bool any = std::any_of(projects.cbegin(), projects.cend(), [](const auto& project) { return project.demo; });
    m_demo->setEnabled(any);
}

} // namespace sightglass::gui
