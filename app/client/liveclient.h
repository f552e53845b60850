// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/backoff.h"
#include "client/connection.h"
#include "client/liverow.h"

#include <QObject>
#include <QTimer>
#include <QWebSocket>

#include <memory>

namespace sightglass::client {

/// Follows one project's live stream (spec api §3 `/live`). GUI thread. The token travels in the first message, never
/// in the address. Messages are gathered and handed on at most four times a second; of one such batch at most kMostRows
/// events stay (the newest), the rest is added to `skipped`, and the counters are exact throughout. Reconnects by
/// itself.
class LiveClient : public QObject
{
    Q_OBJECT

public:
    static constexpr int kMostRows = 400;

    explicit LiveClient(QObject* parent = nullptr);
    ~LiveClient() override;

    /// Leaves the former stream. An empty project follows nothing.
    void follow(const Connection& connection, const QString& project);
    void stop() { follow({}, {}); }
    /// The hub listens for us: whatever it stores from now on will arrive or be counted.
    [[nodiscard]] bool isConnected() const { return m_isConnected; }

Q_SIGNALS:
    void connectedChanged(bool isConnected);
    /// Since the hub counts from zero on every connection, the batch says whether it is the first of one.
    void batchArrived(const sightglass::client::LiveBatch& batch, bool isFirst);

private:
    void open();
    void greet();
    void receive(const QString& message);
    void lost();
    void flush();
    void setConnected(bool isConnected);

    Connection m_connection;
    QString m_project;
    std::unique_ptr<QWebSocket> m_socket;
    LiveBatch m_gathered;
    bool m_hasGathered = false;
    bool m_isFirst = true;
    bool m_isConnected = false;
    Backoff m_backoff;
    QTimer m_flush;
    QTimer m_reopen;
};

} // namespace sightglass::client
