// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/sourcedirectory.h"
#include "storage/store.h"

#include <QThreadPool>

#include <atomic>
#include <cstddef>
#include <functional>
#include <string>

namespace sightglass::service {

/// Makes sources in Unassigned for senders that name themselves (spec sierra §5.10), on a thread of its own, since
/// the store's control calls block. Past `most` sources, and while very many wait, Unassigned itself is given.
/// Owner: service. Thread: find() from any.
class SelfRegistration
{
public:
    using Done = std::function<void(domain::SourceDirectory::Entry)>;

    SelfRegistration(storage::Store& store, std::size_t most);
    ~SelfRegistration() { stop(); }

    /// `done` is called once, here or on the own thread, with the source of that URI or Unassigned.
    void find(std::string uri, Done done);
    /// Finishes what waits.
    void stop() { m_thread.waitForDone(); }

private:
    [[nodiscard]] domain::SourceDirectory::Entry registered(const std::string& uri);

    storage::Store& m_store;
    const std::size_t m_most;
    std::size_t m_sources = 0; ///< Of the own thread.
    std::atomic<int> m_waiting = 0;
    QThreadPool m_thread;
};

} // namespace sightglass::service
