// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "storage/connection.h"

#include <QString>

#include <memory>
#include <mutex>
#include <vector>

namespace sightglass::storage {

/// Read-only connections that are used again. Thread: any. Owner: the store; connections may come back after it is
/// gone.
class ReadPool
{
public:
    /// A borrowed connection; its destructor gives it back. Statements must go first.
    using Borrowed = std::shared_ptr<Connection>;

    explicit ReadPool(QString file)
        : m_shared(std::make_shared<Shared>())
        , m_file(std::move(file))
    {
    }

    [[nodiscard]] Expected<Borrowed> take();
    /// Closes what is idle and keeps nothing from now on: the writer must be the last to close the file.
    void close();

private:
    static constexpr std::size_t kMostIdle = 4;
    struct Shared
    {
        std::mutex mutex;
        std::vector<Connection> idle;
        bool isClosed = false;
    };

    const std::shared_ptr<Shared> m_shared;
    const QString m_file;
};

/// A borrowed connection within one read transaction, from open() to its destruction.
class ReadTransaction
{
public:
    [[nodiscard]] static Expected<ReadTransaction> open(ReadPool& pool);
    ReadTransaction(ReadTransaction&& other) noexcept = default;
    ReadTransaction& operator=(ReadTransaction&&) = delete;
    ~ReadTransaction();

    [[nodiscard]] Connection& connection() { return *m_connection; }

private:
    explicit ReadTransaction(ReadPool::Borrowed connection)
        : m_connection(std::move(connection))
    {
    }
    ReadPool::Borrowed m_connection;
};

} // namespace sightglass::storage
