// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/transport.h"

#include <QSslSocket>

#include <memory>

class QSslConfiguration;

namespace sightglass::http {

/// A connection with TLS by QSslSocket, on the server thread's Qt event loop. The handshake counts as part of the first
/// head.
class TlsTransport final : public QObject, public Transport
{
public:
    TlsTransport(int descriptor, const QSslConfiguration& configuration, TransportUser& user);
    ~TlsTransport() override;

    [[nodiscard]] Read read(std::span<char> into) override;
    void write(std::string_view bytes) override;
    [[nodiscard]] std::size_t unsentBytes() const override;
    void shutdownWriting() override;

private:
    void reportBroken();

    TransportUser& m_user;
    std::unique_ptr<QSslSocket> m_socket;
    bool m_hasEnded = false;
};

} // namespace sightglass::http
