// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/transport.h"

#include <cstdint>
#include <string>

namespace sightglass::http {

/// A TCP or local socket without TLS, watched by the server thread's own epoll set, edge-triggered and registered once:
/// a request costs one recv and one send, and idle connections cost nothing (Qt's event loop polls them all, design
/// §3).
class PlainTransport final : public Transport
{
public:
    /// Takes the non-blocking descriptor and puts it into the set.
    PlainTransport(int descriptor, int epoll, TransportUser& user);
    ~PlainTransport() override;
    PlainTransport(const PlainTransport&) = delete;
    PlainTransport& operator=(const PlainTransport&) = delete;

    [[nodiscard]] Read read(std::span<char> into) override;
    void write(std::string_view bytes) override;
    [[nodiscard]] std::size_t unsentBytes() const override { return m_unsent.size(); }
    void shutdownWriting() override;

    /// Called by the server thread with what epoll said.
    void handleEvents(std::uint32_t events);

private:
    /// How much of it went; the size when the connection is broken, so that nobody waits for it.
    std::size_t sendNow(std::string_view bytes);
    void flush();

    const int m_descriptor;
    TransportUser& m_user;
    std::string m_unsent;
    bool m_isReadable = false;
    bool m_hasPeerEnded = false;
    bool m_isBroken = false;
    bool m_shutsDown = false;
};

} // namespace sightglass::http
