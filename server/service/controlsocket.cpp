// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/controlsocket.h"

#include "core/handover.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QPointer>

#include <sys/socket.h>
#include <unistd.h>

namespace sightglass::service {

namespace {

constexpr qint64 kLongestLine = 64 * 1024 * 1024;
constexpr int kPatienceMs = 10 * 60 * 1000; // a backup of a large file may take its time

QString text(const QJsonObject& object, const char* member)
{
    return object.value(QLatin1String(member)).toString();
}

bool isOwnUser(const QLocalSocket& socket)
{
    ucred peer{};
    socklen_t length = sizeof peer;
    const auto descriptor = static_cast<int>(socket.socketDescriptor());
    return ::getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 &&
           (peer.uid == ::geteuid() || peer.uid == 0);
}

domain::Method parseMethod(const QString& method)
{
    using enum domain::Method;
    for (const domain::Method known : {Get, Post, Put, Patch, Delete})
        if (QString::fromUtf8(name(known)) == method)
            return known;
    return Other;
}

QByteArray line(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

QString controlSocketPath(const QString& directory)
{
    return directory + QStringLiteral("/control");
}

ControlServer::ControlServer(domain::Handler handler, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_handler(std::move(handler))
    , m_clock(clock)
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &ControlServer::accept);
}

Expected<void> ControlServer::listen(const QString& directory)
{
    const QString path = controlSocketPath(directory);
    QLocalServer::removeServer(path);
    if (!m_server.listen(path))
        return unexpected(ErrorCode::Io, QStringLiteral("cannot open the local socket: ") + m_server.errorString(),
                          path);
    return {};
}

void ControlServer::close()
{
    m_server.close();
}

void ControlServer::accept()
{
    while (QLocalSocket* socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        if (!isOwnUser(*socket)) {
            socket->abort();
            continue;
        }
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { serve(socket); });
        serve(socket);
    }
}

void ControlServer::serve(QLocalSocket* socket)
{
    while (socket->canReadLine())
        answer(socket, socket->readLine(kLongestLine));
    if (socket->bytesAvailable() >= kLongestLine)
        socket->abort();
}

void ControlServer::answer(QLocalSocket* socket, const QByteArray& bytes)
{
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    domain::Request request;
    request.method = parseMethod(text(object, "method"));
    request.path = text(object, "path").toStdString();
    request.query = text(object, "query").toStdString();
    request.target = request.path + (request.query.empty() ? "" : "?" + request.query);
    request.body = text(object, "body").toStdString();
    request.receivedAt = m_clock.now();
    request.scheme = "unix";
    request.host = "control";
    request.privateAuthority = true;
    m_handler(std::move(request), [this, guard = QPointer<QLocalSocket>(socket)](domain::Response response) {
        const QByteArray reply = line({{QStringLiteral("status"), response.status},
                                       {QStringLiteral("type"), QString::fromStdString(response.contentType)},
                                       {QStringLiteral("body"), QString::fromStdString(response.body)}});
        QMetaObject::invokeMethod(this, HandedOver([guard, reply] {
                                      if (guard) {
                                          guard->write(reply);
                                          guard->flush();
                                      }
                                  }));
    });
}

Expected<domain::Response> askRunningHub(const QString& directory, const domain::Request& request)
{
    QLocalSocket socket;
    socket.connectToServer(controlSocketPath(directory));
    if (!socket.waitForConnected(2000)) {
        if (socket.error() == QLocalSocket::SocketAccessError)
            return unexpected(ErrorCode::Forbidden, QStringLiteral("the hub on this directory belongs to another user"),
                              directory);
        return unexpected(ErrorCode::NotFound, QStringLiteral("no hub is running on this directory"), directory);
    }
    socket.write(line({{QStringLiteral("method"), QString::fromUtf8(name(request.method))},
                       {QStringLiteral("path"), QString::fromStdString(request.path)},
                       {QStringLiteral("query"), QString::fromStdString(request.query)},
                       {QStringLiteral("body"), QString::fromStdString(request.body)}}));
    while (!socket.canReadLine()) {
        if (socket.waitForReadyRead(kPatienceMs))
            continue;
        if (socket.state() != QLocalSocket::ConnectedState && !socket.canReadLine())
            return unexpected(ErrorCode::Io, QStringLiteral("the running hub closed the connection"), directory);
        if (socket.error() == QLocalSocket::SocketTimeoutError)
            return unexpected(ErrorCode::Timeout, QStringLiteral("the running hub does not answer"), directory);
    }
    const QJsonObject object = QJsonDocument::fromJson(socket.readLine()).object();
    return domain::Response{object.value(QLatin1String("status")).toInt(),
                            text(object, "type").toStdString(),
                            {},
                            text(object, "body").toStdString()};
}

} // namespace sightglass::service
