// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/plaintransport.h"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace sightglass::http {

PlainTransport::PlainTransport(int descriptor, int epoll, TransportUser& user)
    : m_descriptor(descriptor)
    , m_user(user)
{
    epoll_event event{};
    event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
    event.data.ptr = this;
    m_isBroken = epoll_ctl(epoll, EPOLL_CTL_ADD, m_descriptor, &event) != 0;
}

PlainTransport::~PlainTransport()
{
    ::close(m_descriptor);
}

void PlainTransport::handleEvents(std::uint32_t events)
{
    const bool hasEndedBefore = std::exchange(m_hasPeerEnded, m_hasPeerEnded || (events & EPOLLRDHUP) != 0);
    if ((events & (EPOLLERR | EPOLLHUP)) != 0) {
        m_isBroken = true;
        m_user.transportBroke();
        return;
    }
    if (m_hasPeerEnded && !hasEndedBefore)
        m_user.peerStopped();
    if ((events & EPOLLOUT) != 0 && !m_unsent.empty())
        flush();
    if ((events & (EPOLLIN | EPOLLRDHUP)) != 0) {
        m_isReadable = true;
        m_user.bytesArrived();
    }
}

Transport::Read PlainTransport::read(std::span<char> into)
{
    if (!m_isReadable)
        return {};
    const ssize_t got = ::recv(m_descriptor, into.data(), into.size(), 0);
    if (got > 0) {
        // A short read of a stream has emptied it; the next byte is a new edge. Only the end has no edge of its own.
        m_isReadable = static_cast<std::size_t>(got) == into.size() || m_hasPeerEnded;
        return {Got::Bytes, static_cast<std::size_t>(got)};
    }
    m_isReadable = got == 0 || errno == EINTR;
    if (got == 0)
        return {Got::End, 0};
    const bool isEmpty = errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
    return {isEmpty ? Got::Nothing : Got::Broken, 0};
}

std::size_t PlainTransport::sendNow(std::string_view bytes)
{
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        const ssize_t went = ::send(m_descriptor, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (went >= 0) {
            sent += static_cast<std::size_t>(went);
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            return sent;
        } else if (errno != EINTR) {
            m_isBroken = true; // epoll reports it with the next round
            return bytes.size();
        }
    }
    return sent;
}

void PlainTransport::write(std::string_view bytes)
{
    if (m_isBroken)
        return;
    const std::size_t sent = m_unsent.empty() ? sendNow(bytes) : 0;
    m_unsent.append(bytes.substr(sent));
}

void PlainTransport::flush()
{
    m_unsent.erase(0, sendNow(m_unsent));
    if (!m_unsent.empty())
        return;
    if (m_shutsDown)
        ::shutdown(m_descriptor, SHUT_WR);
    m_user.bytesLeft();
}

void PlainTransport::shutdownWriting()
{
    m_shutsDown = true;
    if (m_unsent.empty())
        ::shutdown(m_descriptor, SHUT_WR);
}

} // namespace sightglass::http
