// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/module.h"

#include <QAbstractHttpServer>
#include <QHttpServerResponder>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QWebSocket>

#include <fcntl.h>

#include <algorithm>
#include <unordered_map>

namespace sightglass::http {

namespace {
/// Spec routes §1, row "live".
} // namespace

/// A socket without a descriptor, as design §3 found it to work: what the connection feeds is read from it, what is
/// written to it goes to the connection. The module, and after an upgrade QWebSocket, take it for a connected
/// QTcpSocket.
class HttpModule::Socket final : public QTcpSocket
{
public:
    explicit Socket(ModuleUser& moduleUser)
        : user(&moduleUser)
    {
        setOpenMode(QIODevice::ReadWrite | QIODevice::Unbuffered);
        setSocketState(QAbstractSocket::ConnectedState);
        setPeerAddress(QHostAddress(QHostAddress::LocalHost));
    }

    void feed(std::string_view bytes)
    {
        m_input.append(bytes.data(), static_cast<qsizetype>(bytes.size()));
        Q_EMIT readyRead();
    }

    qint64 bytesAvailable() const override { return QIODevice::bytesAvailable() + m_input.size(); }
    qint64 bytesToWrite() const override { return 0; }
    bool canReadLine() const override { return m_input.contains('\n') || QIODevice::canReadLine(); }
    void disconnectFromHost() override { close(); }
    void setSocketOption(QAbstractSocket::SocketOption, const QVariant&) override {}
    void close() override
    {
        if (state() == QAbstractSocket::UnconnectedState)
            return;
        setSocketState(QAbstractSocket::UnconnectedState);
        if (user != nullptr)
            user->moduleClosed();
        Q_EMIT stateChanged(QAbstractSocket::UnconnectedState);
        Q_EMIT disconnected();
    }

    ModuleUser* user; ///< Null when the connection has gone.
    const QHttpServerRequest* request = nullptr;

protected:
    qint64 readData(char* data, qint64 maxSize) override
    {
        const qint64 size = std::min<qint64>(maxSize, m_input.size());
        std::copy_n(m_input.cbegin(), size, data);
        m_input.remove(0, size);
        return size;
    }
    qint64 readLineData(char* data, qint64 maxSize) override { return QIODevice::readLineData(data, maxSize); }
    qint64 writeData(const char* data, qint64 size) override
    {
        if (user != nullptr)
            user->moduleWrote({data, static_cast<std::size_t>(size)});
        return size;
    }

private:
    QByteArray m_input;
};

class ModulePort::Private
{
public:
    HttpModule::Server* server = nullptr;
    ModuleUser* user = nullptr;
    std::uint64_t id = 0;
    QPointer<HttpModule::Socket> socket;
    std::unique_ptr<QWebSocket> webSocket;

    void adopt(std::unique_ptr<QWebSocket> upgraded);
};

/// The module's listener: never accepts, is handed sockets.
class HttpModule::Doorway final : public QTcpServer
{
public:
    using QTcpServer::QTcpServer;

    void handOver(Socket* socket) { addPendingConnection(socket); }
    QTcpSocket* nextPendingConnection() override
    {
        QTcpSocket* const socket = QTcpServer::nextPendingConnection();
        pauseAccepting(); // taking one switches accepting on again
        return socket;
    }
};

class HttpModule::Server final : public QAbstractHttpServer
{
public:
    Server()
    {
        connect(this, &QAbstractHttpServer::newWebSocketConnection, this, [this] { takeWebSockets(); });
    }

    QHttpServerResponder responderFor(Socket* socket) { return makeResponder(*socket->request, socket); }

    std::unordered_map<std::uint64_t, ModulePort::Private*> ports;

protected:
    bool handleRequest(const QHttpServerRequest& request, QTcpSocket* tcpSocket) override
    {
        auto* const socket = static_cast<Socket*>(tcpSocket);
        socket->request = &request;
        if (socket->user != nullptr)
            socket->user->moduleTookRequest();
        return true;
    }
    void missingHandler(const QHttpServerRequest&, QTcpSocket*) override {}

private:
    void takeWebSockets()
    {
        while (hasPendingWebSocketConnections()) {
            auto webSocket = nextPendingWebSocketConnection();
            const auto port = ports.find(webSocket->requestUrl().path().mid(1).toULongLong());
            if (port != ports.end())
                port->second->adopt(std::move(webSocket));
        }
    }
};

HttpModule::HttpModule(int listeningDescriptor)
    : m_server(std::make_unique<Server>())
{
    m_doorway = new Doorway(m_server.get());
    const int copy = ::fcntl(listeningDescriptor, F_DUPFD_CLOEXEC, 0);
    if (m_doorway->setSocketDescriptor(copy))
        m_doorway->pauseAccepting();
    m_server->bind(m_doorway);
}

HttpModule::~HttpModule() = default;

std::unique_ptr<ModulePort> HttpModule::open(ModuleUser& user)
{
    auto port = std::make_unique<ModulePort::Private>();
    port->server = m_server.get();
    port->user = &user;
    port->id = ++m_lastPort;
    port->socket = new Socket(user);
    m_server->ports.emplace(port->id, port.get());
    m_doorway->handOver(port->socket);
    return std::unique_ptr<ModulePort>(new ModulePort(std::move(port)));
}

ModulePort::ModulePort(std::unique_ptr<Private> state)
    : d(std::move(state))
{
}

ModulePort::~ModulePort()
{
    d->server->ports.erase(d->id);
    if (d->socket != nullptr)
        d->socket->user = nullptr;
    if (d->webSocket != nullptr) {
        d->webSocket->disconnect();
        d->webSocket.release()->deleteLater(); // it owns the socket, and may be the one who called us
    } else if (d->socket != nullptr) {
        d->socket->deleteLater();
    }
}

void ModulePort::passRequest()
{
    d->socket->feed("POST / HTTP/1.1\r\nHost: hub\r\nContent-Length: 0\r\n\r\n");
}

void ModulePort::passUpgrade(std::string_view headerLines)
{
    std::string head = "GET /" + std::to_string(d->id) + " HTTP/1.1\r\n";
    head.append(headerLines).append("\r\n");
    d->socket->feed(head);
}

void ModulePort::feed(std::string_view bytes)
{
    if (d->socket != nullptr)
        d->socket->feed(bytes);
}

void ModulePort::reply(int status, std::string_view headerLines, std::string_view body)
{
    if (d->socket == nullptr || d->socket->request == nullptr)
        return;
    QHttpServerResponder responder = d->server->responderFor(d->socket);
    responder.writeStatusLine(static_cast<QHttpServerResponder::StatusCode>(status));
    while (!headerLines.empty()) {
        const std::size_t end = headerLines.find("\r\n");
        const std::size_t colon = headerLines.find(": ");
        const auto bytes = [](std::string_view text) {
            return QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
        };
        responder.writeHeader(bytes(headerLines.substr(0, colon)),
                              bytes(headerLines.substr(colon + 2, end - colon - 2)));
        headerLines.remove_prefix(end + 2);
    }
    responder.writeBody(body.data(), static_cast<qint64>(body.size()));
}

void ModulePort::Private::adopt(std::unique_ptr<QWebSocket> upgraded)
{
    webSocket = std::move(upgraded);
    webSocket->setMaxAllowedIncomingMessageSize(user->moduleMessageLimit());
    webSocket->setMaxAllowedIncomingFrameSize(user->moduleMessageLimit());
    QObject::connect(webSocket.get(), &QWebSocket::textMessageReceived, webSocket.get(),
                     [this](const QString& text) { user->moduleReceived(text.toStdString()); });
    QObject::connect(webSocket.get(), &QWebSocket::binaryMessageReceived, webSocket.get(),
                     [this](const QByteArray& bytes) { user->moduleReceivedBytes(bytes.toStdString()); });
    QObject::connect(webSocket.get(), &QWebSocket::disconnected, webSocket.get(), [this] { user->moduleClosed(); });
    user->moduleOpenedSocket();
}

void ModulePort::sendText(const std::string& text)
{
    if (d->webSocket != nullptr)
        d->webSocket->sendTextMessage(QString::fromStdString(text));
}

void ModulePort::closeSocket(int code, const std::string& reason)
{
    if (d->webSocket != nullptr)
        d->webSocket->close(static_cast<QWebSocketProtocol::CloseCode>(code), QString::fromStdString(reason));
}

void ModulePort::ping()
{
    if (d->webSocket != nullptr)
        d->webSocket->ping();
}

bool ModulePort::isSocket() const
{
    return d->webSocket != nullptr;
}

} // namespace sightglass::http
