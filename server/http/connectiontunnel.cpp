// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The half of Connection that belongs to WebSockets and Qt HTTP Server's writing.
#include "http/connection.h"

#include "domain/binarysession.h"
#include "http/worker.h"

namespace sightglass::http {

namespace {
constexpr std::chrono::seconds kPingEvery{30};
}

void Connection::upgrade()
{
    if (m_port == nullptr)
        m_port = m_worker.module().open(*this);
    m_state = State::Tunnel;
    m_heardAt = m_worker.now();
    m_deadline = m_worker.now() + kPingEvery;
    m_port->passUpgrade(m_exchange.upgradeLines);
}

void Connection::moduleOpenedSocket()
{
    const Ticket ticket{m_slot, m_exchange.serial};
    m_worker.shared().counters.answered(m_exchange.row, 101);
    Worker* const worker = &m_worker;
    const auto box = m_worker.box();
    domain::SocketActions actions;
    actions.send = [worker, box, ticket](std::string text) {
        box->call([worker, ticket, text = std::move(text)] {
            if (Connection* connection = worker->find(ticket))
                connection->sendText(ticket.serial, text);
        });
    };
    actions.close = [worker, box, ticket](int code, std::string reason) {
        box->call([worker, ticket, code, reason = std::move(reason)] {
            if (Connection* connection = worker->find(ticket))
                connection->closeSocket(ticket.serial, code, reason);
        });
    };
    const auto& handler = m_worker.shared().parts.sockets.at(std::string(m_exchange.row->id));
    m_session = handler(m_exchange.request, std::move(actions));
}

void Connection::moduleReceived(std::string text)
{
    m_heardAt = m_worker.now();
    if (m_session != nullptr)
        m_session->received(std::move(text));
}

void Connection::moduleReceivedBytes(std::string bytes)
{
    m_heardAt = m_worker.now();
    if (auto* session = dynamic_cast<domain::BinarySession*>(m_session.get()))
        session->receivedBytes(std::move(bytes));
}

std::size_t Connection::moduleMessageLimit() const
{
    return m_exchange.row->bodyLimit;
}

void Connection::sendText(std::uint64_t serial, const std::string& text)
{
    if (m_state != State::Tunnel || serial != m_exchange.serial)
        return;
    m_port->sendText(text);
    if (m_transport->unsentBytes() > m_worker.shared().options.limits.unsentBytes)
        close();
}

/// 1008 is how a session says that the token in the first message was no good.
void Connection::closeSocket(std::uint64_t serial, int code, const std::string& reason)
{
    constexpr int kPolicyViolation = 1008;
    if (m_state != State::Tunnel || serial != m_exchange.serial)
        return;
    if (code == kPolicyViolation)
        m_worker.shared().addresses.failures.note(m_exchange.client, m_worker.now());
    m_port->closeSocket(code, reason);
}

void Connection::checkTunnel(Instant now)
{
    if (now - m_heardAt >= m_worker.shared().options.limits.idleTime) {
        close();
        return;
    }
    if (now >= m_deadline) {
        m_deadline = now + kPingEvery;
        m_port->ping();
    }
}

void Connection::moduleWrote(std::string_view bytes)
{
    if (m_collectsOutput)
        m_moduleOutput.append(bytes);
    else if (m_state != State::Closed)
        m_transport->write(bytes);
}

/// What the module has written may still be on its way out.
void Connection::moduleClosed()
{
    if (m_state == State::Answering && m_exchange.isThroughModule)
        close();
    if (m_state != State::Tunnel)
        return;
    m_exchange.keepsAlive = false;
    m_session.reset();
    finishExchange();
}

} // namespace sightglass::http
