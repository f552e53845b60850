// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/checkpointer.h"

#include <sqlite3.h>

namespace sightglass::storage {

Expected<void> Checkpointer::start(const QString& databaseFile, const char* synchronous)
{
    Expected<Connection> connection = Connection::open(databaseFile, Connection::Mode::ReadWrite);
    if (!connection)
        return unexpected(connection.error());
    if (Expected<void> set = connection->execute(synchronous); !set)
        return set;
    m_connection = std::move(*connection);
    m_thread = std::thread([this] { run(); });
    return {};
}

void Checkpointer::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_changed.notify_all();
    if (m_thread.joinable())
        m_thread.join();
    m_connection.reset();
}

void Checkpointer::begin()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isCopying = m_thread.joinable();
    }
    m_changed.notify_all();
}

bool Checkpointer::isCopying() const
{
    const std::lock_guard lock(m_mutex);
    return m_isCopying;
}

void Checkpointer::wait() const
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_isCopying; });
}

void Checkpointer::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_isCopying || m_isStopping; });
        if (!m_isCopying)
            return;
        lock.unlock();
        // Whatever it cannot copy is still in the log, and the next time's.
        sqlite3_wal_checkpoint_v2(m_connection->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
        lock.lock();
        m_isCopying = false;
        m_changed.notify_all();
    }
}

} // namespace sightglass::storage
