// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http/answer.h"

#include <QThread>

#include <atomic>
#include <cstddef>
#include <memory>

namespace sightglass::http {

class Worker;
struct Accepted;
struct Shared;

/// A server thread and the way to reach it. Thread: used by the acceptor and the HttpServer's own thread.
class WorkerThread final : public QThread
{
public:
    WorkerThread(Shared& shared, int listeningDescriptor);

    /// Hands a connection over; false when the thread has ended.
    bool give(const Accepted& accepted);
    void requestStop();
    [[nodiscard]] std::size_t load() const { return m_load; }

protected:
    void run() override;

private:
    Shared& m_shared;
    const int m_listeningDescriptor;
    const std::shared_ptr<WorkerBox> m_box;
    std::atomic<std::size_t> m_load = 0;
    Worker* m_worker = nullptr; ///< Only touched on the thread itself.
};

} // namespace sightglass::http
