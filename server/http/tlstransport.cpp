// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/tlstransport.h"

#include <QSslConfiguration>

#include <unistd.h>

namespace sightglass::http {

namespace {
/// Bounds what Qt reads ahead of us, so that a paused connection holds no more than this.
constexpr qint64 kReadAheadBytes = 64 * 1024;
} // namespace

TlsTransport::TlsTransport(int descriptor, const QSslConfiguration& configuration, TransportUser& user)
    : m_user(user)
    , m_socket(std::make_unique<QSslSocket>())
{
    m_socket->setReadBufferSize(kReadAheadBytes);
    if (!m_socket->setSocketDescriptor(descriptor)) {
        ::close(descriptor);
        QMetaObject::invokeMethod(
            this, [this] { m_user.transportBroke(); }, Qt::QueuedConnection);
        return;
    }
    // Queued: the user must not be called from inside a call of his own.
    connect(
        m_socket.get(), &QSslSocket::readyRead, this, [this] { m_user.bytesArrived(); }, Qt::QueuedConnection);
    connect(
        m_socket.get(), &QSslSocket::encryptedBytesWritten, this,
        [this] {
            if (unsentBytes() == 0)
                m_user.bytesLeft();
        },
        Qt::QueuedConnection);
    connect(
        m_socket.get(), &QSslSocket::disconnected, this, [this] { reportBroken(); }, Qt::QueuedConnection);
    connect(
        m_socket.get(), &QSslSocket::errorOccurred, this, [this] { reportBroken(); }, Qt::QueuedConnection);
    m_socket->setSslConfiguration(configuration);
    m_socket->startServerEncryption();
}

TlsTransport::~TlsTransport()
{
    m_socket->disconnect(this);
}

/// Bytes that came before the end are still there: let the user read up to it.
void TlsTransport::reportBroken()
{
    if (m_hasEnded)
        return;
    m_hasEnded = true;
    if (m_socket->bytesAvailable() > 0) {
        m_user.peerStopped();
        m_user.bytesArrived();
    } else {
        m_user.transportBroke();
    }
}

Transport::Read TlsTransport::read(std::span<char> into)
{
    const qint64 got = m_socket->read(into.data(), static_cast<qint64>(into.size()));
    if (got > 0)
        return {Got::Bytes, static_cast<std::size_t>(got)};
    return {m_hasEnded ? Got::End : Got::Nothing, 0};
}

void TlsTransport::write(std::string_view bytes)
{
    m_socket->write(bytes.data(), static_cast<qint64>(bytes.size()));
}

std::size_t TlsTransport::unsentBytes() const
{
    return static_cast<std::size_t>(m_socket->bytesToWrite() + m_socket->encryptedBytesToWrite());
}

void TlsTransport::shutdownWriting()
{
    m_socket->disconnectFromHost();
}

} // namespace sightglass::http
