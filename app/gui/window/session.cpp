// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/session.h"

#include <QDateTime>

namespace sightglass::gui {

namespace {
constexpr std::chrono::seconds kRealtimeEvery{10}; // spec metrics §3: refresh within 30 s
} // namespace

Session::Session(QObject* parent)
    : QObject(parent)
{
    connect(&m_hub, &client::HubClient::contactChanged, this, &Session::contact);
    connect(&m_live, &client::LiveClient::connectedChanged, this, [this](bool isConnected) {
        if (isConnected)
            loadLatest(); // what was stored before
    });
    connect(&m_live, &client::LiveClient::batchArrived, this, [this](const client::LiveBatch& batch, bool isFirst) {
        m_flow.note(batch, isFirst);
        m_sources.note(batch);
        m_counters = batch.counters;
        if (m_isPastAwaited)
            m_early.append(batch);
        else
            show(batch);
        Q_EMIT batchArrived(batch);
    });
    connect(&m_realtimeTimer, &QTimer::timeout, this, &Session::tick);
    m_realtimeTimer.setInterval(kRealtimeEvery);
    m_flow.start();
}

void Session::open(const client::Connection& connection, const QString& hubName, bool isLocal)
{
    close();
    m_hubName = hubName;
    m_isLocal = isLocal;
    m_hub.setConnection(connection);
}

void Session::close()
{
    m_realtimeTimer.stop();
    m_live.stop();
    forgetStream();
    m_sources.forget();
    m_flow.clear();
    m_project = {};
    m_projects.setProjects({});
    m_areProjectsLoaded = false;
    m_realtime = {};
    m_maySeeSenders = true;
    m_hub.setConnection({});
    Q_EMIT projectChanged();
}

void Session::contact(client::Contact contact)
{
    if (contact == client::Contact::Connected) {
        m_lastContact = QDateTime::currentDateTime();
        refreshProjects();
    }
    Q_EMIT contactChanged(contact);
}

QTimeZone Session::zone() const
{
    const QTimeZone zone(m_project.timezone.toLatin1());
    return zone.isValid() ? zone : QTimeZone("UTC");
}

void Session::refreshProjects()
{
    m_hub.projects(this, [this](const Expected<QList<client::ProjectInfo>>& answer) {
        if (answer)
            takeProjects(*answer);
    });
}

void Session::takeProjects(const QList<client::ProjectInfo>& projects)
{
    m_projects.setProjects(projects);
    m_areProjectsLoaded = true;
    m_realtimeTimer.start();
    if (const client::ProjectInfo* current = m_projects.find(m_project.id); current && *current != m_project)
        projectChangedTo(*current);
    Q_EMIT projectsLoaded();
}

void Session::selectProject(const QString& id)
{
    const client::ProjectInfo* project = m_projects.find(id);
    if (!project || m_project.id == id)
        return;
    m_project = *project;
    followProject();
}

void Session::followProject()
{
    forgetStream();
    m_liveModel.setTimezone(m_project.timezone.toLatin1());
    m_sources.forget();
    m_flow.clear();
    m_realtime = {};
    m_live.follow(m_hub.connection(), m_project.id);
    m_realtimeTimer.start();
    Q_EMIT projectChanged();
    refreshSources();
    refreshRealtime();
    loadLatest();
}

void Session::show(const client::LiveBatch& batch)
{
    m_liveModel.add(batch);
    m_past.note(batch.events);
}

void Session::forgetStream()
{
    m_pastPending.cancel();
    m_isPastAwaited = false;
    m_early.clear();
    m_past.clear();
    m_liveModel.clear();
}

/// Asked for at once, so that there is something to see where no stream comes through, and again whenever a stream
/// begins. What streams in meanwhile waits, since it is newer.
void Session::loadLatest()
{
    m_pastPending.cancel();
    m_isPastAwaited = true;
    m_pastPending = m_hub.events(m_project.id, models::LivePast::kKnown, this,
                                 [this](const Expected<QList<client::LiveRow>>& answer) {
                                     takePast(answer.value_or(QList<client::LiveRow>()));
                                 });
}

void Session::takePast(const QList<client::LiveRow>& latest)
{
    m_isPastAwaited = false;
    const QList<client::LiveBatch> early = std::exchange(m_early, {});
    QList<client::LiveRow> streamed;
    for (const client::LiveBatch& batch : early)
        streamed.append(batch.events);
    client::LiveBatch past;
    past.events = m_past.missing(latest, streamed);
    m_sources.note(past);
    show(past);
    for (const client::LiveBatch& batch : early)
        show(batch);
}

void Session::refreshSources()
{
    const QString asked = m_project.id;
    if (asked.isEmpty())
        return;
    m_hub.sources(asked, this, [this, asked](const Expected<QList<client::SourceInfo>>& answer) {
        if (!answer || asked != m_project.id)
            return;
        m_sources.setSources(*answer);
        m_liveModel.setSourceNames(m_sources.names());
        Q_EMIT sourcesChanged();
        askHistory();
        refreshSenders();
    });
}

void Session::refreshSenders()
{
    if (m_project.id.isEmpty() || !m_maySeeSenders || m_sendersPending.isRunning())
        return;
    m_sendersPending = m_hub.senders(this, [this](const Expected<QList<client::SenderInfo>>& answer) {
        if (answer)
            m_sources.setSenders(*answer);
        if (!answer && (answer.error().code == ErrorCode::NotFound || answer.error().code == ErrorCode::Forbidden))
            m_maySeeSenders = false;
    });
    m_hub.sharedAddresses(this, [this](const Expected<QList<client::SharedAddressInfo>>& answer) {
        if (!answer)
            return; // An older hub has none to tell of.
        m_sharedAddresses = *answer;
        Q_EMIT sharedAddressesChanged();
    });
}

void Session::askProtocols(const QString& sourceId)
{
    client::Question question;
    question.kind = QStringLiteral("breakdown");
    question.property = QStringLiteral("protocol");
    question.metrics = QStringList{QStringLiteral("events")};
    question.period.range = QStringLiteral("30d");
    question.filters = {{QStringLiteral("source_id"), QStringLiteral("is"), {sourceId}}};
    question.bots = QStringLiteral("include");
    const QString asked = m_project.id;
    m_hub.breakdown(asked, question, this, [this, asked, sourceId](const Expected<client::Breakdown>& answer) {
        if (!answer || asked != m_project.id)
            return;
        QStringList protocols;
        for (const client::BreakdownRow& row : answer->rows) {
            if (row.value)
                protocols.append(*row.value);
        }
        m_sources.noteProtocols(sourceId, protocols);
    });
}

void Session::askHistory()
{
    client::Question question;
    question.kind = QStringLiteral("breakdown");
    question.property = QStringLiteral("source_id");
    question.metrics = QStringList{QStringLiteral("events")};
    question.period.range = QStringLiteral("30d");
    const QString asked = m_project.id;
    m_hub.breakdown(asked, question, this, [this, asked](const Expected<client::Breakdown>& answer) {
        if (!answer || asked != m_project.id)
            return;
        QStringList ids;
        for (const client::BreakdownRow& row : answer->rows)
            ids.append(row.value.value_or(QString()));
        m_sources.noteHistory(ids);
    });
}

void Session::refreshRealtime()
{
    if (m_project.id.isEmpty() || m_realtimePending.isRunning())
        return;
    const QString asked = m_project.id;
    m_realtimePending = m_hub.realtime(asked, this, [this, asked](const Expected<client::Realtime>& answer) {
        if (!answer || asked != m_project.id)
            return;
        m_lastContact = QDateTime::currentDateTime();
        m_realtime = *answer;
        Q_EMIT realtimeChanged();
    });
}

void Session::projectChangedTo(const client::ProjectInfo& project)
{
    m_projects.put(project);
    if (project.id != m_project.id)
        return;
    m_project = project;
    m_liveModel.setTimezone(project.timezone.toLatin1());
    Q_EMIT projectChanged();
}

void Session::projectRemoved(const QString& id)
{
    m_projects.remove(id);
    if (id != m_project.id)
        return;
    m_project = {};
    if (m_projects.rowCount() > 0) {
        selectProject(m_projects.projects().first().id);
        return;
    }
    m_live.stop();
    m_liveModel.clear();
    m_sources.forget();
    Q_EMIT projectChanged();
}

// Without a project, one that is made elsewhere is waited for.
void Session::tick()
{
    if (m_project.id.isEmpty())
        return refreshProjects();
    refreshRealtime();
    refreshSenders();
}

} // namespace sightglass::gui
