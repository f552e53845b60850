// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"
#include "core/counters.h"
#include "core/expected.h"
#include "domain/livefeed.h"
#include "domain/request.h"
#include "http/options.h"

#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace sightglass::http {

/// Handlers by id of the route table's rows ("segment.track", http/routes.h). A row without a handler does not exist on
/// this hub, except the catch-alls the layer answers itself.
using Handlers = std::unordered_map<std::string, domain::Handler>;

/// Likewise for rows of kind Socket.
using SocketHandlers = std::unordered_map<std::string, domain::SocketHandler>;

/// What the layer is composed of; made by the service.
struct HttpParts
{
    Handlers handlers;
    SocketHandlers sockets;
    /// Requests refused before a handler saw them; called on server threads, must be quick. May be empty.
    std::function<void(domain::Rejection)> refused;
    /// A peer that is no trusted proxy sent forwarding headers: its address. Called likewise. May be empty.
    std::function<void(const std::string&)> forwarder;
};

/// The hub's HTTP server: listeners, the gate that frames and limits requests, the route table, and the server threads
/// on which handlers are called (design §3). A handler gets a finished, decompressed request and answers from any
/// thread; answers posted together reach their connections with one wake-up per server thread.
///
/// Thread: constructed, started, stopped and destroyed on one thread, which must not be a server thread. Owner: the
/// service. The clock and the counters must outlive it. A QCoreApplication must exist.
class HttpServer
{
public:
    HttpServer(HttpOptions options, HttpParts parts, const Clock& clock, Counters& counters);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    /// Opens every listener or none and starts the threads. The addresses that answer, e.g. "http://127.0.0.1:8484", in
    /// the order of the options.
    /// Errors: InvalidInput (an option that makes no sense; `where` names it), Conflict (the address is taken, by
    /// another hub for example), Io (certificate unreadable, no permission for the port).
    [[nodiscard]] Expected<std::vector<std::string>> listen();

    /// Stops accepting, closes what is idle, finishes what was begun (at most five seconds), ends the threads.
    void stop();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sightglass::http
