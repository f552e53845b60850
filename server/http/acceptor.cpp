// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/acceptor.h"

#include "core/logging.h"
#include "http/worker.h"
#include "http/workerthread.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string_view>

namespace sightglass::http {

namespace {

constexpr int kWaitForDescriptorsMs = 100;

constexpr std::string_view kTooManyFromYou =
    "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 5\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
    "20\r\nConnection: close\r\n\r\n"
    "too many connections";
constexpr std::string_view kTooManyInAll =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
    "20\r\nConnection: close\r\n\r\n"
    "too many connections";

/// A few words before hanging up; nobody waits for them to be taken.
void turnAway(int descriptor, bool isTls, std::string_view answer)
{
    if (!isTls) {
        [[maybe_unused]] const ssize_t sent =
            ::send(descriptor, answer.data(), answer.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        ::shutdown(descriptor, SHUT_WR);
    }
    ::close(descriptor);
}

} // namespace

Acceptor::Acceptor(Shared& shared, const std::vector<ListeningSocket>& sockets,
                   const std::vector<std::unique_ptr<WorkerThread>>& workers)
    : m_shared(shared)
    , m_sockets(sockets)
    , m_workers(workers)
    , m_stopDescriptor(eventfd(0, EFD_CLOEXEC))
    , m_thread([this] { run(); })
{
}

Acceptor::~Acceptor()
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(m_stopDescriptor, &one, sizeof one);
    m_thread.join();
    ::close(m_stopDescriptor);
}

void Acceptor::run()
{
    std::vector<pollfd> watched;
    watched.push_back({m_stopDescriptor, POLLIN, 0});
    for (const ListeningSocket& socket : m_sockets)
        watched.push_back({socket.descriptor(), POLLIN, 0});
    while (::poll(watched.data(), watched.size(), -1) >= 0 || errno == EINTR) {
        if (watched[0].revents != 0)
            return;
        for (std::size_t listener = 0; listener < m_sockets.size(); ++listener) {
            if (watched[listener + 1].revents != 0 && !acceptAll(listener))
                ::poll(watched.data(), 1, kWaitForDescriptorsMs);
        }
    }
}

bool Acceptor::acceptAll(std::size_t listener)
{
    while (true) {
        sockaddr_storage address{};
        socklen_t size = sizeof address;
        const int descriptor = ::accept4(m_sockets[listener].descriptor(), reinterpret_cast<sockaddr*>(&address), &size,
                                         SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (descriptor >= 0) {
            take(descriptor, listener, IpAddress::of(address));
        } else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
            qCWarning(lcHttp) << "cannot accept connections for the moment: out of descriptors or memory";
            return false;
        } else if (errno != EINTR && errno != ECONNABORTED) {
            return true;
        }
    }
}

void Acceptor::take(int descriptor, std::size_t listener, const IpAddress& address)
{
    const ListenerView& view = m_shared.listeners[listener];
    Accepted accepted{descriptor, listener, {address, false, view.tls.has_value()}};
    accepted.peer.isTrustedProxy = m_sockets[listener].isLocal() || m_shared.trusted.contains(address);
    if (m_shared.connections.load() >= m_shared.options.limits.connections) {
        m_shared.counters.refused("too_many_connections");
        turnAway(descriptor, view.tls.has_value(), kTooManyInAll);
        return;
    }
    if (!accepted.peer.isTrustedProxy && !m_shared.addresses.open(address)) {
        m_shared.counters.refused("too_many_connections_of_address");
        turnAway(descriptor, view.tls.has_value(), kTooManyFromYou);
        return;
    }
    const int on = 1;
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    m_shared.connections.fetch_add(1);
    m_shared.counters.connectionOpened();
    const auto& least = *std::min_element(m_workers.begin(), m_workers.end(),
                                          [](const auto& a, const auto& b) { return a->load() < b->load(); });
    if (!least->give(accepted))
        ::close(descriptor);
}

} // namespace sightglass::http
