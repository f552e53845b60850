// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/listeningsocket.h"
#include "http/shared.h"

#include <memory>
#include <thread>
#include <vector>

namespace sightglass::http {

class WorkerThread;

/// The one thread that accepts: counts connections, and hands each to the server thread that has the fewest.
/// Thread: made and destroyed on the HttpServer's thread; destroying stops accepting and joins.
class Acceptor
{
public:
    Acceptor(Shared& shared, const std::vector<ListeningSocket>& sockets,
             const std::vector<std::unique_ptr<WorkerThread>>& workers);
    ~Acceptor();
    Acceptor(const Acceptor&) = delete;
    Acceptor& operator=(const Acceptor&) = delete;

private:
    void run();
    /// False when the process has no descriptors left: worth waiting a moment.
    bool acceptAll(std::size_t listener);
    void take(int descriptor, std::size_t listener, const IpAddress& address);

    Shared& m_shared;
    const std::vector<ListeningSocket>& m_sockets;
    const std::vector<std::unique_ptr<WorkerThread>>& m_workers;
    const int m_stopDescriptor;
    std::thread m_thread;
};

} // namespace sightglass::http
