// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/readpool.h"

#include <tuple>

namespace sightglass::storage {

Expected<ReadPool::Borrowed> ReadPool::take()
{
    const auto lend = [shared = m_shared](Connection connection) {
        return Borrowed(new Connection(std::move(connection)), [shared](Connection* returned) {
            const std::unique_ptr<Connection> owned(returned);
            const std::lock_guard lock(shared->mutex);
            if (!shared->isClosed && shared->idle.size() < kMostIdle)
                shared->idle.push_back(std::move(*owned));
        });
    };
    {
        const std::lock_guard lock(m_shared->mutex);
        if (!m_shared->idle.empty()) {
            Connection connection = std::move(m_shared->idle.back());
            m_shared->idle.pop_back();
            return lend(std::move(connection));
        }
    }
    Expected<Connection> opened = Connection::open(m_file, Connection::Mode::ReadOnly);
    if (!opened)
        return unexpected(opened.error());
    return lend(std::move(*opened));
}

void ReadPool::close()
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->isClosed = true;
    m_shared->idle.clear();
}

Expected<ReadTransaction> ReadTransaction::open(ReadPool& pool)
{
    Expected<ReadPool::Borrowed> connection = pool.take();
    if (!connection)
        return unexpected(connection.error());
    if (const Expected<void> begun = (*connection)->execute("BEGIN"); !begun)
        return unexpected(begun.error());
    return ReadTransaction(std::move(*connection));
}

ReadTransaction::~ReadTransaction()
{
    if (m_connection && m_connection->inTransaction())
        std::ignore = m_connection->execute("COMMIT");
}

} // namespace sightglass::storage
