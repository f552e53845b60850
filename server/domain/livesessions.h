// SPDX-FileCopyrightText: Sightglass contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/clock.h"

#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace sightglass::domain {

/// What is known of somebody who is there now (spec opentrace §4). Empty texts are not known.
struct LiveSession
{
    TimePoint at{}; ///< Of the last event.
    std::string address;
    std::string userAgent;
    std::string url;
    std::string fbclid;
    std::string ttclid;
    std::string gclid;
    std::string fbp;
    std::string fbc;
    std::string ttp;
    bool operator==(const LiveSession&) const = default;
};

/// How many are there: seen within half an hour, and within five minutes.
struct LiveCount
{
    std::size_t active = 0;
    std::size_t heartbeats = 0;
    /// As the live view counts: those of five minutes, or all active ones when there are none.
    [[nodiscard]] std::size_t online() const { return heartbeats > 0 ? heartbeats : active; }
    bool operator==(const LiveCount&) const = default;
};

/// Who is there now, by the public id of a source and the session's own. This is the one place that holds whole
/// addresses, and only for as long as a session lives. In memory, at most kMost sessions: the one that was quiet
/// longest goes first. Thread: any.
class LiveSessions
{
public:
    static constexpr std::size_t kMost = 50'000;
    static constexpr std::size_t kTextBytes = 1024; ///< Of each member; longer ones are cut.
    static constexpr std::chrono::minutes kActive{30};
    static constexpr std::chrono::minutes kHeartbeat{5};

    /// What `seen` does not know stays as it was.
    void note(std::string_view source, std::string_view session, LiveSession seen);
    [[nodiscard]] std::optional<LiveSession> find(std::string_view source, std::string_view session,
                                                  TimePoint now) const;
    [[nodiscard]] LiveCount count(std::string_view source, TimePoint now) const;

private:
    struct Entry
    {
        std::string key;
        std::string source;
        LiveSession session;
    };
    using Order = std::list<Entry>;
    void forgetOld(TimePoint now);
    void forgetFirst();

    mutable std::mutex m_mutex;
    Order m_order; ///< Last seen at the end.
    std::unordered_map<std::string_view, Order::iterator> m_byKey;
};

} // namespace sightglass::domain
