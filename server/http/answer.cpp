// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/answer.h"

#include <sys/eventfd.h>
#include <unistd.h>

namespace sightglass::http {

WorkerBox::WorkerBox()
    : m_wakeDescriptor(eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
    , m_answers([this] { wake(); })
    , m_calls([this] { wake(); })
{
}

WorkerBox::~WorkerBox()
{
    ::close(m_wakeDescriptor);
}

void WorkerBox::post(AnswerMessage message)
{
    if (std::this_thread::get_id() == m_owner.load(std::memory_order_relaxed))
        m_own.push_back(std::move(message));
    else
        m_answers.post(std::move(message));
}

bool WorkerBox::call(std::function<void()> function)
{
    return m_calls.post(std::move(function));
}

void WorkerBox::wake() const
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(m_wakeDescriptor, &one, sizeof one);
}

void WorkerBox::clearWake() const
{
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t got = ::read(m_wakeDescriptor, &count, sizeof count);
}

void WorkerBox::close()
{
    m_owner = std::thread::id();
    m_answers.close();
    m_calls.close();
}

Answer::~Answer()
{
    send({500, "text/plain; charset=utf-8", {}, "internal error"});
}

void Answer::send(domain::Response response)
{
    if (!m_isSent.exchange(true, std::memory_order_relaxed))
        m_box->post({m_ticket, std::move(response)});
}

} // namespace sightglass::http
