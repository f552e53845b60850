// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/hubclient.h"
#include "client/liveclient.h"
#include "models/flowmeter.h"
#include "models/livemodel.h"
#include "models/livepast.h"
#include "models/projectsmodel.h"
#include "models/sourcesmodel.h"

#include <QObject>
#include <QTimer>
#include <QTimeZone>

namespace sightglass::gui {

/// What the pages of one window share: the hub, the chosen project, what streams from it, and who is there now. GUI
/// thread; owned by the window, which outlives its pages.
class Session : public QObject
{
    Q_OBJECT

public:
    explicit Session(QObject* parent = nullptr);

    /// Leaves the former hub. `hubName` is what people call it ("this computer", "attic").
    void open(const client::Connection& connection, const QString& hubName, bool isLocal = false);
    void close();
    void selectProject(const QString& id);
    void refreshProjects();
    void refreshSources();
    /// Asks who knocked without a source, and which addresses many senders share.
    void refreshSenders();
    /// Asks which protocols a source has spoken lately.
    void askProtocols(const QString& sourceId);
    void refreshRealtime();

    [[nodiscard]] client::HubClient& hub() { return m_hub; }
    /// As last asked; last seen first.
    [[nodiscard]] const QList<client::SharedAddressInfo>& sharedAddresses() const { return m_sharedAddresses; }
    [[nodiscard]] models::LiveModel& live() { return m_liveModel; }
    [[nodiscard]] models::SourcesModel& sources() { return m_sources; }
    [[nodiscard]] models::ProjectsModel& projects() { return m_projects; }
    [[nodiscard]] models::FlowMeter& flow() { return m_flow; }

    /// Whether the hub has said which projects there are; until then an empty list means nothing.
    [[nodiscard]] bool areProjectsLoaded() const { return m_areProjectsLoaded; }
    [[nodiscard]] QString hubName() const { return m_hubName; }
    /// Whether the hub runs in this program.
    [[nodiscard]] bool isLocal() const { return m_isLocal; }
    [[nodiscard]] QString projectId() const { return m_project.id; }
    [[nodiscard]] const client::ProjectInfo& project() const { return m_project; }
    [[nodiscard]] QTimeZone zone() const;
    [[nodiscard]] const client::Realtime& realtime() const { return m_realtime; }
    /// When the hub last answered; invalid before it ever did.
    [[nodiscard]] QDateTime lastContact() const { return m_lastContact; }
    /// Since the stream began.
    [[nodiscard]] client::LiveCounters counters() const { return m_counters; }
    /// Whatever the hub stores from now on will be seen.
    [[nodiscard]] bool isStreaming() const { return m_live.isConnected(); }
    /// Takes a changed project into the list and, when it is the chosen one, everywhere.
    void projectChangedTo(const client::ProjectInfo& project);
    void projectRemoved(const QString& id);

Q_SIGNALS:
    void contactChanged(sightglass::client::Contact contact);
    void projectsLoaded();
    void projectChanged();
    void sourcesChanged();
    void sharedAddressesChanged();
    void realtimeChanged();
    void batchArrived(const sightglass::client::LiveBatch& batch);
    /// A word at the corner of the window; `undo` may be empty.
    void said(const QString& icon, const QString& text, const std::function<void()>& undo);
    /// A page by its id, e.g. "connect" with a source's id.
    void placeRequested(const QString& page, const QString& detail);

private:
    void takeProjects(const QList<client::ProjectInfo>& projects);
    void followProject();
    void loadLatest();
    void takePast(const QList<client::LiveRow>& latest);
    void show(const client::LiveBatch& batch);
    void forgetStream();
    void tick();
    void askHistory();
    void contact(client::Contact contact);

    client::HubClient m_hub;
    client::LiveClient m_live;
    models::LiveModel m_liveModel;
    models::LivePast m_past;
    QList<client::LiveBatch> m_early; ///< Streamed in while the past is awaited.
    bool m_isPastAwaited = false;
    client::Pending m_pastPending;
    models::SourcesModel m_sources;
    models::ProjectsModel m_projects;
    models::FlowMeter m_flow;
    QString m_hubName;
    bool m_isLocal = false;
    client::ProjectInfo m_project;
    client::Realtime m_realtime;
    client::LiveCounters m_counters;
    client::Pending m_realtimePending;
    client::Pending m_sendersPending;
    QList<client::SharedAddressInfo> m_sharedAddresses;
    bool m_maySeeSenders = true; ///< Until the hub says no: it is older, or the token may not.
    QDateTime m_lastContact;
    QTimer m_realtimeTimer;
    bool m_areProjectsLoaded = false;
};

} // namespace sightglass::gui
