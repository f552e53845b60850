// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "http/options.h"

#include <cstdint>
#include <string>

namespace sightglass::http {

/// One listening socket, TCP or local. Plain sockets instead of QTcpServer: the acceptor blocks on them without an
/// event loop, and a second hub on the same port gets a refusal, never half of the connections.
class ListeningSocket
{
public:
    /// Errors: InvalidInput (no such address), Conflict (taken), Io (not allowed, …).
    [[nodiscard]] static Expected<ListeningSocket> open(const ListenerOptions& options);

    ListeningSocket(ListeningSocket&& other) noexcept;
    ListeningSocket& operator=(ListeningSocket&& other) noexcept;
    ~ListeningSocket();

    [[nodiscard]] int descriptor() const { return m_descriptor; }
    [[nodiscard]] std::uint16_t port() const { return m_port; } ///< The one it really has; 0 for a local socket.
    [[nodiscard]] const std::string& url() const { return m_url; }
    [[nodiscard]] bool isLocal() const { return !m_path.empty(); }

private:
    explicit ListeningSocket(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    [[nodiscard]] static Expected<ListeningSocket> openTcp(const ListenerOptions& options);
    [[nodiscard]] static Expected<ListeningSocket> openLocal(const std::string& path);

    int m_descriptor = -1;
    std::uint16_t m_port = 0;
    std::string m_path; ///< Of a local socket, removed at the end.
    std::string m_url;
};

} // namespace sightglass::http
