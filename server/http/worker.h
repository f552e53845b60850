// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/answer.h"
#include "http/gatekeeper.h"
#include "http/module.h"
#include "http/shared.h"

#include <QBasicTimer>
#include <QObject>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

class QSocketNotifier;

namespace sightglass::http {

class Connection;

/// A descriptor as the acceptor hands it over.
struct Accepted
{
    int descriptor = -1;
    std::size_t listener = 0;
    PeerView peer;
};

/// What one server thread has: its connections, its epoll set (which Qt's event loop watches as a single descriptor),
/// its part of Qt HTTP Server, and buffers that all its connections take turns with. Thread: created, used and
/// destroyed on its server thread; others reach it through its WorkerBox.
class Worker final : public QObject
{
public:
    using Instant = std::chrono::steady_clock::time_point;

    /// `load`: connections of this thread, read by the acceptor. `listeningDescriptor`: see HttpModule.
    Worker(Shared& shared, std::shared_ptr<WorkerBox> box, std::atomic<std::size_t>& load, int listeningDescriptor);
    ~Worker() override;

    void adopt(const Accepted& accepted);
    /// Finishes what was begun, five seconds at most, then ends the thread's event loop.
    void beginStop();

    // For connections.
    [[nodiscard]] Shared& shared() { return m_shared; }
    [[nodiscard]] const Gatekeeper& gatekeeper() const { return m_gatekeeper; }
    [[nodiscard]] const std::shared_ptr<WorkerBox>& box() const { return m_box; }
    [[nodiscard]] HttpModule& module();
    [[nodiscard]] std::uint64_t nextSerial() { return ++m_lastSerial; }
    [[nodiscard]] Instant now() const { return m_now; }
    void noteStarved() { m_hasStarved = true; }
    [[nodiscard]] std::string_view dateLine();
    [[nodiscard]] Connection* find(const Ticket& ticket);
    void drop(Connection& connection);
    /// Something was done outside the epoll rounds, by a Qt signal: answers and dropped connections still want their
    /// turn.
    void settleLater();

    RequestHead head;          ///< Scratch, valid during one call.
    Target target;             ///< Scratch, valid during one call.
    std::vector<char> scratch; ///< Where sockets are read into.

protected:
    void timerEvent(QTimerEvent* event) override;

private:
    void handleReady();
    /// One look into the epoll set; false when nothing was ready.
    bool handleRound();
    void deliverAnswers();
    void deliver(const std::vector<AnswerMessage>& answers);
    template <typename Visit> void forEachConnection(Visit visit)
    {
        for (std::size_t slot = 0; slot < m_connections.size(); ++slot) {
            if (m_connections[slot] != nullptr)
                visit(*m_connections[slot]);
        }
    }
    void endIfDone();
    void runCalls();
    /// What has to follow whatever happened on this thread.
    void settle();
    void resumeStarved();
    void refreshNow() { m_now = std::chrono::steady_clock::now(); }

    Shared& m_shared;
    const std::shared_ptr<WorkerBox> m_box;
    std::atomic<std::size_t>& m_load;
    const int m_listeningDescriptor;
    const int m_epoll;
    const Gatekeeper m_gatekeeper;
    std::unique_ptr<QSocketNotifier> m_notifier;
    std::unique_ptr<HttpModule> m_module;
    std::vector<std::unique_ptr<Connection>> m_connections; ///< By slot; empty slots are in m_freeSlots.
    std::vector<std::size_t> m_freeSlots;
    std::vector<std::unique_ptr<Connection>> m_dropped; ///< Gone, but perhaps still on the stack.
    QBasicTimer m_tick;
    Instant m_now{};
    std::uint64_t m_lastSerial = 0;
    std::string m_dateLine;
    std::int64_t m_dateSecond = -1;
    Instant m_stopAt{};        ///< Epoch = not stopping.
    bool m_hasStarved = false; ///< Some connection waits for intake memory.
    bool m_isSettling = false; ///< Inside a round or a tick, after which comes settle() anyway.
    bool m_willSettle = false;
};

} // namespace sightglass::http
