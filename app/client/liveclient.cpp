// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/liveclient.h"

#include "client/parselive.h"
#include "core/logging.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace sightglass::client {

namespace {
constexpr std::chrono::milliseconds kFlushEvery{250};
constexpr qint64 kMostMessageBytes = 16 * 1024 * 1024;
} // namespace

LiveClient::LiveClient(QObject* parent)
    : QObject(parent)
{
    m_flush.setSingleShot(true);
    m_reopen.setSingleShot(true);
    connect(&m_flush, &QTimer::timeout, this, &LiveClient::flush);
    connect(&m_reopen, &QTimer::timeout, this, &LiveClient::open);
}

LiveClient::~LiveClient()
{
    if (m_socket)
        m_socket->disconnect(this);
}

void LiveClient::follow(const Connection& connection, const QString& project)
{
    m_connection = connection;
    m_project = project;
    m_backoff.reset();
    m_reopen.stop();
    m_flush.stop();
    m_gathered = {};
    m_hasGathered = false;
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket.release()->deleteLater();
    }
    setConnected(false);
    if (connection.isValid() && !project.isEmpty())
        open();
}

void LiveClient::open()
{
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket.release()->deleteLater();
    }
    m_socket = std::make_unique<QWebSocket>();
    m_socket->setMaxAllowedIncomingMessageSize(kMostMessageBytes);
    connect(m_socket.get(), &QWebSocket::connected, this, &LiveClient::greet);
    connect(m_socket.get(), &QWebSocket::disconnected, this, &LiveClient::lost);
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this, &LiveClient::receive);
    m_isFirst = true;
    m_socket->open(m_connection.socket(QStringLiteral("/projects/%1/live").arg(m_project)));
}

void LiveClient::greet()
{
    const QJsonObject hello{{QStringLiteral("token"), m_connection.token}, {QStringLiteral("filters"), QJsonArray()}};
    m_socket->sendTextMessage(QString::fromUtf8(QJsonDocument(hello).toJson(QJsonDocument::Compact)));
}

void LiveClient::receive(const QString& message)
{
    Expected<LiveBatch> batch = parseLiveBatch(message.toUtf8());
    if (!batch) {
        qCWarning(lcWindow) << "live message not understood:" << batch.error().detail;
        return;
    }
    // The hub took our token: only now is this a good connection. It says so at once, be there events or not.
    m_backoff.reset();
    setConnected(true);
    m_gathered.events.append(batch->events);
    m_gathered.rejected.append(batch->rejected);
    m_gathered.skipped += batch->skipped;
    m_gathered.counters = batch->counters;
    m_hasGathered = true;
    if (m_gathered.events.size() > kMostRows) {
        const qsizetype surplus = m_gathered.events.size() - kMostRows;
        m_gathered.events.remove(0, surplus);
        m_gathered.skipped += surplus;
    }
    if (!m_flush.isActive())
        m_flush.start(kFlushEvery);
}

void LiveClient::flush()
{
    if (!m_hasGathered)
        return;
    m_hasGathered = false;
    Q_EMIT batchArrived(std::exchange(m_gathered, {}), std::exchange(m_isFirst, false));
}

void LiveClient::lost()
{
    setConnected(false);
    if (!m_reopen.isActive())
        m_reopen.start(m_backoff.next());
}

void LiveClient::setConnected(bool isConnected)
{
    if (m_isConnected == isConnected)
        return;
    m_isConnected = isConnected;
    Q_EMIT connectedChanged(isConnected);
}

} // namespace sightglass::client
