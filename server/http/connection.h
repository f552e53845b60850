// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/answer.h"
#include "http/exchange.h"
#include "http/gatekeeper.h"
#include "http/intakememory.h"
#include "http/module.h"
#include "http/transport.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace sightglass::http {

class Worker;

/// The gate of one connection: frames requests, keeps their limits and times, hands them to handlers one at a time,
/// writes the answers in order (design §3). Ingest rows are served right here; other rows, and WebSockets, pass Qt HTTP
/// Server.
///
/// Thread: its server thread. Owner: its Worker, which it asks to be dropped when it ends.
class Connection final : public TransportUser, public ModuleUser
{
public:
    using Instant = std::chrono::steady_clock::time_point;

    Connection(Worker& worker, std::size_t slot, const ListenerView& listener, const PeerView& peer);
    ~Connection() override;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void start(std::unique_ptr<Transport> transport);
    /// The handler's answer; ignored unless it is the one awaited.
    void answer(std::uint64_t serial, const domain::Response& response);
    /// Ends what has taken too long. Called a few times a second.
    void checkTimes(Instant now);
    /// There is intake memory again.
    void resume();
    /// The hub stops: no further request, and the end when nothing is under way.
    void finish();

    // What a WebSocket's session may do.
    void sendText(std::uint64_t serial, const std::string& text);
    void closeSocket(std::uint64_t serial, int code, const std::string& reason);

    [[nodiscard]] const PeerView& peer() const { return m_peer; }
    [[nodiscard]] std::size_t slot() const { return m_slot; }

    void bytesArrived() override;
    void peerStopped() override;
    void bytesLeft() override;
    void transportBroke() override;
    void moduleTookRequest() override;
    void moduleWrote(std::string_view bytes) override;
    void moduleOpenedSocket() override;
    void moduleReceived(std::string text) override;
    void moduleReceivedBytes(std::string bytes) override;
    [[nodiscard]] std::size_t moduleMessageLimit() const override;
    void moduleClosed() override;

private:
    enum class State : std::uint8_t { Head, Body, Answering, Draining, Tunnel, Closed };

    void pump();
    bool readOnce();
    void consumeBuffer();
    [[nodiscard]] std::size_t consume(std::string_view bytes);
    [[nodiscard]] std::size_t consumeHead(std::string_view bytes);
    [[nodiscard]] std::size_t consumeBody(std::string_view bytes);
    void takeHead(bool isBodyThere);
    void takeRequest(Verdict& verdict, bool isBodyThere);
    void dispatch();
    void callHandler();
    void upgrade();

    void refuse(const Refusal& refusal, bool mustClose);
    void report(const Refusal& refusal, Owner owner) const;
    void respond(const domain::Response& response);
    void finishExchange();
    void peerEnded();
    void overloaded();
    void timedOut();
    void checkTunnel(Instant now);
    [[nodiscard]] bool isStarving();
    void close();
    /// Nobody waits for the answer any more.
    void abandon();
    void renewExchange();
    void chargeMemory();
    [[nodiscard]] bool isUnfinished() const
    {
        return (m_state == State::Head && !m_buffer.empty()) || m_state == State::Body;
    }

    Worker& m_worker;
    const std::size_t m_slot;
    const ListenerView& m_listener;
    const PeerView m_peer;
    const std::string m_peerText;
    State m_state = State::Head;
    std::string m_buffer;       ///< Read but not consumed.
    std::size_t m_searched = 0; ///< Bytes of an unfinished head known not to hold its end.
    bool m_needsMore = false;
    bool m_isPumping = false;
    bool m_hasPeerEnded = false;   ///< Everything it sent has been read.
    bool m_hasPeerStopped = false; ///< It sends no more; there may be something to read.
    bool m_isStopping = false;
    Instant m_deadline;
    Instant m_starvedSince{}; ///< Epoch = not starved.
    Instant m_heardAt{};      ///< Tunnel: last sign of life.
    Exchange m_exchange;
    MemoryShare m_memory;
    std::string m_moduleOutput; ///< Collected while the module writes an answer.
    bool m_collectsOutput = false;
    // In this order: a port that goes may still say something, and the session may use both.
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<ModulePort> m_port;
    std::unique_ptr<domain::SocketSession> m_session;
};

} // namespace sightglass::http
