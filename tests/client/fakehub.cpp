// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/fakehub.h"

#include <QJsonDocument>
#include <QTcpSocket>
#include <QWebSocket>

namespace sightglass::test {

namespace {

QByteArray headerOf(const QByteArray& head, const QByteArray& name)
{
    const QList<QByteArray> lines = head.split('\n');
    for (const QByteArray& line : lines) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.left(colon).trimmed().compare(name, Qt::CaseInsensitive) == 0)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

} // namespace

QByteArray json(const char* singleQuoted)
{
    return QByteArray(singleQuoted).replace('\'', '"');
}

QJsonObject object(const char* singleQuoted)
{
    return QJsonDocument::fromJson(json(singleQuoted)).object();
}

FakeHub::FakeHub(QObject* parent)
    : QObject(parent)
    , m_live(QStringLiteral("fake hub"), QWebSocketServer::NonSecureMode)
{
    connect(&m_server, &QTcpServer::newConnection, this, &FakeHub::accept);
    connect(&m_live, &QWebSocketServer::newConnection, this, &FakeHub::acceptLive);
    start();
}

FakeHub::~FakeHub()
{
    // Sockets are children and go after the members that their last signals would touch.
    const auto sockets = findChildren<QObject*>();
    for (QObject* socket : sockets)
        socket->disconnect(this);
}

QUrl FakeHub::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port));
}

void FakeHub::on(const QByteArray& request, Answer answer)
{
    on(request, [answer = std::move(answer)](const QJsonObject&) { return answer; });
}

void FakeHub::on(const QByteArray& request, Make make)
{
    m_answers.insert(request, std::move(make));
}

bool FakeHub::start()
{
    const bool listens = m_server.listen(QHostAddress::LocalHost, m_port);
    if (listens)
        m_port = m_server.serverPort();
    return listens;
}

void FakeHub::stop()
{
    m_server.close();
    const auto sockets = m_server.findChildren<QTcpSocket*>();
    for (QTcpSocket* socket : sockets)
        socket->abort();
    for (QWebSocket* socket : std::exchange(m_sockets, {}))
        socket->abort();
}

void FakeHub::sendLive(const QJsonObject& message)
{
    for (QWebSocket* socket : std::as_const(m_sockets))
        socket->sendTextMessage(QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
}

void FakeHub::accept()
{
    while (QTcpSocket* socket = m_server.nextPendingConnection()) {
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }
}

void FakeHub::read(QTcpSocket* socket)
{
    const QByteArray peeked = socket->peek(1 << 20);
    const qsizetype end = peeked.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    const QByteArray head = peeked.left(end);
    if (!headerOf(head, "Sec-WebSocket-Key").isEmpty()) {
        socket->disconnect(this);
        m_live.handleConnection(socket);
        Q_EMIT socket->readyRead();
        return;
    }
    const qsizetype length = headerOf(head, "Content-Length").toLongLong();
    if (peeked.size() < end + 4 + length)
        return;
    const QByteArray body = socket->read(end + 4 + length).mid(end + 4);
    const QList<QByteArray> first = head.left(head.indexOf("\r\n")).split(' ');
    const Seen request{first.value(0), first.value(1), headerOf(head, "Authorization"),
                       QJsonDocument::fromJson(body).object()};
    m_seen.append(request);
    const Answer answer = answerTo(request);
    socket->write("HTTP/1.1 " + QByteArray::number(answer.status) +
                  " X\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(answer.body.size()) +
                  "\r\n\r\n" + answer.body);
}

FakeHub::Answer FakeHub::answerTo(const Seen& request)
{
    const QByteArray path =
        request.target.left(request.target.indexOf('?') < 0 ? request.target.size() : request.target.indexOf('?'));
    const auto make = m_answers.constFind(request.verb + ' ' + path);
    if (make != m_answers.constEnd())
        return (*make)(request.body);
    m_unexpected.append(QString::fromUtf8(request.verb + ' ' + request.target));
    return {599, {}};
}

void FakeHub::acceptLive()
{
    while (QWebSocket* socket = m_live.nextPendingConnection()) {
        socket->setParent(this);
        connect(socket, &QWebSocket::disconnected, this, [this, socket] { m_sockets.removeAll(socket); });
        connect(socket, &QWebSocket::textMessageReceived, this, [this, socket](const QString& message) {
            m_greetings.append(message);
            m_sockets.append(socket);
            socket->sendTextMessage(QStringLiteral("{}")); // a hub says at once that it listens
            Q_EMIT greeted();
        });
    }
}

} // namespace sightglass::test
