// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/workerthread.h"

#include "http/worker.h"

namespace sightglass::http {

WorkerThread::WorkerThread(Shared& shared, int listeningDescriptor)
    : m_shared(shared)
    , m_listeningDescriptor(listeningDescriptor)
    , m_box(std::make_shared<WorkerBox>())
{
    setObjectName(QStringLiteral("http"));
}

void WorkerThread::run()
{
    Worker worker(m_shared, m_box, m_load, m_listeningDescriptor);
    m_worker = &worker;
    exec();
}

bool WorkerThread::give(const Accepted& accepted)
{
    m_load.fetch_add(1);
    return m_box->call([this, accepted] { m_worker->adopt(accepted); });
}

void WorkerThread::requestStop()
{
    m_box->call([this] { m_worker->beginStop(); });
}

} // namespace sightglass::http
