// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/livefeed.h"

#include <atomic>
#include <map>
#include <mutex>

namespace sightglass::api {

/// The LiveFeed of a running hub: calls every listener on the thread that publishes, outside its own lock, and
/// remembers the latest refusals for those who look later.
/// Thread: any. Owner: service. A subscription may outlive the hub; a listener may be called once more while its
/// subscription ends on another thread, so it must hold what it needs weakly.
class LiveHub final : public domain::LiveFeed
{
public:
    /// How many refusals recentRejections() keeps.
    static constexpr std::size_t kRemembered = 500;

    LiveHub();

    [[nodiscard]] Subscription listen(Listener listener) override;
    [[nodiscard]] bool hasListeners() const override;
    void stored(Events events) override;
    void rejected(domain::Rejection rejection) override;

    /// Newest first.
    [[nodiscard]] std::vector<domain::Rejection> recentRejections() const;

private:
    struct Listeners
    {
        std::mutex mutex;
        std::map<int, std::shared_ptr<const Listener>> byNumber;
        int next = 0;
        std::atomic<int> count = 0;
    };
    [[nodiscard]] std::vector<std::shared_ptr<const Listener>> listeners() const;

    std::shared_ptr<Listeners> m_listeners;
    mutable std::mutex m_recentMutex;
    std::vector<domain::Rejection> m_recent; ///< A ring: m_oldest is the place that is overwritten next.
    std::size_t m_oldest = 0;
};

} // namespace sightglass::api
