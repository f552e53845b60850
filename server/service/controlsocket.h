// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/expected.h"
#include "domain/request.h"

#include <QLocalServer>
#include <QObject>

class QLocalSocket;

namespace sightglass::service {

/// Name of the local socket in the data directory (design §2.5).
[[nodiscard]] QString controlSocketPath(const QString& directory);

/// Lets commands on the same machine reach a running hub: API v2 over a local socket that only the data directory's
/// owner can open (mode 0600, and the peer's user is checked). A request is one line of JSON
/// `{"method","path","query","body"}`, its answer one line `{"status","type","body"}`; several may follow one another.
/// Requests arrive at the handler with private authority.
/// Thread: the one that made it, which needs an event loop. Owner: Hub.
class ControlServer : public QObject
{
    Q_OBJECT

public:
    /// `handler` is the API's; it answers from any thread.
    ControlServer(domain::Handler handler, const Clock& clock, QObject* parent = nullptr);

    /// Takes over a socket file that a killed hub left: the caller holds the data directory's lock.
    /// Errors: Io (the path is too long for a socket, or not writable).
    [[nodiscard]] Expected<void> listen(const QString& directory);
    void close();

private:
    void accept();
    void serve(QLocalSocket* socket);
    void answer(QLocalSocket* socket, const QByteArray& line);

    QLocalServer m_server;
    const domain::Handler m_handler;
    const Clock& m_clock;
};

/// One request to the hub that runs on `directory`, answered in full. Blocks; for commands.
/// Errors: NotFound (no hub is running there), Forbidden (it belongs to somebody else), Timeout, Io.
[[nodiscard]] Expected<domain::Response> askRunningHub(const QString& directory, const domain::Request& request);

} // namespace sightglass::service
