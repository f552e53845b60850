// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace sightglass::http {

/// What a connection hears from Qt HTTP Server.
class ModuleUser
{
public:
    virtual ~ModuleUser() = default;
    virtual void moduleTookRequest() = 0;                    ///< Now call the handler.
    virtual void moduleWrote(std::string_view bytes) = 0;    ///< For the peer.
    virtual void moduleOpenedSocket() = 0;                   ///< The upgrade to WebSocket is done.
    virtual void moduleReceived(std::string text) = 0;       ///< A text message.
    virtual void moduleReceivedBytes(std::string bytes) = 0; ///< A binary message.
    [[nodiscard]] virtual std::size_t
    moduleMessageLimit() const = 0;  ///< Bytes of a message; a longer one closes the socket.
    virtual void moduleClosed() = 0; ///< The module is done with this connection.
};

class ModulePort;

/// Qt HTTP Server and its WebSockets on one server thread: the only file that knows the module, because what changed in
/// it after Qt 6.4 should have to be changed once. The module sees a fixed, clean request; the real one waits in the
/// connection.
///
/// Thread: one object per server thread, on that thread. Ports must go before it does.
class HttpModule
{
public:
    /// `listeningDescriptor`: any listening socket; the module wants to see one, it never accepts from it.
    explicit HttpModule(int listeningDescriptor);
    ~HttpModule();
    HttpModule(const HttpModule&) = delete;
    HttpModule& operator=(const HttpModule&) = delete;

    /// One connection's way through the module.
    [[nodiscard]] std::unique_ptr<ModulePort> open(ModuleUser& user);

private:
    friend class ModulePort;
    class Server;
    class Doorway;
    class Socket;

    std::unique_ptr<Server> m_server;
    Doorway* m_doorway = nullptr; ///< Owned by the server, as the module wants it.
    std::uint64_t m_lastPort = 0;
};

/// See HttpModule. Destroying it ends what the module does for the connection, also in the middle of a request.
class ModulePort
{
public:
    ~ModulePort();
    ModulePort(const ModulePort&) = delete;
    ModulePort& operator=(const ModulePort&) = delete;

    /// Puts a request before the module; moduleTookRequest() follows at once.
    void passRequest();
    /// The same for an upgrade to WebSocket; `headerLines` of the client, each with CRLF.
    void passUpgrade(std::string_view headerLines);
    /// Bytes from the peer after the upgrade.
    void feed(std::string_view bytes);
    /// Answers the request passed last, by the module's own responder.
    void reply(int status, std::string_view headerLines, std::string_view body);

    void sendText(const std::string& text);
    void closeSocket(int code, const std::string& reason);
    void ping();
    [[nodiscard]] bool isSocket() const;

private:
    friend class HttpModule;
    class Private;
    explicit ModulePort(std::unique_ptr<Private> d);

    std::unique_ptr<Private> d;
};

} // namespace sightglass::http
