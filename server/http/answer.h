// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mailbox.h"
#include "domain/request.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

namespace sightglass::http {

/// Names one request, or one WebSocket, of one connection of a server thread. Serials are never reused, so what comes
/// late for a connection that has gone finds nobody.
struct Ticket
{
    std::size_t slot = 0;
    std::uint64_t serial = 0;
};

/// What other threads have for a server thread.
struct AnswerMessage
{
    Ticket ticket;
    domain::Response response;
};

/// The way into a server thread: answers and calls, with one wake-up for all that come together. What the thread posts
/// to itself takes no lock and no wake-up. Outlives the thread for as long as somebody holds an answer; then posting
/// does nothing.
class WorkerBox
{
public:
    WorkerBox();
    ~WorkerBox();
    WorkerBox(const WorkerBox&) = delete;
    WorkerBox& operator=(const WorkerBox&) = delete;

    void post(AnswerMessage message);
    /// False when the thread has ended: nobody will call it.
    bool call(std::function<void()> function);

    // The rest belongs to the server thread.
    void setOwner() { m_owner = std::this_thread::get_id(); }
    [[nodiscard]] int wakeDescriptor() const { return m_wakeDescriptor; }
    void clearWake() const;
    [[nodiscard]] std::vector<AnswerMessage> takeOwn() { return std::exchange(m_own, {}); }
    [[nodiscard]] std::vector<AnswerMessage> takeAnswers() { return m_answers.takeAll(); }
    [[nodiscard]] std::vector<std::function<void()>> takeCalls() { return m_calls.takeAll(); }
    void close();

private:
    void wake() const;

    const int m_wakeDescriptor; ///< An eventfd in the thread's epoll set: cheaper than a posted Qt event.
    std::atomic<std::thread::id> m_owner;
    Mailbox<AnswerMessage> m_answers;
    Mailbox<std::function<void()>> m_calls;
    std::vector<AnswerMessage> m_own;
};

/// The duty to answer one request. send() is safe from any thread, at any time, once; later calls do nothing. A handler
/// that drops its responder without a word leaves a 500 behind instead of a sender who waits for ever.
class Answer
{
public:
    Answer(std::shared_ptr<WorkerBox> box, Ticket ticket)
        : m_box(std::move(box))
        , m_ticket(ticket)
    {
    }
    ~Answer();
    Answer(const Answer&) = delete;
    Answer& operator=(const Answer&) = delete;

    void send(domain::Response response);

private:
    const std::shared_ptr<WorkerBox> m_box;
    const Ticket m_ticket;
    std::atomic<bool> m_isSent = false;
};

} // namespace sightglass::http
