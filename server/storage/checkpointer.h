// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/expected.h"
#include "storage/connection.h"

#include <QString>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace sightglass::storage {

/// Copies the write-ahead log into the database on a thread of its own, so that no commit waits for it. While it copies
/// the writer goes on appending; what it appended meanwhile is left, so the log begins anew only when the writer has
/// copied that rest itself.
///
/// Owner and thread: the writer's.
class Checkpointer
{
public:
    Checkpointer() = default;
    ~Checkpointer() { stop(); }
    Checkpointer(const Checkpointer&) = delete;
    Checkpointer& operator=(const Checkpointer&) = delete;

    /// `synchronous` is the writer's pragma. Until it is called begin() does nothing. Errors: those of the connection.
    [[nodiscard]] Expected<void> start(const QString& databaseFile, const char* synchronous);
    /// Finishes what is being copied and closes the connection: the writer's is the last. Harmless when repeated.
    void stop();

    /// Copies what is in the log now.
    void begin();
    [[nodiscard]] bool isCopying() const;
    /// Until nothing is being copied: SQLite lets one connection copy at a time.
    void wait() const;

private:
    void run();

    std::optional<Connection> m_connection;
    std::thread m_thread;
    mutable std::mutex m_mutex; ///< Guards the next two.
    mutable std::condition_variable m_changed;
    bool m_isCopying = false;
    bool m_isStopping = false;
};

} // namespace sightglass::storage
