// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/connection.h"

#include <tuple>
#include <utility>

namespace sightglass::storage {

/// A write transaction that rolls back unless it was committed. Stack objects only.
class Transaction
{
public:
    [[nodiscard]] static Expected<Transaction> begin(Connection& connection)
    {
        if (const Expected<void> begun = connection.begin(); !begun)
            return unexpected(begun.error());
        return Transaction(connection);
    }
    Transaction(Transaction&& other) noexcept
        : m_connection(std::exchange(other.m_connection, nullptr))
    {
    }
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction() { rollBack(); }

    /// After an error nothing of it is in the file.
    [[nodiscard]] Expected<void> commit()
    {
        Expected<void> done = m_connection->commit();
        if (done)
            m_connection = nullptr;
        else
            rollBack();
        return done;
    }

    void rollBack()
    {
        Connection* connection = std::exchange(m_connection, nullptr);
        // SQLite may have rolled back by itself already, e.g. when the disk is full.
        if (connection != nullptr && connection->inTransaction())
            std::ignore = connection->execute("ROLLBACK");
    }

private:
    explicit Transaction(Connection& connection)
        : m_connection(&connection)
    {
    }

    Connection* m_connection;
};

} // namespace sightglass::storage
